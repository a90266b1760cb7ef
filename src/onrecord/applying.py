"""The codebook applied: the claims of a database judged against its issues, article by article, each kept as soon as it is done."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

from onrecord.infer.catalogue import bundled
from onrecord.infer.sentences import OnnxSentences
from onrecord.infer.stancing import OnnxStances
from onrecord.judge.learned import FEWEST, LearnedJudge
from onrecord.judge.stances import Bar, claims_of, judge_claims
from onrecord.judge.weighing import Weights
from onrecord.store.codebooks.books import RECORD
from onrecord.store.codebooks.judging import JudgedClaim, count_covered, note_applied, put_judged, ruled_stances, run_for, unjudged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from concurrent.futures import Future

    from onrecord.infer.catalogue import Model
    from onrecord.judge.stances import PairJudge, StanceOn
    from onrecord.store.codebooks.judging import TextToJudge
    from onrecord.store.database import Database


class Applying:
    """A run of the stance model over a database.

    Args:
        database: that holds the articles and the codebooks.
        within: the texts that are meant; all unless told.
        threshold: least chance at which a side is given; the model's unless told.
        learn: whether rulings on stances are learned from, where there are enough.
        model: the bundled one unless told.

    Attributes:
        total: how many texts a codebook covers.
        done: how many were judged.
        given: how many stances for or against were given.
        rulings: how many rulings were learned from.
        bar: when a stance is given.

    Raises:
        ModelError: the model has no stance model, or its files are broken.
    """

    def __init__(
        self,
        database: Database,
        within: Collection[str] | None = None,
        *,
        threshold: float | None = None,
        learn: bool = True,
        model: Model | None = None,
    ) -> None:
        self._database, self._within = database, within
        self.total, self.done, self.given = count_covered(database, within), 0, 0
        model = model or bundled()
        self._encode = OnnxSentences(model)
        judge = OnnxStances(model, self._encode)
        fitted = model.stances
        assert fitted is not None  # noqa: S101 - OnnxStances refuses a model without
        side = fitted.threshold if threshold is None else threshold
        self.bar = Bar(side=side, neither=fitted.neither, related=fitted.related, most=fitted.most)
        self._weights = Weights(*fitted.weights) if fitted.weights else None
        ruled = ruled_stances(database, within) if learn else []
        self.rulings = len(ruled) if len(ruled) >= FEWEST else 0
        self._judge: PairJudge = judge
        if self.rulings:
            pairs = [claims_of(one.text, [one.statement])[0].asked(one.issue) for one in ruled]
            self._judge = LearnedJudge(judge, self._encode, pairs, [one.stance for one in ruled])
        self._settings = {**asdict(self.bar), "rulings": self.rulings, "last": ruled[-1].ruling if self.rulings else 0}
        self._name = f"stances {fitted.version}"

    def run(self, workers: int = 1) -> Iterator[TextToJudge]:
        """Judges what this run has not judged yet, in order of time; yields each text when it is kept.

        Args:
            workers: how many texts are judged at once.
        """
        run = run_for(self._database, self._name, self._settings)
        with ThreadPoolExecutor(workers) as pool:
            ahead: deque[tuple[TextToJudge, Future[list[StanceOn]]]] = deque()
            for text in unjudged(self._database, run, self._within):
                ahead.append((text, pool.submit(self._one, text)))
                if len(ahead) > 2 * workers:
                    yield self._keep(*ahead.popleft(), run)
            while ahead:
                yield self._keep(*ahead.popleft(), run)

    def note(self, debate: str | None) -> None:
        """Writes into the log what was done, if anything was."""
        if self.done:
            details = {"articles": self.done, "stances": self.given, **self._settings}
            note_applied(self._database, debate or RECORD, details)

    def _one(self, text: TextToJudge) -> list[StanceOn]:
        claims = claims_of(text.text, text.statements)
        return judge_claims(claims, text.issues, encode=self._encode, judge=self._judge, bar=self.bar, weights=self._weights)

    def _keep(self, text: TextToJudge, coming: Future[list[StanceOn]], run: int) -> TextToJudge:
        rows = [
            JudgedClaim(s.claim.statement, s.claim.place, s.claim.span, text.issues[s.issue], s.stance, s.confidence, s.evidence)
            for s in coming.result()
        ]
        self.given += put_judged(self._database, text, run, rows)
        self.done += 1
        return text
