"""Whether names in different articles are one speaker: pure comparisons, with scores and evidence."""
