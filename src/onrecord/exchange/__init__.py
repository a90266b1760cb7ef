"""The record in other people's formats, out and, where it makes sense, in."""
