"""Reads the source texts and gives the known text that goes with a made file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.layouts.drawing import Doc
from evaluation.layouts.setting import RAISED, Block

TEXTS = Path(__file__).parent / "texts"
NOT_TEXT = frozenset({"pull", "note", "row", "cap", "split", "turn", "back"})
BULLET = "•"


@dataclass(frozen=True)
class Source:
    """A source text: its title and its blocks in reading order."""

    title: str
    blocks: list[Block]

    def only(self, *kinds: str) -> list[Block]:
        """Gives the blocks of these kinds."""
        return [block for block in self.blocks if block.kind in kinds]

    def without(self, *kinds: str) -> list[Block]:
        """Gives the blocks that are text and of none of these kinds."""
        return [block for block in self.blocks if block.kind not in NOT_TEXT and block.kind not in kinds]


def read_source(name: str) -> Source:
    """Reads a source text: one paragraph a line, its kind before it after an @, plain paragraphs without one."""
    blocks = []
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            kind, _, text = line[1:].partition(" ")
            blocks.append(Block(kind, text))
        elif line.strip():
            blocks.append(Block("para", line))
    title = next(block.text for block in blocks if block.kind == "title")
    return Source(title, blocks)


def known_text(blocks: Sequence[Block]) -> str:
    """Gives the known text of the blocks: a paragraph a line, marks of footnotes taken out."""
    lines = []
    for block in blocks:
        if block.kind in NOT_TEXT:
            continue
        text = RAISED.sub("", block.text)
        lines.append(f"{BULLET} {text}" if block.kind == "item" else text)
    return "\n".join(lines)


def split_articles(source: Source) -> list[list[Block]]:
    """Gives the blocks of each article of a page that has several."""
    articles: list[list[Block]] = [[]]
    for block in source.blocks:
        if block.kind == "split":
            articles.append([])
        else:
            articles[-1].append(block)
    return articles


def known(source: Source, doc: Doc, layout: str, notes: str) -> dict[str, object]:
    """Gives what is known of a made file, as it is written beside it."""
    if doc.broken or doc.real:
        notes += f" Hyphens that only break a word at a line's end: {doc.broken}; real hyphens at a line's end: {doc.real}."
    out: dict[str, object] = {
        "title": source.title,
        "layout": layout,
        "pages": doc.pages,
        "notes": notes.strip(),
        "text": known_text(source.blocks),
    }
    articles = split_articles(source)
    if len(articles) > 1:
        out["articles"] = [{"title": blocks[0].text, "text": known_text(blocks)} for blocks in articles]
    extra = {"footnotes": doc.footnotes, "tables": doc.tables, "left_out": doc.left_out, "either_way": doc.either_way}
    out.update({key: value for key, value in extra.items() if value})
    return out


def write_json(path: Path, content: dict[str, object]) -> None:
    """Writes a file's known text and what goes with it."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
