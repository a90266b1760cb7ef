"""Codebooks and stances: what the program judged, what stands, and what waits for a person."""

import sqlalchemy as sa
from alembic import op

from onrecord.codebook.issues import wording_of
from onrecord.codebook.reading import parse_codebook
from onrecord.errors import CodebookError

revision = "0004"
down_revision = "0003"

_ID, _TIME, _ISSUE, _SIDE = sa.String(length=16), sa.String(length=32), sa.String(length=64), sa.String(length=8)


def upgrade() -> None:
    """Makes the tables, and fills them with the codebooks of debates."""
    _codebooks()
    _judged()
    _stances()
    op.add_column("texts", sa.Column("stance_run_id", sa.Integer(), nullable=True))
    op.add_column("texts", sa.Column("stance_key", _ID, nullable=True))
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """Lists the stances that people gave, and the issues of debates, whose codebook is the first one that they had."""
    _fill_stances(connection)
    _fill_codebooks(connection)


def _fill_stances(connection: sa.Connection) -> None:
    """Before this schema the stances stood in their statements alone, and people gave them all."""
    rulings = sa.table("rulings", *map(sa.column, ("id", "statement_id", "field", "coder", "undone_at")),
                       sa.column("new", sa.JSON()), sa.column("blind", sa.Boolean()))  # fmt: skip
    entries = sa.table("entries", sa.column("statement_id"), sa.column("data", sa.JSON()))
    stances = sa.table("stances", *map(sa.column, ("statement_id", "place", "issue", "stance", "confidence", "coder")))
    given = sa.select(rulings).where(rulings.c.field == "stance", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
    coders = {(row.statement_id, row.new["issue"]): row.coder for row in connection.execute(given.order_by(rulings.c.id))}
    for statement in sorted({statement for statement, _ in coders}):
        data = connection.execute(sa.select(entries.c.data).where(entries.c.statement_id == statement)).scalar()
        rows = [
            {"statement_id": statement, "place": place, **{key: stance[key] for key in ("issue", "stance", "confidence")},
             "coder": coders[statement, stance["issue"]]}
            for place, claim in enumerate((data or {}).get("claims") or ())
            for stance in claim.get("stances") or ()
            if (statement, stance["issue"]) in coders
        ]  # fmt: skip
        if rows:
            connection.execute(sa.insert(stances), rows)


def _fill_codebooks(connection: sa.Connection) -> None:
    """Keeps a debate's codebook as the first one that it had, and lists its issues; one that cannot be read is left to its debate."""
    debates = sa.table("debates", sa.column("id"), sa.column("codebook"), sa.column("added_at"))
    codebooks = sa.table("codebooks", *map(sa.column, ("debate_id", "text", "change", "added_at")))
    issues = sa.table("issues", *map(sa.column, ("debate_id", "id", "place", "text", "wording")))
    for debate in connection.execute(sa.select(debates).where(debates.c.codebook.is_not(None)).order_by(debates.c.id)).all():
        connection.execute(
            sa.insert(codebooks).values(debate_id=debate.id, text=debate.codebook, change="there before", added_at=debate.added_at)
        )
        try:
            book = parse_codebook(debate.codebook, "codebook")
        except CodebookError:
            continue
        rows = [
            {"debate_id": debate.id, "id": one.id, "place": k, "text": one.text, "wording": wording_of(one.text)}
            for k, one in enumerate(book.issues)
        ]
        if rows:
            connection.execute(sa.insert(issues), rows)


def _codebooks() -> None:
    op.create_table(
        "codebooks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debate_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=True),
        sa.Column("added_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["debate_id"], ["debates.id"], name="fk_codebooks_debate_id"),
        sa.PrimaryKeyConstraint("id", name="pk_codebooks"),
    )
    op.create_index("ix_codebooks_debate_id", "codebooks", ["debate_id"], unique=False)
    op.create_table(
        "issues",
        sa.Column("debate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", _ISSUE, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wording", _ID, nullable=False),
        sa.PrimaryKeyConstraint("debate_id", "id", name="pk_issues"),
    )
    op.create_index("ix_issues_wording", "issues", ["wording"], unique=False)


def _judged() -> None:
    op.create_table(
        "judged",
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("wording", _ID, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("span", sa.JSON(), nullable=False),
        sa.Column("stance", _SIDE, nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_judged_statement_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_judged_run_id"),
        sa.PrimaryKeyConstraint("statement_id", "place", "wording", "run_id", name="pk_judged"),
    )
    op.create_table(
        "waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("issue", _ISSUE, nullable=False),
        sa.Column("stance", _SIDE, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_waiting_statement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_waiting"),
    )
    op.create_index("ix_waiting_statement_id", "waiting", ["statement_id"], unique=False)


def _stances() -> None:
    op.create_table(
        "stances",
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("issue", _ISSUE, nullable=False),
        sa.Column("stance", _SIDE, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_stances_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", "place", "issue", name="pk_stances"),
    )
    op.create_index("ix_stances_issue_stance", "stances", ["issue", "stance", "statement_id"], unique=False)
