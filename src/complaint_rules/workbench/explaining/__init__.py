"""`explain`: the rules replayed, near misses, what would change the answer, the page."""
