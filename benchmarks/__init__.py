"""Timings, memory and size, against a pinned reference measured in the same run."""
