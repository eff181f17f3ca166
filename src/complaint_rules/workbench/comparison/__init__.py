"""`diff`: the two packs, what changes between two verdicts, the class of a change, the gate, the page."""
