"""`feedback`: what agents say of answers, and what follows for the rules."""
