"""brat standoff, out and in."""
