"""Documents of other programs: Markdown, Word, RTF, PDF."""
