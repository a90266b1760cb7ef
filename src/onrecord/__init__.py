"""Who said what, where each one stands: the record of a policy debate, every entry traced to its characters.

>>> from onrecord import extract
>>> record = extract("“It will rain,” the minister said.", published="2026-02-10")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import InputError, ModelError, OnrecordError, ScaleError, SettingsError
    from onrecord.exchange.record_json import record_as_dict
    from onrecord.pipeline import extract, extract_all, extract_article
    from onrecord.read import ReadOptions, article_from_text, read_inputs
    from onrecord.records import Article, Certainty, Claim, Horizon, Record, Said, Speaker, Statement
    from onrecord.spans import Span

_HOMES = {
    "Article": "onrecord.records",
    "Certainty": "onrecord.records",
    "Claim": "onrecord.records",
    "Horizon": "onrecord.records",
    "InputError": "onrecord.errors",
    "ModelError": "onrecord.errors",
    "OnrecordError": "onrecord.errors",
    "ReadOptions": "onrecord.read",
    "Record": "onrecord.records",
    "Said": "onrecord.records",
    "ScaleError": "onrecord.errors",
    "SettingsError": "onrecord.errors",
    "Span": "onrecord.spans",
    "Speaker": "onrecord.records",
    "Statement": "onrecord.records",
    "article_from_text": "onrecord.read",
    "extract": "onrecord.pipeline",
    "extract_all": "onrecord.pipeline",
    "extract_article": "onrecord.pipeline",
    "read_inputs": "onrecord.read",
    "record_as_dict": "onrecord.exchange.record_json",
}
__all__ = [
    "Article",
    "Certainty",
    "Claim",
    "Horizon",
    "InputError",
    "ModelError",
    "OnrecordError",
    "ReadOptions",
    "Record",
    "Said",
    "ScaleError",
    "SettingsError",
    "Span",
    "Speaker",
    "Statement",
    "article_from_text",
    "extract",
    "extract_all",
    "extract_article",
    "read_inputs",
    "record_as_dict",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is what it is
    """Loads a public name where it is first asked for, so that the import alone costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module 'onrecord' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """The names of the module, those included that are not loaded yet."""
    return sorted({*globals(), *__all__})
