"""Files → articles: ``inputs`` walks them, ``detect`` tells the kind, ``formats`` has it read, foreign formats in a process ``apart``."""

from __future__ import annotations

from onrecord.read.article import article_from_text
from onrecord.read.inputs import read_inputs
from onrecord.read.options import ReadOptions

__all__ = ["ReadOptions", "article_from_text", "read_inputs"]
