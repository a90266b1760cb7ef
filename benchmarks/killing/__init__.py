"""Works that are killed half-way, and what must be left of the database then."""
