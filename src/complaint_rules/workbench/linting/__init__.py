"""`lint`: what is wrong with the rules of a pack, one finding a line."""
