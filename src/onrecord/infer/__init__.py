"""The model: which one, a text in its pieces, a reading of it."""
