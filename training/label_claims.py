"""Items of PolNeAR for labelling claims by the guide, and the labels checked and turned into offsets.

Draw:  python -m training.label_claims draw --shared ../shared --split train --sheets 7 --size 330 --out FOLDER
Check: python -m training.label_claims check SHEET LABELS          (what a labeller runs)
Keep:  python -m training.label_claims keep FOLDER --out training/claims/train.jsonl

The corpus' words are not ours to publish: what is kept of a label is the content's name and offsets into it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

from training.examples import calibration_ids

KINDS = ("assessment", "prediction", "prescription", "commitment")
LEVELS = ("certain", "likely", "possible", "unlikely", "remote", "hedged")
ROLES = ("source", "cue", "content")
PHRASES = ("certainty", "condition", "horizon", "addressee", "target")
#: Words of modality, condition and time: half of the items hold one, so that thin classes fill.
MARKED = re.compile(
    r"\b(will|would|should|must|ought|need|needs|may|might|could|can|if|unless|once|likely|unlikely|probabl\w+|possib\w+|perhaps|never|"
    r"certain\w*|doubt\w*|appear\w*|seem\w*|think|expect\w*|promis\w*|pledg\w*|vow\w*|plan\w*|intend\w*|call\w*|urg\w*|demand\w*|"
    r"support\w*|oppos\w*|want\w*|next|by|tomorrow|won't|going to|’ll|'ll)\b",
    re.IGNORECASE,
)
#: Words by which somebody in a content reports somebody else's position; sheets for nested statements hold one in nine items of ten.
REPORTING = re.compile(
    r"\b(?!I\b)\w+[’']?\w* (has |have |had |is |are |was |were |would |will |'s |’s )?(not |also |just |always |never |already |n't )?"
    r"(say|says|said|saying|tell|tells|told|telling|believe|believes|believed|think|thinks|thought|want|wants|wanted|wanting|claim|claims|claimed|"
    r"call|calls|called|calling|argue|argues|argued|oppose|opposes|opposed|support|supports|supported|promise|promises|promised|"
    r"propose|proposes|proposed|feel|feels|felt|hope|hopes|hoped|expect|expects|expected|vow|vowed|plan|plans|planned|warn|warned|suggest\w*|"
    r"accus\w+|insist\w*|demand\w*|deny|denied|agree\w*|fear\w*|like|likes|prefer\w*|admit\w*|threaten\w*|ask|asked|asking)\b"
)
SENTENCES = re.compile(r"[.!?][”\"’']*\s+[“\"‘'A-Z]")
SHORTEST, LONGEST = 15, 1400


def shown(text: str, spans: list[list[int]]) -> str:
    """Pieces of a span list with a bar between them."""
    return " | ".join(text[s:e] for s, e in spans or [])


def items(shared: Path, split: str) -> list[dict[str, Any]]:
    """Every content of the split that nobody has labelled, with its source, cue and what stands around."""
    path = shared / f"corpora/polnear/{split}.jsonl"
    labelled = {json.loads(line)["id"] for line in (shared / f"gold/claims_{split}.jsonl").open(encoding="utf-8")}
    skip = calibration_ids(path) if split == "train" else set()
    for file in Path("training/claims").glob(f"{split}*.jsonl"):
        labelled |= {json.loads(line)["id"] for line in file.open(encoding="utf-8")}
    out = []
    for article in map(json.loads, path.open(encoding="utf-8")):
        if article["id"] in skip:
            continue
        text = article["text"]
        for number, a in enumerate(article["attributions"]):
            name = f"{split}/{article['id']}#{number}"
            length = sum(e - s for s, e in a.get("content") or ())
            if name in labelled or not SHORTEST <= length <= LONGEST:
                continue
            low = a["content"][0][0]
            out.append(
                {
                    "id": name,
                    "before": text[max(0, low - 300) : low],
                    "source": shown(text, a.get("source")),
                    "cue": shown(text, a.get("cue")),
                    "content": shown(text, a["content"]),
                }
            )
    return out


def draw(options: argparse.Namespace) -> None:
    """Writes sheets of items: half of several sentences, half of the others with words of modality."""
    rng = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    pool = items(options.shared, options.split)
    rng.shuffle(pool)
    if options.nested:
        pool = [i for i in pool if REPORTING.search(i["content"])]
    several = [i for i in pool if SENTENCES.search(i["content"])]
    others = [i for i in pool if not SENTENCES.search(i["content"])]
    marked = [i for i in others if MARKED.search(i["content"])]
    plain = [i for i in others if not MARKED.search(i["content"])]
    options.out.mkdir(parents=True, exist_ok=True)
    for sheet in range(options.sheets):
        n = options.size
        chosen = [several.pop() for _ in range(min(len(several), round(n * options.several)))]
        rest = n - len(chosen)
        chosen += [marked.pop() for _ in range(min(len(marked), round(rest * 0.7)))]
        chosen += [plain.pop() for _ in range(min(len(plain), n - len(chosen)))]
        rng.shuffle(chosen)
        with (options.out / f"{options.split}_{options.name}{sheet}.jsonl").open("w", encoding="utf-8") as file:
            for number, item in enumerate(chosen):
                file.write(json.dumps({"n": number, **item}, ensure_ascii=False) + "\n")


def problems(item: dict[str, Any], label: dict[str, Any]) -> list[str]:
    """What is wrong with one item's label."""
    found = []
    content, cue = item["content"], item["cue"]
    claims = label.get("claims")
    if not isinstance(claims, list):
        return ["no list of claims"]
    if claims and sum(bool(c.get("main")) for c in claims) != 1:
        found.append("exactly one claim must say main")
    at = 0
    for c in claims:
        words = c.get("text") or content
        place = content.find(words, at)
        if place < 0:
            found.append(f"text {words!r} does not stand in the content (after the claim before it)")
        else:
            at = place + len(words)
        if c.get("kind") not in KINDS:
            found.append(f"kind {c.get('kind')!r} is none of {KINDS}")
        if (c.get("level") or None) not in (*LEVELS, None) or bool(c.get("level")) != bool(c.get("certainty")):
            found.append(f"certainty {c.get('certainty')!r} with level {c.get('level')!r}; levels are {LEVELS}")
        if c.get("attitude", 0) not in (1, 0, -1):
            found.append(f"attitude {c.get('attitude')!r} is not 1, 0 or -1")
        for name in PHRASES:
            value = c.get(name)
            if value and value not in content and not (name in ("certainty", "target") and value in cue):
                found.append(f"{name} {value!r} does not stand in the content")
    for one in label.get("nested") or ():
        wrong = [role for role in ROLES if one.get(role) and one[role] not in content]
        found += [f"nested {role} {one[role]!r} does not stand in the content" for role in wrong]
        if not one.get("content"):
            found.append("a nested statement without content")
    return found


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def check(sheet: Path, labels: Path) -> int:
    """Prints every problem; returns how many there are."""
    wanted = {i["n"]: i for i in read_rows(sheet)}
    rows = read_rows(labels)
    count = 0
    for row in rows:
        for problem in problems(wanted[row["n"]], row):
            print(f"item {row['n']}: {problem}")
            count += 1
    missing = sorted(set(wanted) - {r["n"] for r in rows})
    print(f"{len(rows)} labelled, {len(missing)} missing: {missing[:20]}, {count} problems")
    return count


