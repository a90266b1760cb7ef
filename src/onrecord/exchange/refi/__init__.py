"""REFI-QDA projects (.qdpx), out and in."""
