"""`test` and `mutate`: the examples of a pack run, and run again on small changes of it."""
