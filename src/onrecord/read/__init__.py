"""Bytes → articles: plain text, news HTML, JSON Lines, told apart by their content."""

from onrecord.read.article import article_from_text
from onrecord.read.inputs import read_inputs
from onrecord.read.options import ReadOptions

__all__ = ["ReadOptions", "article_from_text", "read_inputs"]
