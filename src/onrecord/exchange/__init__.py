"""The record in forms that others read: JSON, a marked page, a table."""
