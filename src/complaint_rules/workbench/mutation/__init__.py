"""The parts of `mutate`: the small changes, and the examples held ready to be tried on each."""
