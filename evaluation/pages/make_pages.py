"""Write the pages of both halves with the known text of each.

Run as ``python -m evaluation.pages.make_pages`` at the root of the repository. The same files come out every time.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import slug
from .model import NBSP, Article, Body, Ctx, Page, load
from .pools import OUTLETS, PEOPLE, POOLS
from .shapes_guardian import guardian_like
from .shapes_letters import medium_like, newsletter
from .shapes_light import amp, div_soup
from .shapes_news import arc_newspaper, next_broadcaster
from .shapes_old import old_tables, saved_page
from .shapes_public import drupal_ministry, report_page
from .shapes_wp import wp_block, wp_classic

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPES: list[Callable[[Ctx], Page]] = [
    wp_classic,
    wp_block,
    drupal_ministry,
    arc_newspaper,
    next_broadcaster,
    guardian_like,
    newsletter,
    medium_like,
    old_tables,
    amp,
    div_soup,
    saved_page,
    report_page,
]
SHORT_AT = {("wp_classic", 1): 0, ("drupal_ministry", 1): 8, ("next_broadcaster", 2): 9, ("old_tables", 1): 10, ("amp", 2): 1}
LIVE = (6, 5, 4, 3, 2, 7)
DIGEST = (0, 1, 8, 9, 10)
RELEASE = ["ministry-publishes-rules", "statement-on-the-licensing"]


def publish(body: Body, half: str, shape: str, rng: random.Random) -> Article:
    """A body as one outlet of the half publishes it."""
    outlet = OUTLETS[half][shape]
    years = (2003, 2006) if shape == "old_tables" else (2018, 2026)
    date = f"{rng.randrange(*years)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    people = tuple(rng.sample(PEOPLE[half], 2 if rng.random() < 0.25 else 1))
    domain = f"www.{slug(outlet).replace('-', '')}.example"
    return Article(body, people, outlet, domain, date, slug(body.title, 8))


def choose(half: str, shape: str, index: int, turn: int) -> tuple[Body, list[Body]]:
    """The body of a page, and the short ones that a live blog or a digest holds besides."""
    longs, shorts = load(f"{half}_long"), load(f"{half}_short")
    if shape == "guardian_like" and index == 1:
        title = {"dev": "Offshore wind auction", "test": "Lowther dam hearing"}[half]
        return Body(title, "Rolling coverage of the day’s events", ()), [shorts[at] for at in LIVE]
    if shape == "newsletter" and index == 2:
        return Body("The day in five items", "", ()), [shorts[at] for at in DIGEST]
    if shape == "report_page" and index == 0:
        return load(f"{half}_debate")[0], []
    if (shape, index) in SHORT_AT:
        return shorts[SHORT_AT[(shape, index)]], []
    if shape == "drupal_ministry" and index == 0:
        return next(b for b in longs if slug(b.title).startswith(tuple(RELEASE))), []
    others = [b for b in longs if not slug(b.title).startswith(tuple(RELEASE))]
    return others[(turn + 5 * index) % len(others)], []


def write(folder: Path, name: str, page: Page) -> None:
    """A page and what is known of it."""
    source = page.html.encode(page.charset, "xmlcharrefreplace" if page.charset != "utf-8" else "strict")
    (folder / f"{name}.html").write_bytes(source)
    known = {
        "text": page.text,
        "title": page.title,
        "outlet": page.outlet,
        "authors": list(page.authors),
        "published": page.published,
        "url": page.url,
        "system": page.system,
        "articles": page.articles,
    }
    (folder / f"{name}.json").write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make(half: str, folder: Path) -> int:
    """All pages of one half; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for index in range(3):
        for turn, shape in enumerate(SHAPES):
            name = shape.__name__
            rng = random.Random(f"{half}/{name}/{index}")  # noqa: S311 - the pages are no secret
            body, more = choose(half, name, index, turn)
            ctx = Ctx(
                half,
                index,
                publish(body, half, name, rng),
                rng,
                POOLS[half],
                [publish(item, half, name, rng) for item in more],
                entities=rng.random() < 0.35,
                nbsp=rng.choice([NBSP, "&nbsp;", "&#160;"]),
            )
            write(folder, f"{name}_{index + 1}", shape(ctx))
            count += 1
    return count


def main() -> None:
    """Both halves."""
    here = Path(__file__).resolve().parent
    for half in ("dev", "test"):
        sys.stdout.write(f"{half}: {make(half, here / half)} pages\n")


if __name__ == "__main__":
    main()
