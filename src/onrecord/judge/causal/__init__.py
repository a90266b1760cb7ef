"""What a claim says leads to what, and in which direction."""
