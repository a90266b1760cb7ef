"""The questions of a debate, each one sentence with two sides: read, written, changed with the stances on them, compared. Pure."""
