"""Edit a news text mechanically the way newsrooms edit wire copy.

``edited`` cuts, reorders, rewords and dresses up a text by chance, and the same seed always gives the same copy. No copy keeps
less than about two fifths of the original's words, and no more than a fifth of the words that are kept are changed.
"""

import random
import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import cache
from math import ceil
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
LEAST_KEPT = 0.4
MOST_CHANGED = 0.2
MOST_ADDED = 0.15
SPARED = ("moved", "reworded", "synonyms", "dropped", "cut")  # left out one after the other where too little would be kept

CITIES = ("BERLIN", "LONDON", "PARIS", "BRUSSELS", "WASHINGTON", "NEW YORK", "OTTAWA", "NAIROBI", "TOKYO", "NEW DELHI", "CANBERRA")
AGENCIES = ("AP", "Reuters", "AFP", "dpa", "UPI", "ANSA", "EFE", "PA", "Xinhua", "Bloomberg")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SLUG = re.compile(r"^[A-Z][A-Z .,'’-]{2,30}(?:, [A-Z][\w. ]{1,20})?\s*(?:\([A-Za-z/ ]{2,20}\))?\s*(?:--|[-–—])\s+(?=\S)")
ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Sen|Rep|Gov|Jr|No|vs|Inc|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z]|[a-z]\.[a-z])\.$"
)
ENDING = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z0-9])")
QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
WORD = re.compile(r"\b[a-z]{4,}\b")
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? (?=[A-Z])")
DANGLING = re.compile(r"(?:a|an|and|as|at|but|by|for|from|had|has|have|in|is|of|on|or|that|the|to|was|were|which|who),?", re.IGNORECASE)

Paragraphs = list[list[str]]


class Edited(NamedTuple):
    """A copy of a text, and what was done to it."""

    text: str
    title: str | None
    edits: tuple[str, ...]
    kept: float


class Copy:
    """A text while it is being edited: paragraphs of sentences, its title, and the number of words that may still be changed."""

    def __init__(self, text: str, title: str | None) -> None:
        self.paragraphs = paragraphs_of(text)
        self.title = title
        self.whole = words_in(self.paragraphs)
        self.budget = 0
        self.finish: Callable[[str], str] = str
        self.between = "\n\n"

    def allow(self) -> None:
        """Set how many words may be changed, once it is known how many are kept."""
        left = words_in(self.paragraphs)
        self.budget = max(0, min(int(MOST_CHANGED * left), left - ceil((LEAST_KEPT + 0.01) * self.whole)))

    def text(self) -> str:
        """Give the text as it now stands."""
        return self.finish(self.between.join(" ".join(sentences) for sentences in self.paragraphs if sentences))


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """Read the lines of one of the lists beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Read the synonyms, by the words they stand for."""
    found: dict[str, list[str]] = {}
    for line in lines_of("synonyms.txt"):
        old, sign, new = re.split(r" ([=>]) ", line)
        found.setdefault(old, []).append(new)
        if sign == "=":
            found.setdefault(new, []).append(old)
    return {old: tuple(new) for old, new in found.items()}


def sentences_of(paragraph: str) -> list[str]:
    """Split a paragraph into sentences."""
    found, start = [], 0
    for end in ENDING.finditer(paragraph):
        if not ABBREVIATION.search(paragraph[start : end.start() + 1]):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    return [*found, paragraph[start:].strip()]


def paragraphs_of(text: str) -> Paragraphs:
    """Split a text into paragraphs of sentences."""
    blocks = re.split(r"\n\s*\n" if re.search(r"\n\s*\n", text.strip()) else "\n", text.strip())
    return [sentences_of(" ".join(block.split())) for block in blocks if block.strip()]


def words(text: str) -> list[str]:
    """Give the words of a text, those broken at the end of a line made whole."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)-\n(?=\w)", "", text).lower())


def words_in(paragraphs: Paragraphs) -> int:
    """Count the words of some paragraphs."""
    return sum(len(words(sentence)) for sentences in paragraphs for sentence in sentences)


def survival(original: str, copy: str) -> float:
    """Give the share of the original's words that are found in the copy in the same order."""
    before, after = words(original), words(copy)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(before))


