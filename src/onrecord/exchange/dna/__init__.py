"""Discourse Network Analyzer: its files both ways, its event lists and matrices."""
