"""The JSON Schemas of the content files, for editors; made from the model."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from vademecum.content.guide import Facts, Phrases, PressWords, Structure, Words

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "guide": Structure,
    "facts": Facts,
    "phrases": Phrases,
    "words": Words,
    "press": PressWords,
}


def schema(name: str) -> str:
    """Return a content file's JSON Schema (draft 2020-12) as text."""
    found = MODELS[name].model_json_schema(by_alias=True)
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def main(folder: Path = Path("schema")) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name in MODELS:
        (folder / f"{name}.schema.json").write_text(schema(name), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
