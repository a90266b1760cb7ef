"""The codebook is applied article by article: each is kept when it is judged, and none is judged twice."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from onrecord import applying
from onrecord.applying import Applying
from onrecord.infer.catalogue import bundled
from onrecord.judge.learned import FEWEST
from onrecord.store.codebooks.judging import run_for
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate, texts_of_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.rulings import undo
from onrecord.store.schema import judged, log, runs, stances
from tests.program import ROOT, environment
from tests.stance_judges_made import AsJudged, WordEncoder, WordJudge
from tests.stances_made import Words, article_of, codebook, give, put
from tests.town_made import ARTICLES, IDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[WordJudge]:
    """Judges by words in place of the model; those that were made."""
    made: list[WordJudge] = []

    def judge(*model: object) -> WordJudge:
        made.append(WordJudge(*model))
        return made[-1]

    monkeypatch.setattr(applying, "OnnxSentences", WordEncoder)
    monkeypatch.setattr(applying, "Weights", AsJudged)
    monkeypatch.setattr(applying, "OnnxStances", judge)
    return made


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The town's articles and codebook, nothing judged."""
    with Database.open(str(tmp_path / "record.db")) as found:
        put(found, *ARTICLES)
        codebook(found, "trams", "buses")
        yield found
        assert problems(found) == []


def sides(database: Database) -> dict[str, tuple[str, str]]:
    with database.read() as connection:
        return {row.statement_id: (row.issue, row.stance) for row in connection.execute(select(stances))}


def counted(database: Database) -> tuple[int, int]:
    """How many stances, and runs of the stance model, there are."""
    with database.read() as connection:
        of_model = select(func.count()).select_from(runs).where(runs.c.model.like("stances %"))
        return connection.execute(select(func.count()).select_from(stances)).scalar_one(), connection.execute(of_model).scalar_one()


@pytest.mark.usefixtures("models")
def test_claims_are_judged_against_the_issues_they_can_be_related_to_but_for_what_they_tell_of_others(database: Database) -> None:
    run = Applying(database)
    assert run.total == 4
    assert len(list(run.run())) == run.done == 4
    assert sides(database) == {
        IDS[1]: ("trams", "for"),
        IDS[3]: ("buses", "for"),
        IDS[4]: ("trams", "against"),
        IDS[5]: ("buses", "for"),
        IDS[6]: ("trams", "against"),
        IDS[7]: ("trams", "against"),
        IDS[8]: ("trams", "for"),
    }
    assert run.given == 7


def test_what_was_judged_is_not_judged_again(database: Database, models: list[WordJudge]) -> None:
    list(Applying(database).run())
    again = Applying(database)
    assert (list(again.run()), again.done, models[-1].asked) == ([], 0, [])
    again.note(None)
    with database.read() as connection:
        assert connection.execute(select(log).where(log.c.action == "apply")).all() == []


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(database: Database, models: list[WordJudge]) -> None:
    first = Applying(database)
    assert next(first.run())
    second = Applying(database)
    assert len(list(second.run())) == 3
    assert (len(sides(database)), second.total) == (7, 4)
    fresh = {pair.claim for pair in models[1].asked}
    assert fresh
    assert all("one day" not in claim for claim in fresh)  # the article of no date is the first


KILLED = """
import os, sys
from onrecord import applying
from onrecord.store.database import Database
from tests.stance_judges_made import AsJudged, WordEncoder, WordJudge

class Killed(WordJudge):
    def __call__(self, pairs):
        if any("better" in pair.claim for pair in pairs):
            os._exit(9)
        return super().__call__(pairs)

applying.OnnxSentences, applying.OnnxStances = WordEncoder, Killed
with Database.open(sys.argv[1]) as database:
    for text in applying.Applying(database).run(2):
        print(text.id, flush=True)
"""


@pytest.mark.usefixtures("models")
def test_a_killed_run_loses_nothing_that_it_told_and_doubles_nothing(database: Database, tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "record.db")]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (9, "")
    told = done.stdout.split()
    assert problems(database) == []
    left = {text.id for text in Applying(database).run()}
    assert left.isdisjoint(told)
    assert (len(sides(database)), counted(database)) == (7, (7, 1))
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(judged)).scalar_one() == 7


@pytest.mark.usefixtures("models")
def test_below_the_threshold_no_side_is_given(database: Database) -> None:
    run = Applying(database, threshold=0.93)
    list(run.run())
    assert {side for _, side in sides(database).values()} == {"against"}
    assert run.bar.side == 0.93
    usual = Applying(database)
    fitted = bundled().stances
    assert fitted is not None
    assert usual.bar.side == fitted.threshold
    assert len(list(usual.run())) == 4  # another threshold is another run


@pytest.mark.usefixtures("models")
def test_a_debates_articles_alone_are_judged(database: Database) -> None:
    make_debate(database, "Second", choice=Choice(articles=(ARTICLES[1]["article"]["id"],)))
    run = Applying(database, texts_of_debate(database, "Second"))
    assert (run.total, len(list(run.run()))) == (1, 1)
    assert set(sides(database)) == {IDS[4], IDS[5]}
    run.note("Second")
    with database.read() as connection:
        (line,) = connection.execute(select(log).where(log.c.action == "apply")).all()
    assert (line.object, line.details["articles"], line.details["stances"]) == ("Second", 1, 2)


@pytest.mark.usefixtures("models")
def test_without_a_codebook_nothing_is_covered(tmp_path: Path) -> None:
    with Database.open(str(tmp_path / "other.db")) as database:
        put(database, ARTICLES[0])
        run = Applying(database)
        assert (run.total, list(run.run())) == (0, [])


@pytest.mark.usefixtures("models")
def test_rulings_are_learned_from_where_there_are_enough(database: Database) -> None:
    said = [Words("Ana Ruiz", f"buses for quarter {number}") for number in range(FEWEST + 1)]
    more = put(database, article_of("2026-04-01", *said))
    give(database, *((id_, "buses", "against") for id_ in more[:FEWEST]))
    assert Applying(database, learn=False).rulings == 0
    run = Applying(database)
    assert run.rulings == FEWEST
    list(run.run())
    assert sides(database)[more[-1]] == ("buses", "against")  # which the model takes for the other side
    undo(database)
    fewer = Applying(database)
    assert fewer.rulings == 0
    list(fewer.run())
    assert sides(database)[more[-1]] == ("buses", "for")
    assert counted(database)[1] == 2


@pytest.mark.usefixtures("models")
def test_the_number_of_workers_changes_nothing(database: Database) -> None:
    list(Applying(database).run(1))
    alone = sides(database)
    with database.begin() as connection:
        connection.execute(judged.delete())
    run_for(database, "stances other", {})
    list(Applying(database, threshold=0.5).run(3))
    assert sides(database) == alone


def test_the_bundled_model_tells_plain_sides_apart(tmp_path: Path) -> None:
    with Database.open(str(tmp_path / "other.db")) as database:
        plain = article_of("2026-01-05", Words("Ana Ruiz", "we need trams in this town"), Words("Bo Ek", "trams would be a mistake"))
        first, second = put(database, plain)
        codebook(database, "trams")
        list(Applying(database, threshold=0).run())
        assert sides(database) == {first: ("trams", "for"), second: ("trams", "against")}
