"""Repeats and versions: marks of texts and quotations, groups of copies, what replaced what; and the outlet as an article states it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TRUE = sa.text("true")
_ID, _DAY = sa.String(length=16), sa.String(length=10)
#: The indexes of entries that read whether one is counted, with their columns.
_INDEXES = {
    "speaker_id_number": ["speaker_id", "number", "checked", "text_id", "counted"],
    "text_id_counted": [
        "text_id", "speaker_id", "words", "quoted_words", "number", "published", "outlet", "speaker_type",
        "kind", "checked", "reported_by", "role", "speaker_name", "counted", "repeat_of",
    ],
    "number_counted": ["number", "speaker_id", "words", "quoted_words", "checked", "text_id", "speaker_name", "counted"],
    "speaker_name_number": ["speaker_name", "number", "counted"],
    "doubt_number": ["doubt", "number", "counted"],
    "checked_number": ["checked", "number", "counted"],
}  # fmt: skip


def upgrade() -> None:
    """Makes the columns and tables. Marks are made by the next command that writes: see ``onrecord.store.writing.catching_up``."""
    _texts()
    _appearances()
    _marks()
    _entries()


def _texts() -> None:
    """Which texts repeat each other."""
    for name in ("marked", "mark_count"):
        op.add_column("texts", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("texts", sa.Column("group_id", _ID, nullable=True))
    op.add_column("texts", sa.Column("repeat_of", _ID, nullable=True))
    op.create_index("ix_texts_marked", "texts", ["marked"], unique=False)
    for name in ("group_id", "repeat_of"):
        op.create_index(f"ix_texts_{name}", "texts", [name], unique=False)


def _appearances() -> None:
    """Where an article stands, what replaced it, and which outlet it is from."""
    for name, type_ in (
        ("modified", sa.String(length=32)),
        ("uri", sa.Text()),
        ("place", _ID),
        ("stated", sa.Text()),
        ("host", sa.Text()),
        ("replaced_by", _ID),
        ("replaced_on", _DAY),
    ):
        op.add_column("appearances", sa.Column(name, type_, nullable=True))
    op.execute("UPDATE appearances SET stated = outlet")
    op.create_index("ix_appearances_place", "appearances", ["place"], unique=False)
    op.drop_index("ix_appearances_outlet", "appearances")
    op.create_index("ix_appearances_outlet_text_id", "appearances", ["outlet", "text_id"], unique=False)
    op.create_index("ix_appearances_host_stated", "appearances", ["host", "stated"], unique=False)
    op.create_table(
        "mastheads",
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("names", sa.Boolean(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stated", "host", name=op.f("pk_mastheads")),
    )
    for columns in (["outlet"], ["key", "names"], ["host", "names"]):
        op.create_index(f"ix_mastheads_{'_'.join(columns)}", "mastheads", columns, unique=False)
    op.create_table(
        "outlet_signs",
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sign", "outlet", name=op.f("pk_outlet_signs")),
    )


def _marks() -> None:
    """By what copies and quotations are found, and which copies there are."""
    for name, of in (("text_marks", "text_id"), ("quotation_marks", "statement_id")):
        op.create_table(
            name,
            sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column(of, _ID, nullable=False),
            sa.PrimaryKeyConstraint("mark", of, name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "copies",
        sa.Column("one", _ID, nullable=False),
        sa.Column("other", _ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("shared", sa.Float(), nullable=False),
        sa.Column("reworded", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["texts.id"], name=op.f("fk_copies_one")),
        sa.ForeignKeyConstraint(["other"], ["texts.id"], name=op.f("fk_copies_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_copies")),
    )
    op.create_index("ix_copies_other", "copies", ["other"], unique=False)


def _entries() -> None:
    """What counts, and what is a repeat, or withdrawn."""
    for name, type_ in (("repeat_of", _ID), ("withdrawn", _DAY), ("replaced_by", _ID), ("quotation_id", _ID)):
        op.add_column("entries", sa.Column(name, type_, nullable=True))
    op.add_column("entries", sa.Column("counted", sa.Boolean(), server_default=_TRUE, nullable=False))
    for name, columns in _INDEXES.items():
        op.drop_index(f"ix_entries_{name}", "entries")
        op.create_index(f"ix_entries_{name}", "entries", columns, unique=False)
    op.create_index("ix_entries_repeat_of", "entries", ["repeat_of"], unique=False)
    op.create_index("ix_entries_quotation_id_number", "entries", ["quotation_id", "number"], unique=False)
