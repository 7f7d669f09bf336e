"""The reference page of all kinds of facts, for authors: `fact_reference.py FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from vademecum.content import schema
from vademecum.content.facts import Fact
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.text.language import language

LANGUAGES: Final = ("en", "de", "ar", "hi", "zh-Hans")
REST: Final = {"source": "an example", "checked": "2026-11-01", "confidence": "high"}
"""What every fact of the page has beside its kind and its value."""
INTRODUCTION: Final = """\
# Facts

Every code, number, price, hour, address, name and claim of a guide is a row of `facts.yaml`, by its
id:

```yaml
shop.hours:
  kind: hours
  value: Mo-Fr 08:00-20:00; Sa 10:00-16:00
  source: the notice at the shop's door, 2026-10
  checked: 2026-11-23
  confidence: high
  shelf_life: 270
```

The kind says how the value is checked, and how each language prints it. Words name a fact by
`{shop.hours}`, `guide.yaml` by its id. `number`, `decimal`, `percent`, `quantity` and `price` may
be ranges: `1-8`.

`region` in `guide.yaml` is the country of the guide, by ISO 3166 (`region: RU`): a phone that does
not begin with `+` is one of it, and prices are written as there. Where it is left out, it is the
likely one of the place's language. A guide with neither has only phones that begin with `+`.

A target of a QR code is a fact of a kind that can be scanned; what the code holds follows from it.

This page is made from the kinds by `make docs`; a change to it by hand is lost.
"""


def page() -> str:
    """Return the page, in Markdown."""
    lines = [INTRODUCTION, "## Values", "", *_values(), "", "## On paper", "", *_printed(), ""]
    lines += ["## In a QR code", "", *_scanned(), "", "## Every fact", "", *_every()]
    return "\n".join(lines) + "\n"


def _values() -> Iterator[str]:
    yield from ("| kind | what it is | value | example |", "|---|---|---|---|")
    for name, kind in FACT_KINDS.items():
        what, fields = schema.sentence(kind), _fields(kind)
        yield f"| `{name}` | {what} | {'; '.join(fields)} | `{kind.example}` |"


def _fields(kind: type[Fact]) -> Iterator[str]:
    """Yield what a kind says of its value, and of what it alone has beside it."""
    for key, field in kind.model_fields.items():
        if key not in Fact.model_fields or key == "value":
            said = str(field.description)
            yield said if key == "value" else f"`{field.alias or key}`: {said}"


def _printed() -> Iterator[str]:
    yield f"| kind | {' | '.join(f'`{tag}`' for tag in LANGUAGES)} |"
    yield "|---" * (len(LANGUAGES) + 1) + "|"
    for name, kind in FACT_KINDS.items():
        if kind.serves("print"):
            fact = example(name)
            texts = (fact.text(language(tag)) for tag in LANGUAGES)
            yield f"| `{name}` | {' | '.join(texts)} |"


def _scanned() -> Iterator[str]:
    yield from ("| kind | payload |", "|---|---|")
    for name, kind in FACT_KINDS.items():
        if kind.serves("scan"):
            yield f"| `{name}` | `{example(name).payload(None)}` |"


def _every() -> Iterator[str]:
    yield from ("| key | what it does |", "|---|---|")
    for key, field in Fact.model_fields.items():
        if field.description:
            yield f"| `{key}` | {field.description} |"


def example(name: str) -> Fact:
    """Return the example of a kind as a fact."""
    kind = FACT_KINDS[name]
    row: Mapping[str, Any] = yaml.load(f"value: {kind.example}", yaml.BaseLoader)
    return kind.model_validate({"kind": name, **row, **REST, "shelf_life": "270"})


def main(folder: Path = Path("docs")) -> None:
    """Write the page."""
    (folder / "facts.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
