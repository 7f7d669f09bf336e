"""The markup of words: `**strong**` and `{fact.id}`; all else is printed as it stands."""

from __future__ import annotations

import re
from typing import Final

FACT_ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*"
TOKENS: Final = re.compile(rf"\*\*|\{{({FACT_ID})\}}")
"""What parts a text: where strong type begins or ends, and what stands for a fact."""
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
"""Whatever looks like something that stands for a fact."""
BRACE: Final = re.compile(r"[{}]")


def is_torn(text: str) -> bool:
    """Whether a brace stands alone, so that nobody knows what was to stand between two."""
    return BRACE.search(PLACEHOLDER.sub("", text)) is not None