def place(words: str | None, text: str, low: int, high: int) -> list[int] | None:
    """Where words stand, first between two offsets, else anywhere."""
    if not words:
        return None
    at = text.find(words, low, high)
    at = at if at >= 0 else text.find(words)
    return [at, at + len(words)] if at >= 0 else None


def kept(item: dict[str, Any], label: dict[str, Any]) -> dict[str, Any]:
    """One label without words: offsets into the content as shown (its pieces joined by " | "), certainty and target also into the cue."""
    content, claims, at = item["content"], [], 0
    for c in label["claims"]:
        low, high = place(c.get("text") or content, content, at, len(content)) or [0, len(content)]
        at = high
        row: dict[str, Any] = {"span": [low, high], "kind": c["kind"], "main": bool(c.get("main")), "attitude": c.get("attitude", 0)}
        if c.get("level"):
            row["level"] = c["level"]
        for name in PHRASES:
            span = place(c.get(name), content, low, high)
            if span:
                row[name] = span
            elif c.get(name):
                row[f"{name}_in_cue"] = place(c[name], item["cue"], 0, len(item["cue"]))
        claims.append(row)
    out = {"id": item["id"], "claims": claims}
    if "nested" in label:
        out["nested"] = [(role, *at) for one in label["nested"] for role in ROLES if (at := nested_place(one, role, content))]
    return out


def nested_place(one: dict[str, Any], role: str, content: str) -> list[int] | None:
    """Where a role of a nested statement stands: of several places the one nearest to its content."""
    words = one.get(role)
    if not words:
        return None
    anchor = content.find(one["content"])
    places = [m.start() for m in re.finditer(re.escape(words), content)]
    at = min(places, key=lambda p: abs(p - anchor))
    return [at, at + len(words)]


def keep(options: argparse.Namespace) -> None:
    """Gathers all checked labels of a folder (``X.jsonl`` with ``X.labels.jsonl``) in one file of offsets."""
    rows = []
    for path in sorted(options.folder.glob("*.labels.jsonl")):
        sheet = {i["n"]: i for i in read_rows(path.with_name(path.name.replace(".labels", "")))}
        rows += [kept(sheet[r["n"]], r) for r in read_rows(path) if r["n"] in sheet and not problems(sheet[r["n"]], r)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    print(f"{len(rows)} contents, {sum(len(r['claims']) for r in rows)} claims")


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("draw")
    one.add_argument("--shared", type=Path, default=Path("../shared"))
    one.add_argument("--split", choices=("train", "dev"), default="train")
    one.add_argument("--sheets", type=int, default=7)
    one.add_argument("--size", type=int, default=330)
    one.add_argument("--several", type=float, default=0.45, help="share of contents of several sentences")
    one.add_argument("--nested", action="store_true", help="only contents that seem to hold another's position")
    one.add_argument("--name", default="", help="what stands in the sheets' names before their numbers")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--out", type=Path, required=True)
    two = commands.add_parser("check")
    two.add_argument("sheet", type=Path)
    two.add_argument("labels", type=Path)
    three = commands.add_parser("keep")
    three.add_argument("folder", type=Path)
    three.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "check":
        return 1 if check(options.sheet, options.labels) else 0
    (draw if options.command == "draw" else keep)(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
