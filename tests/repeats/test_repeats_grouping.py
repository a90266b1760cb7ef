"""Articles that repeat each other are brought together without a database."""

from __future__ import annotations

from onrecord.repeats.grouping import Group, Printed, groups_of
from tests.repeats.test_repeats_copies import REPORT
from tests.repeats.test_repeats_versions import CORRECTED

CUT = REPORT.rsplit("\n\n", 2)[0]
OTHER = (
    "The weather will turn by Friday. Rain is expected on all coasts, and the wind may reach gale force in the north of the county, where "
    "two roads were closed last week after a landslide, the office for roads said in a note to all schools on Tuesday."
)
AT = "https://post.example/ferry"


def test_copies_are_one_group_and_the_others_none() -> None:
    assert groups_of([Printed(REPORT), Printed(OTHER), Printed(CUT)]) == [Group((0, 2), {})]


def test_a_short_text_is_one_with_the_same_text_alone() -> None:
    assert groups_of([Printed("The lake is ours."), Printed("The lake is ours."), Printed("The lake is deep.")]) == [Group((0, 1), {})]


def test_versions_at_one_address_are_a_group_and_the_later_replaces_the_other() -> None:
    assert groups_of([Printed(REPORT, AT), Printed(CORRECTED, f"{AT}?utm_source=mail")]) == [Group((0, 1), {0: 1})]


def test_a_third_version_replaces_the_second() -> None:
    (found,) = groups_of([Printed(REPORT, AT), Printed(CORRECTED, AT), Printed(CUT, AT)])
    assert found.replaced == {0: 1, 1: 2}


def test_another_article_at_the_address_is_no_version() -> None:
    assert groups_of([Printed(REPORT, AT), Printed(OTHER, AT)]) == []


def test_two_groups_stay_apart() -> None:
    other = OTHER.replace("Friday", "Saturday")
    assert groups_of([Printed(REPORT), Printed(OTHER), Printed(CUT), Printed(other)]) == [Group((0, 2), {}), Group((1, 3), {})]
