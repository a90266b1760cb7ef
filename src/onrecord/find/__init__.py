"""Readings → attributions: source, cue and content, linked, with quotations whole."""
