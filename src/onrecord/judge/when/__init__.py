"""Words for a time to come → the days that they denote."""
