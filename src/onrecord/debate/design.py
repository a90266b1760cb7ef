"""What is to be drawn from the stances, and which of them: options as frozen types that refuse what cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from datetime import date

NetworkKind = Literal["twomode", "onemode"]
Side = Literal["actor", "issue"]
Aggregation = Literal["ignore", "subtract", "combine", "congruence", "conflict"]
Normalisation = Literal["no", "activity", "prominence", "average", "jaccard", "cosine", "dna_cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
QualifierKind = Literal["agreement", "number", "text", "none"]

AGGREGATIONS: dict[str, tuple[str, ...]] = {
    "twomode": ("ignore", "subtract", "combine"),
    "onemode": ("ignore", "congruence", "conflict", "subtract"),
}
NORMALISATIONS: dict[str, tuple[str, ...]] = {
    "twomode": ("no", "activity", "prominence"),
    "onemode": ("no", "average", "jaccard", "cosine", "dna_cosine"),
}


def one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    """Refuses a value that is none of the choices.

    Raises:
        SettingsError: it is none of them.
    """
    if value not in choices:
        raise SettingsError(name, value, "choose " + ", ".join(choices))


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What the sides of stances are written in: 1 and 0 for agreement, whole numbers, words, or nothing.

    Attributes:
        kind: ``agreement`` (1 for, 0 against), ``number`` (whole numbers, the further apart the less alike), ``text`` (equal or
            not), ``none`` (sides are not looked at).
        low: the least number the codebook allows; without it, the least that occurs.
        high: the greatest number the codebook allows; without it, the greatest that occurs.

    Raises:
        SettingsError: an unknown kind, or a range that is none.
    """

    kind: QualifierKind = "agreement"
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown kind and a range that is none."""
        one_of("qualifier", self.kind, get_args(QualifierKind))
        if self.kind != "number" and (self.low is not None or self.high is not None):
            raise SettingsError(
                name="qualifier range", value=f"{self.low} to {self.high}", choices=f"only numbers have one, not {self.kind}"
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise SettingsError(name="qualifier range", value=f"{self.low} to {self.high}", choices="the least comes first")


@dataclass(frozen=True, slots=True)
class Design:
    """Which network is drawn.

    Attributes:
        network: ``twomode`` joins actors to issues, ``onemode`` nodes of one side to each other.
        of: the side whose nodes a one-mode network joins.
        aggregation: ``ignore`` counts, ``subtract`` counts for less against (one-mode: congruence less conflict), ``combine``
            (two-mode) gives each set of sides a number, ``congruence`` and ``conflict`` (one-mode) count pairs alike and unlike.
        normalisation: what a count is divided by.
        qualifier: what sides are written in.
        isolates: whether nodes of the period stay that no kept row joins to anything.

    Raises:
        SettingsError: a value that does not exist, or that this kind of network does not have.
    """

    network: NetworkKind = "twomode"
    of: Side = "actor"
    aggregation: Aggregation = "ignore"
    normalisation: Normalisation = "no"
    qualifier: Qualifier = field(default_factory=Qualifier)
    isolates: bool = False

    def __post_init__(self) -> None:
        """Refuse what does not go together."""
        one_of("network", self.network, get_args(NetworkKind))
        one_of("of", self.of, get_args(Side))
        one_of("aggregation", self.aggregation, get_args(Aggregation))
        one_of("normalisation", self.normalisation, get_args(Normalisation))
        one_of(f"aggregation of a {self.network} network", self.aggregation, AGGREGATIONS[self.network])
        one_of(f"normalisation of a {self.network} network", self.normalisation, NORMALISATIONS[self.network])
        if self.qualifier.kind == "none" and self.aggregation != "ignore":
            raise SettingsError(name="aggregation", value=self.aggregation, choices="without a qualifier only ignore is defined")

    def check(self, *, dna_compat: bool) -> None:
        """Refuses dividing what ``combine`` gives, which is a name for a set of sides and no amount.

        Raises:
            SettingsError: it would be divided. DNA divides by the number of non-zero cells of the row (activity), which
                ``dna_compat`` repeats; its prominence reads the cells with rows and columns exchanged, which has no definition.
        """
        if self.aggregation != "combine" or self.normalisation == "no":
            return
        if self.normalisation == "prominence":
            reason = "combine names sets of sides, which have no sum to divide by, and DNA takes its divisors from the wrong cells"
            raise SettingsError(name="normalisation", value="prominence", choices=f"{reason}; choose no")
        if not dna_compat:
            reason = "combine names sets of sides, which have no sum to divide by"
            raise SettingsError(
                name="normalisation", value=self.normalisation, choices=f"{reason}; choose no, or ask for DNA's own figures"
            )


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """What is left out by its value.

    Attributes:
        documents: ids of documents; their rows are not there at all.
        actors: names; rows with one of them are not kept.
        issues: names; rows with one of them are not kept.
        qualifiers: sides; rows with one of them are not kept.
        inverted: keep only what is listed instead; a list that is empty leaves out nothing either way.
    """

    documents: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    qualifiers: frozenset[int | str] = frozenset()
    inverted: bool = False

    def passes(self, value: object, listed: frozenset[str] | frozenset[int | str]) -> bool:
        """Whether a value is not left out by the list."""
        return not listed or (value in listed) == self.inverted


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are counted.

    Attributes:
        first: the first day, itself included; None for no bound.
        last: the last day, itself included; None for no bound.
        duplicates: within what a row that says the same again (same actor, issue and, where sides are looked at, side) counts once.
        leave_out: what is left out by its value.
        least_actor: actors with fewer kept rows are dropped; counted over the whole period, before issues are dropped.
        least_issue: the same for issues, counted before actors are dropped.

    Raises:
        SettingsError: an unknown rule for duplicates, or a period that ends before it starts.
    """

    first: date | None = None
    last: date | None = None
    duplicates: Duplicates = "include"
    leave_out: LeaveOut = field(default_factory=LeaveOut)
    least_actor: int = 0
    least_issue: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        one_of("duplicates", self.duplicates, get_args(Duplicates))
        if self.first is not None and self.last is not None and self.first > self.last:
            raise SettingsError(name="period", value=f"{self.first} to {self.last}", choices="the first day comes first")
