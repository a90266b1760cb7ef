"""Codebooks in the database, stances on their issues, and what becomes of stances when a codebook changes."""
