"""Articles, blocks and the small inline mark-up that the body files are written in.

A body file holds records divided by ``=====``. In a record ``title:`` and ``deck:`` come
first, then ``---``, then one block a line: ``## `` a subheading, ``- `` and ``1. `` list
items, ``> `` a block quotation, anything else a paragraph. Inside a line ``{x}`` is a link,
``*x*`` emphasis, ``**x**`` strong and ``~`` a non-breaking space.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

HERE = Path(__file__).resolve().parent
NBSP = "\u00a0"
ENTITIES = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "‘": "&lsquo;",
    "’": "&rsquo;",
    "–": "&ndash;",
    "—": "&mdash;",
    "€": "&euro;",
    "£": "&pound;",
}


@dataclass(frozen=True)
class Block:
    """One block of a body: kind is p, h, ul, ol or quote."""

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """A text as it is written, before a page gives it an author and a date."""

    title: str
    deck: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Article:
    """A body as one outlet published it."""

    body: Body
    authors: tuple[str, ...]
    outlet: str
    domain: str
    published: str
    slug: str

    @property
    def title(self) -> str:
        """The headline, without mark-up."""
        return plain(self.body.title)

    @property
    def url(self) -> str:
        """The address that the page gives for itself."""
        return f"https://{self.domain}/{self.published[:4]}/{self.published[5:7]}/{self.slug}"

    def cut(self, count: int) -> Article:
        """The same article with only its first blocks, as a paywall leaves it."""
        return replace(self, body=replace(self.body, blocks=self.body.blocks[:count]))


@dataclass(frozen=True)
class Page:
    """What a shape hands back: the page and what is known of it."""

    html: str
    text: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    system: str
    articles: list[dict[str, str | None]] | None = None
    charset: str = "utf-8"


@dataclass
class Ctx:
    """All that a shape needs: the article, which page of the half it is, and chance."""

    half: str
    index: int
    article: Article
    rng: random.Random
    pool: dict[str, list[str]]
    extra: list[Article] = field(default_factory=list)
    entities: bool = False
    nbsp: str = NBSP

    def pick(self, key: str, count: int) -> list[str]:
        """Some entries of a pool, without repeats while the pool lasts."""
        entries = self.pool[key]
        if count <= len(entries):
            return self.rng.sample(entries, count)
        return [self.rng.choice(entries) for _ in range(count)]

    def one(self, key: str) -> str:
        """One entry of a pool."""
        return self.rng.choice(self.pool[key])

    def hashed(self, stem: str = "", size: int = 6) -> str:
        """A class name as a bundler makes it."""
        letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        return stem + self.rng.choice(letters[:26]) + "".join(self.rng.choice(letters) for _ in range(size - 1))

    def page(self, source: str, system: str, blocks: tuple[Block, ...] | None = None, **known: object) -> Page:
        """A finished page of one article, with what is known of it."""
        art = self.article
        facts: dict[str, object] = {
            "text": text_of(blocks if blocks is not None else art.body.blocks),
            "title": art.title,
            "outlet": art.outlet,
            "authors": art.authors,
            "published": art.published,
            "url": art.url,
        }
        facts.update(known)
        return Page(html=source, system=system, **facts)  # type: ignore[arg-type]


def plain(line: str) -> str:
    """A line of a body as a reader sees it."""
    return re.sub(r"\*\*|[*{}]", "", line).replace("~", NBSP)


def text_of(blocks: tuple[Block, ...]) -> str:
    """The known text of some blocks, one line for each paragraph or item."""
    return "\n".join(plain(item) for block in blocks for item in block.items)


def inline(ctx: Ctx, line: str, link: str = '<a href="{h}">') -> str:
    """A line of a body as HTML."""
    out = html.escape(line, quote=False).replace("~", ctx.nbsp)
    number = ctx.rng.randrange(10000, 99999)
    opened = link.replace("{h}", f"https://{ctx.article.domain}/ref/{number}")
    out = out.replace("{", opened).replace("}", "</a>")
    out = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", out)
    out = re.sub(r"\*(.+?)\*", r"<em>\1</em>", out)
    if ctx.entities:
        for mark, name in ENTITIES.items():
            out = out.replace(mark, name)
    return out


def _block(kind: str, lines: list[str]) -> Block:
    """A block of one kind from its lines."""
    return Block(kind, tuple(lines))


def parse_body(record: str) -> Body:
    """One record of a body file."""
    head, _, rest = record.partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.strip().splitlines())
    blocks: list[Block] = []
    for line in rest.strip().splitlines():
        kind, text = "p", line
        for mark, name in ((r"## ", "h"), (r"- ", "ul"), (r"\d+\. ", "ol"), (r"> ", "quote")):
            found = re.match(mark, line)
            if found:
                kind, text = name, line[found.end() :]
        if kind in ("ul", "ol") and blocks and blocks[-1].kind == kind:
            blocks[-1] = _block(kind, [*blocks[-1].items, text])
        else:
            blocks.append(_block(kind, [text]))
    return Body(facts["title"], facts.get("deck", ""), tuple(blocks))


def load(name: str) -> list[Body]:
    """The bodies of one file."""
    source = (HERE / "bodies" / f"{name}.txt").read_text(encoding="utf-8")
    return [parse_body(record) for record in source.split("=====\n") if record.strip()]
