"""PDF files in layouts as analysts meet them, each with its known text."""
