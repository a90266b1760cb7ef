"""Web pages: the text of the article or articles on them, and what they state of themselves."""
