"""What docs/pictures.md shows can be run, and gives pictures like those shown."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.pictures.svg_read import SVG
from tests.program import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[[^\]]+\]\((pictures/\w+\.svg)\)", PAGE)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the code of the page was run in."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "docs" / "pictures").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "pictures" / "debate.csv", folder / "docs" / "pictures")
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "docs"


def marks(path: Path) -> list[tuple[str, str]]:
    """What each mark is and which statements it names."""
    return sorted(
        (g.findtext(SVG + "title"), g.get("data-statements")) for g in etree.parse(str(path)).iter(SVG + "g") if g.get("data-statements")
    )


@pytest.mark.parametrize("picture", SHOWN)
def test_a_picture_shown_is_what_the_code_draws(drawn: Path, picture: str) -> None:
    assert marks(drawn / picture) == marks(ROOT / "docs" / picture)
    assert len(marks(drawn / picture)) > 20


def test_two_pictures_are_shown_and_small() -> None:
    assert len(SHOWN) == 2
    assert all((ROOT / "docs" / picture).stat().st_size < 150_000 for picture in SHOWN)
