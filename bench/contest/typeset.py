"""Sets one Typst document: `typeset.py DOCUMENT DATA OUTPUT TAGS FONT-FOLDER...`."""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(document: str, data: str, output: str, tags: str, *fonts: str) -> None:
    """Set a document with its data; with `tags` the PDF conforms to PDF/UA-1."""
    typst.compile(
        document,
        output,
        root=str(Path(document).parent),
        font_paths=list(fonts),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"] if tags == "tagged" else [],
        pdf_tags=tags == "tagged",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
