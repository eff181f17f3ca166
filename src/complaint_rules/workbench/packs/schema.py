"""The JSON Schemas of input, output and every kind of rule file."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel

from complaint_rules.assessment import Assessment, Record, Refusal
from complaint_rules.complaint import Complaint
from complaint_rules.pack.file_models import FILE_MODELS
from complaint_rules.workbench.explaining.explanation import Explanation

DIALECT = "http://json-schema.org/draft-07/schema#"

_OUTPUT: dict[str, type[BaseModel]] = {"assessment": Assessment, "record": Record, "refusal": Refusal,
                                      "explanation": Explanation}
_MODELS: dict[str, type[BaseModel]] = {"complaint": Complaint, **_OUTPUT, **FILE_MODELS}

SCHEMAS = tuple(sorted(_MODELS))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 7, which editors understand) of `complaint`, `assessment`, `record`, `refusal`,
    `explanation` or a kind of rule file such as `type`; SCHEMAS names all. Raises ValueError for any other name."""
    if name not in _MODELS:
        raise ValueError(f"there is no schema {name!r}; one of {', '.join(SCHEMAS)}")
    mode: Literal["serialization", "validation"] = "serialization" if name in _OUTPUT else "validation"
    text = json.dumps({"$schema": DIALECT, **_MODELS[name].model_json_schema(mode=mode)})
    data: dict[str, Any] = json.loads(text.replace("#/$defs/", "#/definitions/").replace('"$defs"', '"definitions"'))
    return data
