"""What editors and other tools leave beside the files that people write: nobody means it."""

from __future__ import annotations

import re
from typing import Final

LEFTOVER: Final = re.compile(
    r"""
    \..* | .*~ | \#.*\#  # hidden files; backups and what is not saved yet: Emacs, Kate, nano
    | .*\.sw[a-z] | \d{4,}  # Vim: what is not saved yet, and whether a folder can be written to
    | .*___jb_(?:old|tmp)___ | sed[A-Za-z0-9]{6}  # what is half saved: JetBrains, sed -i
    | .*\.(?:bak|orig|rej|tmp|crdownload|part)(?:\.\d+)*  # what is half there, or was before
    | ~\$.* | Thumbs\.db | desktop\.ini  # who has it open: Office; what Windows knows of a folder
    """,
    re.VERBOSE,
)


def is_leftover(name: str) -> bool:
    """Whether a file of this name was left by a tool."""
    return LEFTOVER.fullmatch(name) is not None
