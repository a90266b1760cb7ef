"""Scorers, held-out articles, floors: every figure that the documents quote is computed here."""
