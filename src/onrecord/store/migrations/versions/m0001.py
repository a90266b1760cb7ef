"""The first schema."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.words import MAKE, NAMES

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables and the indexes of words."""
    _debates_and_log()
    _runs_and_speakers()
    _texts()
    _of_texts()
    _entries()
    _of_statements()
    for name in NAMES:
        for statement in MAKE[op.get_bind().dialect.name]:
            op.execute(statement.format(name=name))


def _debates_and_log() -> None:
    """Attributes, debates, what was forgotten, the log."""
    op.create_table(
        "attributes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=8), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
    )
    op.create_index("ix_attributes_of_key", "attributes", ["of", "key"], unique=False)
    op.create_table(
        "debates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("codebook", sa.Text(), nullable=True),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debates")),
        sa.UniqueConstraint("name", name=op.f("uq_debates_name")),
    )
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("forgotten_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten")),
    )
    op.create_index(op.f("ix_forgotten_hash"), "forgotten", ["hash"], unique=False)
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_action"), "log", ["action"], unique=False)


def _runs_and_speakers() -> None:
    """Runs, speakers and the rulings on them."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), server_default="", nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("model", "settings", name=op.f("uq_runs_model_settings")),
    )
    op.create_table(
        "speaker_rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("speaker_a", sa.String(length=16), nullable=False),
        sa.Column("speaker_b", sa.String(length=16), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=True),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ruled_at", sa.String(length=32), nullable=False),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_rulings")),
    )
    op.create_index(op.f("ix_speaker_rulings_speaker_a"), "speaker_rulings", ["speaker_a"], unique=False)
    op.create_index(op.f("ix_speaker_rulings_speaker_b"), "speaker_rulings", ["speaker_b"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=64), server_default="", nullable=False),
        sa.Column("statement_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
    )
    op.create_index(op.f("ix_speakers_key"), "speakers", ["key"], unique=False)
    op.create_index(op.f("ix_speakers_name"), "speakers", ["name"], unique=False)
    op.create_index("ix_speakers_statement_count_id", "speakers", ["statement_count", "id"], unique=False)
    op.create_index("ix_speakers_lower_name", "speakers", [sa.text("lower(name)")], unique=False)


def _texts() -> None:
    """Freezes, texts and where they appeared."""
    op.create_table(
        "freezes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debate_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.String(length=32), nullable=False),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["debate_id"], ["debates.id"], name=op.f("fk_freezes_debate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freezes")),
        sa.UniqueConstraint("debate_id", "name", name=op.f("uq_freezes_debate_id_name")),
    )
    op.create_index(op.f("ix_freezes_debate_id"), "freezes", ["debate_id"], unique=False)
    op.create_table(
        "texts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("translation", sa.String(length=8), nullable=True),
        sa.Column("original_language", sa.String(length=8), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_texts_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
        sa.UniqueConstraint("number", name=op.f("uq_texts_number")),
    )
    op.create_table(
        "appearances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_appearances_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        sa.UniqueConstraint("sha256", "origin", name=op.f("uq_appearances_sha256_origin")),
    )
    op.create_index(op.f("ix_appearances_outlet"), "appearances", ["outlet"], unique=False)
    op.create_index(op.f("ix_appearances_published"), "appearances", ["published"], unique=False)
    op.create_index(op.f("ix_appearances_text_id"), "appearances", ["text_id"], unique=False)


def _of_texts() -> None:
    """What belongs to texts: debates' texts, readings, statements, names."""
    op.create_table(
        "debate_texts",
        sa.Column("debate_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["debate_id"], ["debates.id"], name=op.f("fk_debate_texts_debate_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_debate_texts_text_id")),
        sa.PrimaryKeyConstraint("debate_id", "text_id", name=op.f("pk_debate_texts")),
    )
    op.create_index(op.f("ix_debate_texts_text_id"), "debate_texts", ["text_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_readings_run_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_readings_text_id")),
        sa.PrimaryKeyConstraint("text_id", "run_id", name=op.f("pk_readings")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=True),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("gone_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_statements_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_text_id"), "statements", ["text_id"], unique=False)
    op.create_table(
        "variants",
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("local_id", sa.String(length=16), nullable=False),
        sa.Column("speaker_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("coder", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name=op.f("fk_variants_speaker_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_variants_text_id")),
        sa.PrimaryKeyConstraint("text_id", "local_id", name=op.f("pk_variants")),
    )
    op.create_index(op.f("ix_variants_speaker_id"), "variants", ["speaker_id"], unique=False)
    op.create_index("ix_variants_lower_name", "variants", [sa.text("lower(name)")], unique=False)


def _entries() -> None:
    """Entries and their claims."""
    op.create_table(
        "claims",
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("attitude", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("horizon_from", sa.String(length=10), nullable=True),
        sa.Column("horizon_to", sa.String(length=10), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_claims_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "place", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_horizon_to"), "claims", ["horizon_to"], unique=False)
    op.create_index("ix_claims_kind_statement_id", "claims", ["kind", "statement_id"], unique=False)
    op.create_table(
        "entries",
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content_text", sa.Text(), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=True),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("voice", sa.String(length=8), nullable=False),
        sa.Column("speaker_id", sa.String(length=16), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=True),
        sa.Column("speaker_type", sa.String(length=12), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("reported_by", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_entries_statement_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_entries_text_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_entries")),
        sa.UniqueConstraint("number", name=op.f("uq_entries_number")),
    )
    op.create_index("ix_entries_checked_number", "entries", ["checked", "number"], unique=False)
    op.create_index("ix_entries_doubt_number", "entries", ["doubt", "number"], unique=False)
    op.create_index(op.f("ix_entries_published"), "entries", ["published"], unique=False)
    op.create_index("ix_entries_speaker_id_number", "entries", ["speaker_id", "number", "checked", "text_id"], unique=False)
    op.create_index("ix_entries_speaker_name_number", "entries", ["speaker_name", "number"], unique=False)
    op.create_index("ix_entries_text_id_speaker_id", "entries", ["text_id", "speaker_id"], unique=False)


def _of_statements() -> None:
    """Rulings and what runs read."""
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=True),
        sa.Column("claim_span", sa.JSON(), nullable=True),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("blind", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("ruled_at", sa.String(length=32), nullable=False),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_rulings_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    op.create_index("ix_rulings_coder_id", "rulings", ["coder", "id"], unique=False)
    op.create_index(op.f("ix_rulings_statement_id"), "rulings", ["statement_id"], unique=False)
    op.create_table(
        "versions",
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_versions_run_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_versions_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "run_id", name=op.f("pk_versions")),
    )
