"""Named sets of articles: frozen, compared, passed on without their words, and put into somebody else's database."""
