"""`--version`."""

from __future__ import annotations

import sys


def print_version() -> None:
    """Version, pack with digest, engine and encoder, one line each."""
    from complaint_rules import Assessor, __version__

    pack = Assessor().pack
    sys.stdout.write(f"complaint-rules {__version__}\npack {pack.name} {pack.version} {pack.digest}\n"
                     f"engine {pack.engine}\nencoder {pack.encoder or 'none'}\n")
