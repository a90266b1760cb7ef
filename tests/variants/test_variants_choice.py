"""The speaker chosen among those known."""

from typing import Any

from onrecord.variants.choice import PROMINENT, Known, choose
from onrecord.variants.match import Variant


def known(id_: str, name: str, articles: int = PROMINENT, **more: Any) -> Known:
    return Known(id_, ((Variant(name, "person", **more), articles),), articles)


def chosen(name: str, *some: Known, here: tuple[str, ...] = (), **more: Any) -> str | None:
    found = choose(Variant(name, "person", **more), some, here=here)
    return found.id if found else None


HILLARY = known("h", "Hillary Clinton", 50, role="Secretary of State")
BILL = known("b", "Bill Clinton", 9, role="former president")


def test_a_family_name_alone_is_its_only_bearer_where_he_speaks_often() -> None:
    assert chosen("Devine", known("d", "Tad Devine")) == "d"


def test_a_family_name_alone_is_nobody_who_spoke_once() -> None:
    assert chosen("Devine", known("d", "Tad Devine", 1)) is None


def test_a_family_name_alone_is_nobody_where_two_bear_it() -> None:
    assert chosen("Clinton", HILLARY, BILL) is None


def test_an_office_tells_which_bearer_is_meant() -> None:
    assert chosen("Clinton", HILLARY, BILL, role="Secretary") == "h"
    assert chosen("Clinton", HILLARY, BILL, role="President") == "b"


def test_a_family_name_that_an_article_tells_from_the_full_one_is_not_its_bearer() -> None:
    assert chosen("Devine", known("d", "Tad Devine"), here=("d",)) is None


def test_an_initial_of_two_is_nobody() -> None:
    two = known("1", "John Smith", role="mayor"), known("2", "James Smith", role="mayor")
    assert chosen("J. Smith", *two, role="mayor") is None


def test_of_two_namesakes_the_one_whose_role_fits_is_chosen() -> None:
    two = known("1", "John Smith", role="Sen.", affiliation="Iowa"), known("2", "John Smith", role="plumber")
    assert chosen("John Smith", *two, role="senator") == "1"


def test_of_two_namesakes_neither_is_chosen_where_nothing_tells() -> None:
    assert chosen("John Smith", known("1", "John Smith", 3), known("2", "John Smith", 2)) is None


def test_of_two_namesakes_the_one_who_speaks_ten_times_as_often_is_chosen() -> None:
    assert chosen("Boris Johnson", known("1", "Boris Johnson", 40), known("2", "Boris Johnson", 1)) == "1"


def test_a_name_that_one_of_the_names_excludes_is_not_chosen() -> None:
    both = Known("s", ((Variant("John Smith", "person"), 2), (Variant("John A. Smith", "person"), 2)), 4)
    assert chosen("John B. Smith", both) is None
