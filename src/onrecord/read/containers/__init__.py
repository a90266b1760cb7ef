"""Files that hold files → their parts."""
