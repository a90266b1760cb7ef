"""A debate on one page: who said what, every line cited."""
