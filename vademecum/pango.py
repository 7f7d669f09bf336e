"""Pango, the one library that comes from the system: whether it is there, and how to get it."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import Final

NAMES: Final = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
FT_NAMES: Final = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")
WAYS: Final = (
    ("Debian, Ubuntu", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
    ("Fedora", "sudo dnf install pango"),
    ("macOS", "brew install pango"),
    ("Windows", "pacman -S mingw-w64-x86_64-pango   (in MSYS2)"),
)


def missing() -> bool:
    """Whether Pango or its FreeType backend cannot be loaded."""
    return not (_loads(NAMES, "pango-1.0") and _loads(FT_NAMES, "pangoft2-1.0"))


def hint() -> str:
    """Return what to type, for each system."""
    lines = [f"  {system + ':':<16}{command}" for system, command in WAYS]
    return "Pango is missing. Install it with\n" + "\n".join(lines)


def main() -> int:
    """Say how to get Pango and return 1 where it is missing."""
    if missing():
        print(hint(), file=sys.stderr)
        return 1
    return 0


def _loads(names: tuple[str, ...], short: str) -> bool:
    for name in (*names, ctypes.util.find_library(short)):
        try:
            ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if name:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
