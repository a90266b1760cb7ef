"""Edited copies of news texts: pairs written by hand, and a mechanical editor."""
