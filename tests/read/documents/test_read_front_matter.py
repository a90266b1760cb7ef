"""Front matter → what it states."""

from __future__ import annotations

import time

import pytest

from onrecord.read.documents.front_matter import front_matter
from onrecord.read.part import Stated


def stated(source: str) -> Stated:
    return front_matter(source).stated


def test_its_fields_are_read_by_their_usual_names() -> None:
    found = front_matter(
        "---\ntitle: A ferry\nauthor: By Lotte Bergan and Jo Berg\ndate: 2026-02-10\nsource: https://h.example/1\n"
        "publication: Harbour News\nlang: en\ntags: [a, b]\n---\nText."
    )
    assert found.stated == Stated(
        title="A ferry",
        authors=("Lotte Bergan", "Jo Berg"),
        published="2026-02-10",
        url="https://h.example/1",
        outlet="Harbour News",
        language="en",
    )


def test_the_text_begins_after_it() -> None:
    source = "---\ntitle: A ferry\n---\nText."
    assert source[front_matter(source).end :] == "Text."


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("[Lotte Bergan, Jo Berg]", ("Lotte Bergan", "Jo Berg")),
        ('\n  - "[[Lotte Bergan]]"', ("Lotte Bergan",)),
        ("\n  - name: Lotte Bergan\n    role: reporter", ("Lotte Bergan",)),
        ("12", ("12",)),
        ("", ()),
        ("{a: b}", ()),
    ],
)
def test_authors_may_be_given_in_any_way(authors: str, names: tuple[str, ...]) -> None:
    assert stated(f"---\nauthors: {authors}\n---\n").authors == names


def test_a_source_that_is_a_name_is_the_outlet() -> None:
    assert (stated("---\nsource: Harbour News\n---\n").outlet, stated("---\nsource: Harbour News\n---\n").url) == ("Harbour News", None)


def test_toml_is_read_as_well() -> None:
    assert stated('+++\ntitle = "A ferry"\ndate = 2026-02-10T09:30:00Z\n+++\nText.').published == "2026-02-10T09:30:00+00:00"


def test_a_colon_in_an_unquoted_title_is_borne() -> None:
    found = stated("---\ntitle: Ferry: a second one\ndate: 2026-02-10\n---\n")
    assert (found.title, found.published) == ("Ferry: a second one", "2026-02-10")


def test_a_translation_is_stated() -> None:
    found = stated("---\ntranslated_from: ko\ntranslation: machine\n---\n")
    assert (found.original_language, found.translation) == ("ko", "machine")


@pytest.mark.parametrize(
    "source", ["---\nThe council voted.\n---\nText.", "The council voted.\n---\na: b\n---\n", "---\ntitle: x\nText without an end."]
)
def test_a_rule_above_a_text_is_no_front_matter(source: str) -> None:
    assert front_matter(source).end == 0


@pytest.mark.parametrize(
    "matter",
    [
        "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 8)}]\n" for i in range(20)),
        "title: " + "[" * 3_000,
        "title: &a [*a]",
        "title: !!python/object/apply:os.system ['true']",
    ],
)
def test_hostile_yaml_is_not_followed(matter: str) -> None:
    began = time.monotonic()
    front_matter(f"---\n{matter}\n---\nText.")
    assert time.monotonic() - began < 5
