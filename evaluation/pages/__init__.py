"""Test pages with known text, made independently of the method that they measure."""
