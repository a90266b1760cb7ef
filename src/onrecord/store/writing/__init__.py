"""Records into the database: texts, readings, statements, the speakers behind names, and the entries that follow from them."""
