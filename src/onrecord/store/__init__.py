"""The record as a database: what was read, run by run, what people ruled, and the questions that users ask."""
