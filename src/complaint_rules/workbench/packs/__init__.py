"""`new-pack`, `schema` and `changes`: a pack begun, what its files may hold, and what it does to the rules below it."""
