"""Names of persons taken apart."""

from __future__ import annotations

import pytest

from onrecord.variants.persons import family_of, family_stands_first


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ana Ruiz", "Ruiz"),
        ("Pieter van den Berg", "van den Berg"),
        ("Nasser al-Rumaihan", "al-Rumaihan"),
        ("Lee Ki-tae", "Lee"),
        ("Nguyen Thi Hoa", "Nguyen"),
        ("Zhang Weimin", "Zhang"),
        ("Ruiz", "Ruiz"),
    ],
)
def test_the_family_name_is_found(name: str, family: str) -> None:
    assert " ".join(family_of(tuple(name.split()))) == family


@pytest.mark.parametrize("name", ["Lee Ki-tae", "Park Ji-hoon", "Zhang Weimin", "Nguyen Thi Hoa", "Lee Jae Myung"])
def test_the_family_name_stands_first_in_east_asian_names(name: str) -> None:
    assert family_stands_first(tuple(name.split()))


@pytest.mark.parametrize("name", ["Bruce Lee", "Kim Clarke", "Ana Ruiz", "Lee"])
def test_the_family_name_stands_last_elsewhere(name: str) -> None:
    assert not family_stands_first(tuple(name.split()))
