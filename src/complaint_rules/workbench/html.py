"""Self-contained HTML pages: templates that escape by default, no script, no request."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from complaint_rules.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


_MAY_BREAK = re.compile(r"([._/])(?=[a-z])")


def render(template: str, **values: Any) -> str:
    """The page of a template in `workbench/templates/`, given what it shows and the functions it calls. Raises
    RuntimeError where jinja2 is not installed."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise RuntimeError("HTML pages need jinja2; pip install 'complaint-rules[workbench]', or choose the table or "
                           "json") from None
    environment = Environment(loader=PackageLoader("complaint_rules.workbench"), autoescape=True, trim_blocks=True,
                              lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters |= {"visible": visible, "name": _name, "signed": _signed, "percent": _percent}
    return environment


def _name(identifier: str) -> Markup:
    """An id, path or condition that may break after dots, underscores and slashes."""
    from markupsafe import Markup, escape

    return Markup(_MAY_BREAK.sub(r"\1<wbr>", str(escape(identifier))))


def _signed(weight: float) -> str:
    """A weight with its sign, a true minus among them."""
    return f"{weight:+.2f}".replace("-", "\N{MINUS SIGN}")


def _percent(share: float) -> str:
    return f"{share:.1%}"
