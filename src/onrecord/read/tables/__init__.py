"""Rows of tables and lists → articles, one a row, by a map of the columns."""
