"""The questions that users ask of the record: lists, search, the balance of sources."""
