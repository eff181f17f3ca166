"""Text of a customer made harmless to look at."""

from __future__ import annotations

import re

# Control characters and bidirectional controls could rewrite the reader's screen.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff]")


def visible(text: str) -> str:
    """The text with control characters written out, so that a terminal or a page shows and obeys none of them."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
