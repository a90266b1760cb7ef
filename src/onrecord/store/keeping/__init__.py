"""The database as a whole: copies, soundness, its way into files and back, and what is deleted on request."""