def cut(copy: Copy, rng: random.Random) -> bool:
    """Keep the first 40 to 80 per cent, in whole paragraphs if there are enough of them."""
    units = [[(i, sentence) for sentence in block] for i, block in enumerate(copy.paragraphs)]
    if len(units) < 4:
        units = [[place] for unit in units for place in unit]
    target, have, last = rng.uniform(0.42, 0.8) * copy.whole, 0, 0
    while have < target:
        have += words_in([[sentence for _, sentence in units[last]]])
        last += 1
    kept = [place for unit in units[:last] for place in unit]
    copy.paragraphs = [[sentence for i, sentence in kept if i == block] for block in range(kept[-1][0] + 1)]
    return last < len(units)


def dropped(copy: Copy, rng: random.Random) -> bool:
    """Drop up to a sixth of the sentences after the lead."""
    places = [(i, j) for i, block in enumerate(copy.paragraphs) for j in range(len(block)) if i + j]
    rng.shuffle(places)
    left, done = words_in(copy.paragraphs), set()
    for i, j in places[: max(1, len(places) // 6)]:
        size = len(words(copy.paragraphs[i][j]))
        if left - size >= (LEAST_KEPT + 0.05) * copy.whole:
            left -= size
            done.add((i, j))
    kept = [[s for j, s in enumerate(block) if (i, j) not in done] for i, block in enumerate(copy.paragraphs)]
    copy.paragraphs = [block for block in kept if block]
    return bool(done)


def moved(copy: Copy, rng: random.Random) -> bool:
    """Move one or two paragraphs elsewhere; the lead mostly stays where it is."""
    first = 0 if rng.random() < 0.15 else 1
    if len(copy.paragraphs) - first < 3:
        return False
    before = list(copy.paragraphs)
    for _ in range(rng.randint(1, 2)):
        block = copy.paragraphs.pop(rng.randrange(first, len(copy.paragraphs)))
        copy.paragraphs.insert(rng.randrange(first, len(copy.paragraphs) + 1), block)
    return copy.paragraphs != before


def spelling(copy: Copy, rng: random.Random) -> bool:
    """Turn American spelling into British or the other way about, and perhaps drop Mr, Mrs, Ms and Dr."""
    pairs = [line.split(" = ") for line in lines_of("spelling.txt")]
    text = " ".join(" ".join(block) for block in copy.paragraphs)
    lead = sum(len(re.findall(rf"\b{a}\b", text)) - len(re.findall(rf"\b{b}\b", text)) for a, b in pairs)
    table = {a: (b,) for a, b in pairs} if lead >= 0 else {b: (a,) for a, b in pairs}
    done = replaced(copy, rng, table, copy.budget, everywhere=True)
    if rng.random() < 0.5 and len(TITLED.findall(text)) <= copy.budget:
        untitled = [[TITLED.sub("", sentence) for sentence in block] for block in copy.paragraphs]
        if untitled != copy.paragraphs:
            copy.budget -= len(TITLED.findall(text))
            copy.paragraphs, done = untitled, done + 1
    return done > 0


def replaced(copy: Copy, rng: random.Random, table: Mapping[str, tuple[str, ...]], most: int, *, everywhere: bool) -> int:
    """Replace words by what a table has for them, at places drawn by chance, until the given number of words is changed.

    Words in quotations and words with a capital letter inside a sentence are left alone, unless it is to be done everywhere.
    """
    known = "|".join(sorted(map(re.escape, table), key=lambda old: (-len(old), old)))
    pattern = re.compile(rf"(?<![\w-])(?:{known})(?![\w-])", re.IGNORECASE)
    places = []
    for block in copy.paragraphs:
        for i, sentence in enumerate(block):
            spans = [found.span() for found in QUOTED.finditer(sentence)]
            for match in pattern.finditer(sentence):
                name = match[0][:1].isupper() and match.start() > 1
                if match[0].lower() in table and (everywhere or not (name or any(a <= match.start() < b for a, b in spans))):
                    places.append((block, i, match))
    rng.shuffle(places)
    chosen, changed = [], 0
    for block, i, match in places:
        new = rng.choice(table[match[0].lower()])
        size = max(len(match[0].split()), len(new.split()))
        if changed + size <= most:
            chosen.append((block, i, match, new[0].upper() + new[1:] if match[0][0].isupper() else new))
            changed += size
    for block, i, match, new in sorted(chosen, key=lambda choice: -choice[2].start()):
        block[i] = block[i][: match.start()] + new + block[i][match.end() :]
    copy.budget -= changed
    return changed


def reworded_by_synonyms(copy: Copy, rng: random.Random) -> bool:
    """Replace words by synonyms, outside quotations for the most part."""
    return replaced(copy, rng, synonyms(), ceil(copy.budget * rng.uniform(0.25, 1.0)), everywhere=rng.random() < 0.25) > 0


def reworded(copy: Copy, rng: random.Random) -> bool:
    """Replace words by others of the same ending, of the text or of the list of synonyms, whatever they mean."""
    text = " ".join(" ".join(block) for block in copy.paragraphs)
    pool: dict[str, list[str]] = {}
    for word in sorted({*WORD.findall(text), *(w for key in synonyms() for w in WORD.findall(key))}):
        pool.setdefault(word[-2:], []).append(word)
    others = {w: tuple(o for o in pool[w[-2:]] if o != w and abs(len(o) - len(w)) < 4) for w in sorted(set(WORD.findall(text)))}
    most = ceil(copy.budget * rng.uniform(0.2, 0.8))
    return replaced(copy, rng, {w: o for w, o in others.items() if o}, most, everywhere=False) > 0


def slug(copy: Copy, rng: random.Random) -> bool:
    """Drop the agency and dateline if there is one, and put one in front if there is none."""
    lead = copy.paragraphs[0]
    if SLUG.match(lead[0]):
        lead[0] = SLUG.sub("", lead[0])
        return True
    city, agency = rng.choice(CITIES), rng.choice(AGENCIES)
    date = f"{rng.choice(MONTHS)} {rng.randint(1, 28)}"
    forms = ("{c} ({a}) — ", "{c} ({a}) - ", "{c}, {d} ({a}) - ", "{c}, {d} ({a}) -- ", "{c} ({a}) – ", "{c} — ", "({a}) – ")
    lead[0] = rng.choice(forms).format(c=city, a=agency, d=date) + lead[0]
    return True


def local(copy: Copy, rng: random.Random) -> bool:
    """Add a local paragraph of up to 15 per cent of the text's length somewhere after the lead."""
    most = MOST_ADDED * words_in(copy.paragraphs)
    fitting = [line for line in lines_of("local.txt") if len(words(line)) <= most]
    if fitting:  # the list runs from the shortest to the longest
        copy.paragraphs.insert(rng.randint(1, len(copy.paragraphs)), sentences_of(rng.choice(fitting[-12:])))
    return bool(fitting)


def split(copy: Copy, rng: random.Random) -> bool:
    """Split paragraphs of several sentences."""
    odds, before = rng.uniform(0.3, 1.0), len(copy.paragraphs)
    done: Paragraphs = []
    for block in copy.paragraphs:
        at = rng.randrange(1, len(block)) if len(block) > 1 and rng.random() < odds else len(block)
        done += [part for part in (block[:at], block[at:]) if part]
    copy.paragraphs = done
    return len(done) > before


def joined(copy: Copy, rng: random.Random) -> bool:
    """Join some paragraphs with those before them."""
    odds, before = rng.uniform(0.2, 0.6), len(copy.paragraphs)
    done = copy.paragraphs[:1]
    for block in copy.paragraphs[1:]:
        if rng.random() < odds:
            done[-1] = done[-1] + block
        else:
            done.append(block)
    copy.paragraphs = done
    return len(done) < before


def boilerplate(copy: Copy, rng: random.Random) -> bool:
    """Add a line at the end that belongs to the outlet and not to the text."""
    values = {"agency": rng.choice(AGENCIES), "city": rng.choice(CITIES).title(), "year": rng.randint(2019, 2026)}
    line = rng.choice(lines_of("boilerplate.txt")).format(**values, month=rng.choice(MONTHS), day=rng.randint(1, 28))
    copy.paragraphs.append([line])
    return True


def new_head(copy: Copy, rng: random.Random) -> bool:
    """Give a new head: the beginning of a sentence near the top, or the old head with synonyms and perhaps without an end."""
    early = [SLUG.sub("", sentence) for block in copy.paragraphs[:2] for sentence in block[:1]]
    head = rng.choice(early).split()[: rng.randint(6, 10)]
    if copy.title and rng.random() < 0.4:
        old = Copy(copy.title, None)
        replaced(old, rng, synonyms(), 3, everywhere=True)
        head = old.text().split()
        if len(head) > 6 and rng.random() < 0.5:
            head = head[: rng.randint(5, len(head) - 1)]
    while len(head) > 2 and DANGLING.fullmatch(head[-1]):
        head.pop()
    title = " ".join(head).strip(' ,.;:"“”')
    same, copy.title = title == copy.title, title or copy.title
    return not same and bool(title)


def quotes(copy: Copy, _: random.Random) -> bool:
    """Turn straight quotation marks and apostrophes into curly ones, or curly ones into straight ones."""
    before = copy.text()
    if re.search("[“”’]", before):
        table = str.maketrans("“”‘’", "\"\"''")
        copy.paragraphs = [[sentence.translate(table) for sentence in block] for block in copy.paragraphs]
    else:
        for i, block in enumerate(copy.paragraphs):
            curly = re.sub(r'(^|[\s(—–-])"', r"\1“", "\n".join(block)).replace('"', "”")
            copy.paragraphs[i] = re.sub(r"(^|[\s(“])'", r"\1‘", curly).replace("'", "’").split("\n")
    return copy.text() != before


def non_breaking(copy: Copy, _: random.Random) -> bool:
    """Put non-breaking spaces after figures and titles."""
    before = copy.text()
    pattern = re.compile(r"(\b\d[\d.,]*|\b(?:Mr|Mrs|Ms|Dr)\.?) (?=\w)")
    copy.paragraphs = [[pattern.sub("\\1\u00a0", sentence) for sentence in block] for block in copy.paragraphs]
    return copy.text() != before


def white_space(copy: Copy, rng: random.Random) -> bool:
    """Space paragraphs and sentences otherwise."""
    copy.between = rng.choice(("\n", "\n\n\n", " \n\n", "\n\n\t", "\r\n\r\n", "\n\n  "))
    if rng.random() < 0.5:
        copy.paragraphs = [["  ".join(block)] for block in copy.paragraphs]
    return True


def hyphens(copy: Copy, rng: random.Random) -> bool:
    """Set the text in narrow lines, as it comes out of scanned print, with some words broken at their ends."""
    width = rng.randint(36, 70)

    def column(paragraph: str) -> str:
        """Set one paragraph."""
        lines, line = [], ""
        for word in paragraph.split(" "):
            room = width - len(line) - 2
            if len(line) + len(word) < width:
                line = f"{line} {word}" if line else word
            else:
                part = room if word.isalpha() and len(word) > 6 and 2 < room < len(word) - 2 else 0
                lines.append(f"{line} {word[:part]}-" if part else line)
                line = word[part:]
        return "\n".join([*lines, line])

    copy.between = "\n\n"
    copy.finish = lambda text: "\n\n".join(column(paragraph) for paragraph in text.split("\n\n"))
    return True


EDITS: tuple[tuple[str, float, Callable[[Copy, random.Random], bool]], ...] = (
    ("cut", 0.5, cut),
    ("dropped", 0.3, dropped),
    ("moved", 0.3, moved),
    ("spelling", 0.35, spelling),
    ("synonyms", 0.5, reworded_by_synonyms),
    ("reworded", 0.2, reworded),
    ("slug", 0.5, slug),
    ("local", 0.25, local),
    ("split", 0.2, split),
    ("joined", 0.25, joined),
    ("boilerplate", 0.3, boilerplate),
    ("new-head", 0.7, new_head),
    ("quotes", 0.4, quotes),
    ("non-breaking", 0.15, non_breaking),
    ("white space", 0.25, white_space),
    ("hyphens", 0.08, hyphens),
)
"""Every edit in the order in which they are made, how often each is tried, and what makes it."""


def drawn(seed: int) -> list[str]:
    """Draw which edits are tried: at least two."""
    rng = random.Random(f"{seed} plan")  # noqa: S311
    scale = rng.uniform(0.5, 1.6)
    chosen = [name for name, odds, _ in EDITS if rng.random() < odds * scale]
    return chosen if len(chosen) > 1 else ["cut", "slug", "new-head"]


def edited(text: str, title: str | None, seed: int) -> Edited:
    """Give a copy of a text as a newsroom might have edited it.

    Args:
        text: An English news text.
        title: Its head, if it has one.
        seed: What the edits are drawn by.

    Returns:
        The copy, the names of the edits that changed something, and the share of the original's words that survive in order.
    """
    if not words(text):
        return Edited(text, title, (), 1.0)
    names = set(drawn(seed))
    while True:
        copy, done = Copy(text, title), []
        for name, _, edit in EDITS:
            if name == "spelling":
                copy.allow()
            if name in names and edit(copy, random.Random(f"{seed} {name}")):  # noqa: S311
                done.append(name)
        result = Edited(copy.text(), copy.title, tuple(done), round(survival(text, copy.text()), 4))
        spared = [name for name in SPARED if name in done]
        if done and (result.kept >= LEAST_KEPT or not spared):
            return result
        names = names - {spared[0]} if spared else {"slug", "new-head"}
