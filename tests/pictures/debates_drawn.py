"""Made-up debates for pictures: small and large, clear and dense, with long names and names of many scripts."""

from __future__ import annotations

import random
from datetime import date, timedelta

from onrecord.debate.stances import DebateStance

#: Who stands where on a barrage in an estuary: name, camp.
PEOPLE = (
    ("Ana Ruiz", 1), ("Port Authority of Tamsel", 1), ("Mehmet Ağaoğlu", 1), ("Ministry of Public Works and Waterways", 1),
    ("Chamber of Commerce", 1), ("Kim Seo-yeon", 1), ("Fishers’ Union", 2), ("Lwazi Dlamini", 2), ("Estuary Trust", 2),
    ("Prof. Ingrid Sørensen", 2), ("Village of Lower Sand", 2), ("Olena Kovalenko", 3), ("River Guides", 3), ("Jo O’Neil", 3),
)  # fmt: skip
ISSUES = (
    "The barrage should be built", "The toll on barges should stay", "The wetland should be bought back by the state",
    "Ferries should be free for residents", "A second bridge is needed before 2030", "Dredging harms the fishery",
    "The estuary should become a national park",
)  # fmt: skip
#: For, against or in between, by camp.
LEANING = {1: (0.95, 0.7, 0.15, 0.5, 0.85, 0.1, 0.1), 2: (0.05, 0.4, 0.9, 0.6, 0.3, 0.95, 0.85), 3: (0.5, 0.1, 0.6, 0.95, 0.5, 0.6, 0.5)}
SCRIPTS = (
    "김서연",
    "佐藤 花子",
    "王小明",
    "محمد بن سالم",
    "בנימין לוי",
    "Ольга Петрова",
    "नरेन्द्र सिंह",
    "Ελένη Παππά",
    "สมชาย ใจดี",
    "Nguyễn Thị Hoa",
)


def debate(
    people: tuple[tuple[str, int], ...] = PEOPLE, issues: tuple[str, ...] = ISSUES, *, stances: int = 130, seed: int = 5
) -> list[DebateStance]:
    """So many stances in the first half of 2026, with a pause in April."""
    chance = random.Random(seed)  # noqa: S311 - a made-up debate
    found: list[DebateStance] = []
    while len(found) < stances:
        name, camp = chance.choices(people, [1 / (at + 2) for at in range(len(people))])[0]
        issue = chance.randrange(len(issues))
        day = date(2026, 1, 5) + timedelta(days=chance.randrange(170))
        if day.month == 4:
            continue
        lean = LEANING[camp][issue % len(ISSUES)]
        at = len(found)
        found.append(
            DebateStance(f"d{at // 3}", day, name, issues[issue], int(chance.random() < lean), place=at, statements=(f"s{at:03d}",))
        )
    return found


def crowd(size: int, camps: int = 3) -> tuple[tuple[str, int], ...]:
    """So many names, in camps."""
    first = ("Maria", "Abdul Rahman", "Wei", "Oluwaseun", "Jean-Baptiste", "Sofía", "Raj", "Emma", "Tomasz", "Yuki")
    last = ("Silva", "Okafor", "Li", "van der Meer", "Hernández García", "Patel", "Brown", "Nakamura", "Kowalczyk-Nowak")
    chance = random.Random(11)  # noqa: S311
    names = [f"{a} {b}" for a in first for b in last]
    chance.shuffle(names)
    return tuple((name, at % camps + 1) for at, name in enumerate(names[:size]))
