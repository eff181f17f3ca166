"""`schema`: writes the JSON Schemas of input, output and rule files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from complaint_rules.assessment import Assessment, Record, Refusal
from complaint_rules.complaint import Complaint
from complaint_rules.pack.model import FILE_MODELS
from complaint_rules.workbench import Explanation

OUTPUT = ("assessment", "record", "refusal", "explanation")
DIALECT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """File name to text of every schema; draft 7, which editors understand."""
    models: dict[str, type[BaseModel]] = {"complaint": Complaint, "assessment": Assessment, "record": Record,
                                           "refusal": Refusal, "explanation": Explanation, **FILE_MODELS}
    texts = {}
    for name, model in models.items():
        mode: Literal["serialization", "validation"] = (
            "serialization" if name in OUTPUT else "validation")
        data = json.dumps({"$schema": DIALECT, **model.model_json_schema(mode=mode)}, indent=2, ensure_ascii=False)
        texts[f"{name}.schema.json"] = data.replace("#/$defs/", "#/definitions/").replace('"$defs"', '"definitions"'
                                                                                          ) + "\n"
    return texts


def run_schema(folder: Path) -> int:
    """Write all schemas into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(schemas())} schemas written to {folder}\n")
    return 0
