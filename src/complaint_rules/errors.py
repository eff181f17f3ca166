"""Errors about a complaint, in words that say what to change."""

from __future__ import annotations

from pydantic import ValidationError


class InvalidComplaintError(ValueError):
    """A complaint that breaks the interface. `field` is a path such as `behaviour.contacts`, or None."""

    def __init__(self, message: str, field: str | None) -> None:
        self.message = message
        self.field = field
        super().__init__(f"{field}: {message}" if field else message)

    def __reduce__(self) -> tuple[type[InvalidComplaintError], tuple[str, str | None]]:
        return InvalidComplaintError, (self.message, self.field)

    @classmethod
    def of(cls, error: ValidationError) -> InvalidComplaintError:
        """The first finding of pydantic, reworded; the number of further ones is told."""
        findings = error.errors(include_url=False, include_input=False)
        first = findings[0]
        field = ""
        for part in first["loc"]:
            if isinstance(part, int):
                field += f"[{part}]"
            elif part not in ("int", "float"):
                field += f".{part}" if field else str(part)
        message = _reworded(first["type"], first["msg"])
        if len(findings) > 1:
            message += f" (and {len(findings) - 1} more)"
        return cls(message, field or None)


def _reworded(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "is not a field of a complaint; check the spelling or remove it"
    if kind in ("int_type", "int_from_float", "int_parsing", "int_parsing_size"):
        return "must be a whole number from 0 to 1,000,000, without quotes"
    if kind in ("less_than_equal", "greater_than_equal", "finite_number", "float_type"):
        return f"{message[0].lower()}{message[1:]}; leave the field out where the value is not known"
    if kind == "bool_type":
        return "must be true or false, without quotes"
    if kind in ("tuple_type", "list_type"):
        return "must be a list in [ ]"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "must be an object in { }"
    message = message.removeprefix("Value error, ")
    return f"{message[0].lower()}{message[1:]}"
