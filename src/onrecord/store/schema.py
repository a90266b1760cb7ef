"""The tables of the record, one schema for SQLite and PostgreSQL.

What a machine read is never changed: it is keyed by its run. What people ruled is never changed either: a ruling is taken back by
a later row. ``entries`` and ``claims`` hold what follows from both for the present run, and are made anew whenever either changes.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_ID, _DAY, _TIME = String(16), String(10), String(32)


def _counts(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False, server_default="0") for name in names]


def _text(*, required: bool = True) -> Column[str]:
    return Column("text_id", _ID, ForeignKey("texts.id"), nullable=not required, index=True)


#: A text, whatever outlets it appeared in. ``run_id`` is the run whose reading is the present one.
texts = Table(
    "texts", metadata,
    Column("id", _ID, primary_key=True),
    Column("text", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("translation", String(8)),
    Column("original_language", String(8)),
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("number", BigInteger, nullable=False, unique=True),  # its row in the index of words; rises with the date
    Column("added_at", _TIME, nullable=False),
    Column("marked", Integer, nullable=False, server_default="0", index=True),  # by which version of ``onrecord.repeats``; 0 is none yet
    *_counts("mark_count"),
    Column("group_id", _ID, index=True),  # the least id of the texts that repeat each other; None for one that stands alone
    Column("repeat_of", _ID, index=True),  # the text of its group that is shown; None for that one
    Column("stance_run_id", Integer),  # the run whose stances are the present ones; None before the first
    Column("stance_key", _ID),  # a hash of all that the run judged: claims and sentences of issues
)  # fmt: skip
#: Where a text appeared: the same bytes from the same place are one row. ``replaced_by`` is the text that stands at that place since.
appearances = Table(
    "appearances", metadata,
    Column("id", Integer, primary_key=True),
    _text(),
    Column("sha256", String(64), nullable=False),
    Column("origin", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("authors", JSON, nullable=False),
    Column("published", _DAY, index=True),
    Column("modified", _TIME),
    Column("uri", Text),  # what its publisher calls it in every version
    Column("added_at", _TIME, nullable=False),
    Column("place", _ID, index=True),  # a hash of the address, or of the origin where there is none: where a newer version would be
    Column("stated", Text),  # the outlet as the article states it; ``outlet`` is the one that is meant
    Column("host", Text),  # of the address; see ``onrecord.outlets``
    Column("replaced_by", _ID),
    Column("replaced_on", _DAY),
    UniqueConstraint("sha256", "origin"),
    Index("ix_appearances_host_stated", "host", "stated"),
    Index("ix_appearances_outlet_text_id", "outlet", "text_id"),  # the list of outlets reads it alone
)  # fmt: skip
#: Under what name (``stated``) and at what host articles come, "" for none, and which outlet that is. Made anew from appearances and
#: attributes whenever the latter change.
mastheads = Table(
    "mastheads", metadata,
    Column("stated", Text, primary_key=True),
    Column("host", Text, primary_key=True),
    Column("key", Text, nullable=False),  # the name in one form, or the host that is to be named
    Column("names", Boolean, nullable=False),  # whether ``stated`` tells a name
    Column("outlet", Text, index=True),
    Column("number", Integer, nullable=False),  # how many articles
    Index("ix_mastheads_key_names", "key", "names"),
    Index("ix_mastheads_host_names", "host", "names"),
)  # fmt: skip
#: What users' attributes say of whose an address, a feed or a name is; made anew whenever they change.
outlet_signs = Table(
    "outlet_signs", metadata,
    Column("sign", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
)  # fmt: skip
#: A text's marks, by which its copies are found; see ``onrecord.repeats.marks``.
text_marks = Table(
    "text_marks", metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("text_id", _ID, primary_key=True),  # no foreign key: deleting a text would go through all marks
    sqlite_with_rowid=False,
)  # fmt: skip
#: The marks of a quotation's words, by which the same quotation is found elsewhere.
quotation_marks = Table(
    "quotation_marks", metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("statement_id", _ID, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
#: Which texts repeat each other, two by two (``one`` before ``other``), and what speaks for it.
copies = Table(
    "copies", metadata,
    Column("one", _ID, ForeignKey("texts.id"), primary_key=True),
    Column("other", _ID, ForeignKey("texts.id"), primary_key=True, index=True),
    Column("kind", String(8), nullable=False),  # copy, version
    Column("shared", Float, nullable=False),
    Column("reworded", Float, nullable=False),
)  # fmt: skip
#: A model with its settings.
runs = Table(
    "runs", metadata,
    Column("id", Integer, primary_key=True),
    Column("model", Text, nullable=False),
    Column("settings", Text, nullable=False, server_default=""),
    Column("started_at", _TIME, nullable=False),
    UniqueConstraint("model", "settings"),
)  # fmt: skip
#: Which run read which text, and when.
readings = Table(
    "readings", metadata,
    Column("text_id", _ID, ForeignKey("texts.id"), primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("read_at", _TIME, nullable=False),
)  # fmt: skip
#: The identity of a statement; ``gone_at`` is set while the present reading does not have it (a tombstone).
statements = Table(
    "statements", metadata,
    Column("id", _ID, primary_key=True),
    _text(),
    Column("added_by", Text),  # the coder, for a statement that the machine missed
    Column("added_at", _TIME, nullable=False),
    Column("gone_at", _TIME),
)  # fmt: skip
#: What a run read of a statement, as the contract's JSON object.
versions = Table(
    "versions", metadata,
    Column("statement_id", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("fingerprint", _ID, nullable=False),
    Column("data", JSON, nullable=False),
)  # fmt: skip
#: A person's ruling on a field; ``undone_at`` takes it back. ``claim`` is the claim's place in its statement, from 0; ``claim_span`` is
#: where it stood when it was ruled on, by which a newer reading's claim is found.
rulings = Table(
    "rulings", metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", _ID, ForeignKey("statements.id"), nullable=False, index=True),
    Column("claim", Integer),
    Column("claim_span", JSON),
    Column("field", String(24), nullable=False),
    Column("old", JSON),
    Column("new", JSON),
    Column("coder", Text, nullable=False),
    Column("reason", Text),
    Column("blind", Boolean, nullable=False, server_default=text("false")),
    Column("ruled_at", _TIME, nullable=False),
    Column("undone_at", _TIME),
    Column("undone_by", Text),
    Index("ix_rulings_coder_id", "coder", "id"),
)  # fmt: skip
#: One speaker over all articles. Under ``key`` those are kept together who may turn out to be one (see ``onrecord.variants``).
speakers = Table(
    "speakers", metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("type", String(12), nullable=False),
    Column("key", String(64), nullable=False, server_default="", index=True),
    Column("statement_count", Integer, nullable=False, server_default="0"),  # of its entries, for the list of speakers
    Column("added_at", _TIME, nullable=False),
    *_counts("checked_count", "words", "quoted_words"),  # of its entries, for the balance
    Index("ix_speakers_statement_count_id", "statement_count", "id"),
)  # fmt: skip
Index("ix_speakers_lower_name", func.lower(speakers.c.name))
#: Which speaker a name in an article stands for, with the score and the evidence of the program, or the coder who said so.
variants = Table(
    "variants", metadata,
    Column("text_id", _ID, ForeignKey("texts.id"), primary_key=True),
    Column("local_id", _ID, primary_key=True),
    Column("speaker_id", _ID, ForeignKey("speakers.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("type", String(12), nullable=False),
    Column("role", Text),
    Column("affiliation", Text),
    Column("score", Float),
    Column("evidence", JSON),
    Column("coder", Text),
    Index("ix_variants_speaker_id_text_id", "speaker_id", "text_id"),
)  # fmt: skip
Index("ix_variants_lower_name", func.lower(variants.c.name))
#: What people said of two names: that they are one speaker (same) or are not (different). It outranks the program.
speaker_rulings = Table(
    "speaker_rulings", metadata,
    Column("id", Integer, primary_key=True),
    Column("same", Boolean, nullable=False),
    Column("speaker_a", _ID, nullable=False, index=True),
    Column("speaker_b", _ID, nullable=False, index=True),
    Column("moved", JSON),  # (text, local id) pairs that the ruling moved, for taking it back
    Column("coder", Text, nullable=False),
    Column("reason", Text),
    Column("ruled_at", _TIME, nullable=False),
    Column("undone_at", _TIME),
    Column("since", _DAY),  # from when on the ruling holds, where it is of an office that passes from one to the next
)  # fmt: skip
#: Attributes that users define, of a speaker, an outlet or an issue; with the days from and to where they hold.
attributes = Table(
    "attributes", metadata,
    Column("id", Integer, primary_key=True),
    Column("of", String(8), nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("since", _DAY),
    Column("until", _DAY),
    Index("ix_attributes_of_key", "of", "key"),
)  # fmt: skip
debates = Table(
    "debates", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("question", Text),
    Column("codebook", Text),
    Column("added_at", _TIME, nullable=False),
)  # fmt: skip
debate_texts = Table(
    "debate_texts", metadata,
    Column("debate_id", Integer, ForeignKey("debates.id"), primary_key=True),
    Column("text_id", _ID, ForeignKey("texts.id"), primary_key=True, index=True),
    Column("added_at", _TIME, nullable=False),
)  # fmt: skip
#: Every codebook that a debate had, or the whole record (without a debate); the last one is the present one.
codebooks = Table(
    "codebooks", metadata,
    Column("id", Integer, primary_key=True), Column("debate_id", Integer, ForeignKey("debates.id"), index=True),
    Column("text", Text, nullable=False),  # YAML
    Column("change", Text, nullable=False),  # what made it of the one before, in words
    Column("coder", Text), Column("added_at", _TIME, nullable=False),
)  # fmt: skip
#: The issues of the present codebooks, made anew with them; ``wording`` is a hash of the issue's sentence.
issues = Table(
    "issues", metadata,
    Column("debate_id", Integer, primary_key=True, autoincrement=False),  # 0 for the whole record
    Column("id", String(64), primary_key=True),
    Column("place", Integer, nullable=False), Column("text", Text, nullable=False),
    Column("wording", _ID, nullable=False, index=True),
)  # fmt: skip
#: What the program said in a run of a claim, by its place and where it stood, and of a sentence to be for or against.
judged = Table(
    "judged", metadata,
    Column("statement_id", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("wording", _ID, primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("span", JSON, nullable=False),
    Column("stance", String(8)),  # None where it abstained
    Column("confidence", Float, nullable=False), Column("evidence", JSON, nullable=False),
)  # fmt: skip
#: Stances of which a person must say what they are since their codebook changed.
waiting = Table(
    "waiting", metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", _ID, ForeignKey("statements.id"), nullable=False, index=True),
    Column("claim", Integer, nullable=False), Column("issue", String(64), nullable=False),
    Column("stance", String(8), nullable=False), Column("coder", Text, nullable=False),
    Column("why", Text, nullable=False), Column("since", _TIME, nullable=False),
)  # fmt: skip
#: A debate as it stood: model, codebook, rulings, options, and a hash of every entry.
freezes = Table(
    "freezes", metadata,
    Column("id", Integer, primary_key=True),
    Column("debate_id", Integer, ForeignKey("debates.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("frozen_at", _TIME, nullable=False),
    Column("manifest", JSON, nullable=False),
    UniqueConstraint("debate_id", "name"),
)  # fmt: skip
#: What was deleted on request and may not come back: hashes alone.
forgotten = Table(
    "forgotten", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("hash", String(64), nullable=False, index=True),
    Column("reason", Text),
    Column("forgotten_at", _TIME, nullable=False),
)  # fmt: skip
#: What was done with the record, in order.
log = Table(
    "log", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", _TIME, nullable=False),
    Column("who", Text),
    Column("action", String(16), nullable=False, index=True),
    Column("object", Text, nullable=False),
    Column("details", JSON),
)  # fmt: skip
#: A statement as it stands: the present reading with the rulings on it.
entries = Table(
    "entries", metadata,
    Column("statement_id", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("text_id", _ID, ForeignKey("texts.id"), nullable=False),
    Column("number", BigInteger, nullable=False, unique=True),  # its row in the index of words; rises with the date
    Column("place", Integer, nullable=False),
    Column("content_text", Text, nullable=False),
    Column("source_text", Text),
    Column("form", String(8), nullable=False),
    Column("voice", String(8), nullable=False),
    Column("speaker_id", _ID),
    Column("speaker_name", Text),
    Column("speaker_type", String(12)),
    Column("role", Text),
    Column("affiliation", Text),
    Column("reported_by", _ID),
    Column("kind", String(12)),
    Column("outlet", Text),
    Column("published", _DAY, index=True),
    Column("confidence", Float, nullable=False),
    Column("checked", Boolean, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("doubt", Float, nullable=False),  # claims times uncertainty, what the review queue goes by
    Column("data", JSON, nullable=False),
    *_counts("words", "quoted_words"),  # of the content; of the content of direct statements, else 0
    Column("repeat_of", _ID, index=True),  # the statement in an earlier text of the group that this one repeats
    Column("withdrawn", _DAY),  # since when the article no longer has it
    Column("replaced_by", _ID),  # the statement that stands in its place in the newer version
    Column("counted", Boolean, nullable=False, server_default=text("true")),  # neither a repeat nor withdrawn
    Column("quotation_id", _ID),  # the statement, maybe itself, in which its quotation was first; None where it is quoted once
    Index("ix_entries_quotation_id_number", "quotation_id", "number"),
    Index("ix_entries_speaker_id_number", "speaker_id", "number", "checked", "text_id", "counted"),  # the list of speakers reads it alone
    Index(  # the balance of a debate or an outlet reads it alone
        "ix_entries_text_id_counted", "text_id", "speaker_id", "words", "quoted_words", "number", "published", "outlet", "speaker_type",
        "kind", "checked", "reported_by", "role", "speaker_name", "counted", "repeat_of",
    ),
    Index(  # who spoke in some days; words stand before texts, so that SQLite does not try every number with every text of a debate
        "ix_entries_number_counted", "number", "speaker_id", "words", "quoted_words", "checked", "text_id", "speaker_name", "counted"
    ),
    Index("ix_entries_speaker_name_number", "speaker_name", "number", "counted"),
    Index("ix_entries_doubt_number", "doubt", "number", "counted"),
    Index("ix_entries_checked_number", "checked", "number", "counted"),
)  # fmt: skip
claims = Table(
    "claims", metadata,
    Column("statement_id", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("attitude", Integer),
    Column("level", String(10)),
    Column("low", Float),
    Column("high", Float),
    Column("horizon_from", _DAY),
    Column("horizon_to", _DAY, index=True),
    Column("conditional", Boolean, nullable=False),
    Index("ix_claims_kind_statement_id", "kind", "statement_id"),
)  # fmt: skip
#: The stances as they stand, made anew with the entries: the program's, outranked by people's.
stances = Table(
    "stances", metadata,
    Column("statement_id", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("issue", String(64), primary_key=True),
    Column("stance", String(8), nullable=False), Column("confidence", Float, nullable=False),
    Column("coder", Text),  # None for the program
    Index("ix_stances_issue_stance", "issue", "stance", "statement_id"),
)  # fmt: skip
#: How many entries, and how many words, have a value of a field in a month; "" is none. A speaker's own numbers are in ``speakers``; here
#: are those of entries without one. A text's change is a row of its own, which no two writers wait for, until many are gathered.
tallies = Table(
    "tallies", metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("field", String(8), nullable=False),
    Column("value", Text, nullable=False),
    Column("month", String(7), nullable=False),
    Column("checked", Boolean, nullable=False),
    Column("reported", Boolean, nullable=False),
    *_counts("statement_count", "words", "quoted_words"),
    Column("fresh", Boolean, nullable=False, index=True),  # not gathered yet
    Index(
        "ix_tallies_field_value", "field", "value", "month", "checked", "reported", "statement_count", "words", "quoted_words"
    ),
)  # fmt: skip
