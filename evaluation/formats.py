"""Figures of reading formats and of finding copies, which ``evaluate`` holds to their floors: pages, PDF layouts, near copies."""

from __future__ import annotations

from typing import Any

from evaluation import near_copies, page_texts, reading_order

Row = dict[str, Any]


def rows(*, fast: bool = False) -> dict[str, Row]:
    """All of them; ``fast`` looks for the independent half's copies among their originals alone, and not among ten thousand articles."""
    return {f"formats.{name}": row for name, row in (page_rows() | layout_rows() | copy_rows(fast=fast)).items()}


def page_rows() -> dict[str, Row]:
    """How much of web pages is read, half by half, and how many of them as the articles that they hold."""
    halves = {half: page_texts.measure(half)[0] for half in page_texts.HALVES}
    parted = [figures[name].split("/") for figures in halves.values() for name in ("one article whole", "several articles parted")]
    every = {"value": sum(int(right) for right, _ in parted), "of": sum(int(asked) for _, asked in parted)}
    return {f"pages_{half}_f1": {"value": figures["f1"]} for half, figures in halves.items()} | {"pages_parted": every}


def layout_rows() -> dict[str, Row]:
    """How many PDF layouts are read in the right order, and how much of their words."""
    measured = [reading_order.measure(path, others=False) for path in sorted(reading_order.LAYOUTS.glob("*.pdf"))]
    read = [one["onrecord"] for one in measured if "onrecord" in one]
    return {
        "layouts_in_order": {"value": sum(one["right"] for one in read), "of": len(read)},
        "layouts_words": {"value": page_texts.mean([one["words"] for one in read])},
    }


def copy_rows(*, fast: bool = False) -> dict[str, Row]:
    """Recall and precision of near copies, each of the half in which it is lower."""
    halves = near_copies.halves(filled=not fast)
    if fast:
        cases = halves["independent"]
        originals = {case.original for case in cases}
        halves = {"independent": [case for case in cases if not case.name.startswith("article") or case.name in originals]}
    found = [near_copies.measured(cases) for cases in halves.values()]
    return {f"copies_{name}": {"value": min(one[name] for one in found)} for name in ("recall", "precision")}
