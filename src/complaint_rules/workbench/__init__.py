"""The rule author's workbench: see, try, test and compare rules before they touch a customer."""

from __future__ import annotations

__all__: list[str] = []
