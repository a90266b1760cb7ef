"""Stances → the debate map: networks, groups, polarisation, windows over time. Pure: no database, no model."""
