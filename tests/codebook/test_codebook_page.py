"""What docs/codebook.md says of codebooks is so."""

from __future__ import annotations

import re

import pytest
import yaml

from onrecord.codebook import issues, nearness, reading
from onrecord.codebook.reading import parse_codebook
from onrecord.codebook.writing import codebook_as_yaml
from onrecord.errors import CodebookError
from tests.program import ROOT

PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- example: \S+ -->\n```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
REFUSED = re.findall(r"^\| `(- .+)` \| `(.+)` \|$", PAGE, re.MULTILINE)


def test_the_example_is_read_and_written_as_it_stands() -> None:
    assert [codebook_as_yaml(parse_codebook(text, "page")) for text in EXAMPLES] == EXAMPLES
    assert len(EXAMPLES) == 1


def test_the_example_gives_no_warning() -> None:
    assert nearness.issue_warnings(parse_codebook(EXAMPLES[0], "page")) == ()


@pytest.mark.parametrize(("row", "words"), REFUSED)
def test_what_is_refused_is_told_in_these_words(row: str, words: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(f"issues:\n{row}", "page")
    assert words in str(caught.value)
    assert caught.value.line == 2


def test_the_page_lists_fields_refusals_and_limits_that_are_so() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(reading.FIELDS)
    assert len(REFUSED) == 11
    limits = (issues.LONGEST_ID, issues.LONGEST_TEXT, issues.LONGEST_NOTES, issues.MOST_ISSUES, issues.MOST_CHARACTERS, reading.MOST_BYTES)
    assert not [limit for limit in limits if f"{limit:,}" not in PAGE]
    assert f"{nearness.MIRRORED * 100:.0f} % of the other words" in PAGE
    assert f"{nearness.OVERLAPPING * 100:.0f} % of the words" in PAGE
    assert f"cosine of at least {nearness.NEAR:.2f}".replace("0.", ".") in PAGE


def test_the_page_counts_the_pairs_as_they_are() -> None:
    for name, count in (("pairs.yml", 40), ("pairs_held_out.yml", 27)):
        rows = yaml.safe_load((ROOT / "tests" / "codebook" / name).read_text(encoding="utf-8"))
        assert sum(map(len, rows.values())) == count
        assert f"{count} " in PAGE
