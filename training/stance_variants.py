"""Issues said in other ways, with the stance that follows, and pairs made from patterns: what teaches that a ban turns sides round."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from training.stance_examples import AGAINST, FOR, NEITHER, OPPOSITE, Pair

if TYPE_CHECKING:
    import numpy as np

_GOOD = (
    "adopt", "allow", "build", "create", "encourage", "expand", "favor", "fund", "have", "implement", "increase", "introduce", "keep",
    "legalise", "legalize", "permit", "promote", "protect", "support", "welcome", "continue", "strengthen", "require",
)  # fmt: skip
_BAD = (
    "abandon", "abolish", "ban", "cancel", "close", "criminalise", "criminalize", "cut", "drop", "eliminate", "end", "fight", "forbid",
    "oppose", "outlaw", "prohibit", "reduce", "reject", "remove", "scrap", "stop",
)  # fmt: skip
_DONE = {
    "adopted": 1, "allowed": 1, "built": 1, "created": 1, "encouraged": 1, "expanded": 1, "funded": 1, "implemented": 1, "increased": 1,
    "introduced": 1, "kept": 1, "legal": 1, "legalised": 1, "legalized": 1, "permitted": 1, "promoted": 1, "protected": 1, "supported": 1,
    "compulsory": 1, "mandatory": 1, "abandoned": -1, "abolished": -1, "banned": -1, "criminalised": -1, "criminalized": -1,
    "a criminal offence": -1, "eliminated": -1, "ended": -1, "forbidden": -1, "illegal": -1, "outlawed": -1, "prohibited": -1,
    "reduced": -1, "removed": -1, "scrapped": -1, "stopped": -1,
}  # fmt: skip
_WHO = r"(?:we|you|governments?|the (?:government|state|eu|us|uk|world)|states?|countries|britain|america|schools|parents) "
_ACTIVE = re.compile(rf"^(?:(?:{_WHO})?(?:should|must|ought to|need to) )?({'|'.join(_GOOD + _BAD)}) (.+?)\.?$", re.IGNORECASE)
_PASSIVE = re.compile(rf"^(.+?) (?:should|must|ought to) be (?:made )?({'|'.join(_DONE)})\.?$", re.IGNORECASE)
_UNCLEAN = re.compile(
    r"[,;:?/]| (?:and|or|but|because|than|if|unless|to|not|who|which|that|should|must) |^(?:all|only|no|not|to) ", re.IGNORECASE
)
_MOST_WORDS = 7

#: Issues for and against a thing, in words that fit one thing and several.
_ISSUES = {
    1: (
        "{X} should be allowed", "We should support {x}", "We should keep {x}", "The government should encourage {x}", "We need {x}",
        "{X} would do more good than harm", "It would be wrong to ban {x}", "We should say yes to {x}", "{X} should stay",
        "The country should stand up for {x}", "Opposition to {x} should end", "{X} should be legal", "People should welcome {x}",
        "There should be more room for {x}", "Abolishing {x} would be a mistake", "We should not give up {x}", "{X} must not be banned",
        "The ban on {x} should be lifted", "It is right to have {x}", "We should adopt {x}",
    ),
    -1: (
        "{X} should be banned", "We should oppose {x}", "We should get rid of {x}", "The government should stop {x}", "We do not need {x}",
        "{X} would do more harm than good", "It would be right to ban {x}", "We should say no to {x}", "{X} must go",
        "{X} should come to an end", "We should abolish {x}", "{X} should be illegal", "Nobody should support {x}",
        "There should be less room for {x}", "We should abandon {x}", "We should give up {x}", "{X} should not be allowed",
        "The country should end {x}", "It is wrong to have {x}", "We should reject {x}", "We should prohibit {x}",
    ),
}  # fmt: skip
_CLAIMS = {
    1: (
        "{x} would save lives", "{x} can protect the weakest", "without {x} many people would suffer", "{x} gave families hope",
        "we owe {x} a great deal", "{x} would bring jobs and growth", "{x} can make us safer", "there can be no freedom without {x}",
        "{x} worked well wherever people tried", "everybody would gain from {x}", "{x} would save money in the long run",
        "it would be a disaster to lose {x}", "those who want to ban {x} are wrong", "people have a right to {x}",
        "{x} can teach respect", "the fears about {x} turned out to be empty", "banning {x} would only make things worse",
        "a ban on {x} would violate basic rights", "the critics of {x} have no evidence", "{x} deserve our support",
        "{x} helped the poor more than anything else", "abolishing {x} would punish the innocent", "{x} would be fairer for all",
        "society would be worse off without {x}", "the benefits of {x} outweigh the risks", "opponents exaggerate the costs of {x}",
        "{x} would reduce crime", "{x} can improve health", "{x} would give everyone a chance", "{x} should be kept as they are",
    ),
    -1: (
        "{x} would cost lives", "{x} put the weakest at risk", "because of {x} many people suffer", "{x} left families in despair",
        "we could well do without {x}", "{x} would destroy jobs and growth", "{x} can only make us less safe", "{x} threaten our freedom",
        "{x} failed wherever people tried", "nobody would gain from {x}", "{x} would be a waste of money",
        "we would all be better off without {x}", "those who defend {x} are wrong", "nobody has a right to {x}",
        "{x} can teach nothing but contempt", "the hopes put in {x} turned out to be empty", "keeping {x} would only make things worse",
        "{x} violate basic rights", "the supporters of {x} have no evidence", "{x} deserve no support",
        "{x} hurt the poor more than anybody else", "{x} punish the innocent", "{x} would be unfair",
        "society would be better off without {x}", "the risks of {x} outweigh the benefits", "supporters hide the costs of {x}",
        "{x} would lead to more crime", "{x} can damage health", "{x} would only help the rich", "{x} cannot be justified",
    ),
    0: (
        "the report on {x} will come out next month", "a committee met to talk about {x}", "{x} were first discussed ten years ago",
        "many people have never heard of {x}", "it is too early to say anything about {x}", "both sides of the debate on {x} have a point",
        "the vote on {x} was put off", "a survey asked people about {x}", "the minister would not comment on {x}",
        "there are different rules on {x} in other countries",
    ),
}  # fmt: skip
_THINGS = (
    "speed cameras", "zoos", "boarding schools", "night flights", "lotteries", "fireworks", "fox hunting", "bullfighting", "open borders",
    "rent controls", "toll roads", "wind farms", "nuclear power", "coal mines", "free school meals", "homework", "single-sex schools",
    "the monarchy", "the second chamber", "military parades", "foreign bases", "drone strikes", "peace talks", "trade sanctions",
    "food aid", "plastic bags", "sugar taxes", "wealth taxes", "inheritance taxes", "a basic income", "the minimum wage", "strikes",
    "trade unions", "private prisons", "body cameras", "juries", "plea bargains", "surrogacy", "organ markets", "vaccines", "fluoride",
    "fast food adverts", "tobacco adverts", "online gambling", "violent films", "facial recognition", "driverless cars", "delivery drones",
    "high-speed rail", "bike lanes", "congestion charges", "national parks", "dams", "fish farms", "pesticides", "the fur trade",
    "beauty contests", "the olympic games", "border controls", "joint exercises", "the free trade agreement", "the new pipeline",
)  # fmt: skip


def thing_of(issue: str) -> tuple[str, int] | None:
    """What the issue is about with 1 where it is for that, -1 where against; none where that is not plain."""
    if found := _PASSIVE.match(issue):
        thing, side = found.group(1), _DONE[found.group(2).lower()]
    elif found := _ACTIVE.match(issue):
        thing, side = found.group(2), 1 if found.group(1).lower() in _GOOD else -1
    else:
        return None
    thing = re.sub(r"^the (?:use|practice|sale|ban) of ", "", thing, flags=re.IGNORECASE)
    if _UNCLEAN.search(f"{thing} ") or len(thing.split()) > _MOST_WORDS:
        return None
    return thing, side


def said_otherwise(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """The pair with an issue in other words, for or against the same thing, and the stance that follows; or none."""
    if pair.stance == NEITHER or (found := thing_of(pair.issue)) is None:
        return None
    thing, side = found
    other = 1 if rng.random() < 0.5 else -1
    issue = _filled(str(rng.choice(_ISSUES[other])), thing)
    return replace(pair, issue=issue, stance=pair.stance if side == other else OPPOSITE[pair.stance])


def patterned(rng: np.random.Generator, number: int) -> list[Pair]:
    """Pairs made of patterns: a thing, an issue for or against it, a claim for or against it, about it, or about another thing."""
    pairs = []
    for _ in range(number):
        thing, other = (str(t) for t in rng.choice(_THINGS, 2, replace=False))
        side = 1 if rng.random() < 0.5 else -1
        issue = _filled(str(rng.choice(_ISSUES[side])), thing)
        kind = int(rng.choice([1, -1, 0, 2], p=[0.4, 0.4, 0.1, 0.1]))
        if kind == 2:
            pairs.append(Pair(issue, str(rng.choice(_CLAIMS[side])).format(x=other), NEITHER, topic="patterns"))
            continue
        stance = NEITHER if not kind else FOR if kind == side else AGAINST
        pairs.append(Pair(issue, str(rng.choice(_CLAIMS[kind])).format(x=thing), stance, topic="patterns"))
    return pairs


def _filled(pattern: str, thing: str) -> str:
    plain = thing if thing[:2].isupper() or len(thing.split(maxsplit=1)[0]) == 1 else thing[0].lower() + thing[1:]
    return pattern.format(x=plain, X=thing[0].upper() + thing[1:])
