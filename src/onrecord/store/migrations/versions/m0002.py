"""Counts for the balance of sources: words of entries, numbers of speakers, tallies; and the day from which a ruling on speakers holds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import ColumnElement, Connection, bindparam, case, column, func, insert, literal, literal_column, select, table, update

revision = "0002"
down_revision = "0001"

#: Rows that are changed by one statement.
BATCH = 20_000
_COUNTS = ("words", "quoted_words")
_ENTRIES = table("entries", *map(column, (
    "number", "content_text", "form", "speaker_id", "speaker_name", "speaker_type", "role", "kind", "outlet", "published", "checked",
    "reported_by", *_COUNTS,
)))  # fmt: skip
_SPEAKERS = table("speakers", *map(column, ("id", "checked_count", *_COUNTS)))
_KEY = ("field", "value", "month", "checked", "reported")
_TALLIES = table("tallies", *map(column, (*_KEY, "statement_count", *_COUNTS, "fresh")))
#: The fields that are tallied, with their columns.
_FIELDS = {"outlet": "outlet", "type": "speaker_type", "role": "role", "kind": "kind", "speaker": "speaker_name"}


def upgrade() -> None:
    """Makes the columns and indexes, and fills them for the entries that are there."""
    for of, names in (("entries", _COUNTS), ("speakers", ("checked_count", *_COUNTS))):
        for name in names:
            op.add_column(of, sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("speaker_rulings", sa.Column("since", sa.String(length=10), nullable=True))
    op.create_index("ix_variants_speaker_id_text_id", "variants", ["speaker_id", "text_id"], unique=False)
    op.drop_index("ix_variants_speaker_id", "variants")
    op.create_table(
        "tallies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("field", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("statement_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("words", sa.Integer(), server_default="0", nullable=False),
        sa.Column("quoted_words", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
    )
    op.create_index(op.f("ix_tallies_fresh"), "tallies", ["fresh"], unique=False)
    op.create_index(
        "ix_tallies_field_value", "tallies", ["field", "value", "month", "checked", "reported", "statement_count", *_COUNTS], unique=False
    )
    count_words(op.get_bind())
    op.create_index(
        "ix_entries_text_id_counted", "entries",
        ["text_id", "speaker_id", *_COUNTS, "number", "published", "outlet", "speaker_type", "kind", "checked", "reported_by", "role", "speaker_name"],
        unique=False,
    )  # fmt: skip
    op.drop_index("ix_entries_text_id_speaker_id", "entries")
    op.create_index(
        "ix_entries_number_counted", "entries", ["number", "speaker_id", *_COUNTS, "checked", "text_id", "speaker_name"], unique=False
    )
    count_speakers(op.get_bind())
    tally(op.get_bind())


def fill(connection: Connection) -> None:
    """Fills what the first schema lacks, for the rows of a dump of it."""
    count_words(connection)
    count_speakers(connection)


def count_words(connection: Connection) -> None:
    """Counts the words of every entry: they stand between spaces."""
    content = func.trim(_ENTRIES.c.content_text)
    words = func.length(content) - func.length(func.replace(content, " ", "")) + 1
    number = _ENTRIES.c.number
    last = -1
    while True:
        some = select(number).where(number > last).order_by(number).limit(BATCH).subquery()
        end = connection.execute(select(func.max(some.c.number))).scalar()
        if end is None:
            return
        values = {"words": words, "quoted_words": case((_ENTRIES.c.form == "direct", words), else_=0)}
        connection.execute(update(_ENTRIES).where(number > last, number <= end).values(values))
        last = end


def count_speakers(connection: Connection) -> None:
    """Counts every speaker's checked entries and words."""
    id_ = _ENTRIES.c.speaker_id
    change = update(_SPEAKERS).where(_SPEAKERS.c.id == bindparam("of"))
    last = ""
    while True:
        numbers = (
            func.sum(case((_ENTRIES.c.checked, 1), else_=0)).label("checked_count"),
            *(func.sum(_ENTRIES.c[c]).label(c) for c in _COUNTS),
        )
        counted = select(id_.label("of"), *numbers).where(id_ > last).group_by(id_).order_by(id_).limit(BATCH)
        rows = [dict(row) for row in connection.execute(counted).mappings()]
        if not rows:
            return
        connection.execute(change, rows)
        last = rows[-1]["of"]


def tally(connection: Connection) -> None:
    """Tallies the entries by every field."""
    none: ColumnElement[str] = literal_column("''")  # PostgreSQL groups by what it is sure to be the same
    start: ColumnElement[int] = literal_column("1")
    end: ColumnElement[int] = literal_column("7")
    month = func.substr(func.coalesce(_ENTRIES.c.published, none), start, end)
    for field, name in _FIELDS.items():
        key = (func.coalesce(_ENTRIES.c[name], none), month, _ENTRIES.c.checked, _ENTRIES.c.reported_by.is_not(None))
        counted = select(literal(field), *key, func.count(), *(func.sum(_ENTRIES.c[c]) for c in _COUNTS), sa.false()).group_by(*key)
        if field == "speaker":
            counted = counted.where(_ENTRIES.c.speaker_id.is_(None))
        connection.execute(insert(_TALLIES).from_select([c.name for c in _TALLIES.c], counted))
