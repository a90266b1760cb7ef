"""Exports of press databases: several articles in one document."""
