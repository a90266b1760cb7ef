"""Formats of news agencies: ninjs and NewsML-G2."""
