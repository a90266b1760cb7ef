"""The debate map to look at: networks, tables of actors and issues, stances over time, as SVG and PNG."""
