"""How many of a codebook's issues are among the first 20 that ``issues propose`` finds in the marked claims of a debate.

Run: python -m evaluation.proposals [transit pact …] [--limit 20]

A proposal is an issue where at least half of its statements are marked for or against that issue; ``transit`` is the development part,
``pact`` is held out. The seed's eleven issues are argued one by one in ``docs/proposals.md``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from evaluation.debate_maps import DEBATES, FOLDER
from evaluation.marked import read_marked
from onrecord.codebook.reading import read_codebook
from onrecord.infer.sentences import OnnxSentences
from onrecord.judge.proposals import propose_issues
from onrecord.records import SpokenClaim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluation.marked import MarkedArticle


def main() -> None:
    """Prints the figures of each debate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("debates", nargs="*", default=DEBATES)
    parser.add_argument("--limit", type=int, default=20)
    options = parser.parse_args()
    print(json.dumps({name: measured(name, options.limit) for name in options.debates}, indent=1))


def measured(name: str, limit: int = 20) -> dict[str, object]:
    """How many issues of a debate's codebook are proposed, and at which place each stands first."""
    ids = read_codebook(FOLDER / name / "codebook.yml").ids
    marked: dict[str, set[str]] = defaultdict(set)
    made: list[SpokenClaim] = []
    for path in sorted((FOLDER / name).glob("[0-9]*.md")):
        for claim, issues in claims_of(read_marked(path)):
            made.append(claim)
            marked[claim.statement].update(issues)
    first: dict[str, int] = {}
    for place, proposal in enumerate(propose_issues(made, encode=OnnxSentences(), limit=limit), 1):
        counts = Counter(issue for statement in proposal.statements for issue in marked[statement])
        if counts:
            issue, number = counts.most_common(1)[0]
            if 2 * number >= proposal.statement_count:
                first.setdefault(issue, place)
    return {"issues": len(ids), "found": len(first), "places": first}


def claims_of(article: MarkedArticle) -> Iterator[tuple[SpokenClaim, list[str]]]:
    """The marked claims of an article, each with the issues that it is for or against."""
    for statement in article.statements:
        whole = " ".join(article.text[start:end] for start, end in statement.content)
        for place, claim in enumerate(statement.claims):
            if claim["kind"] == "other":
                continue
            made = SpokenClaim(
                statement=f"{article.name}:{statement.number}", place=place, words=claim.get("text") or whole, kind=claim["kind"],
                attitude=claim.get("attitude") or 0, target=claim.get("target"),
                speaker=statement.speaker["name"] if statement.speaker else None, reported=statement.reported_by is not None,
            )  # fmt: skip
            yield made, [issue for issue, stance in (claim.get("stances") or {}).items() if stance in ("for", "against")]


if __name__ == "__main__":
    main()
