"""Pango and what it stands on, all that comes from the system: is it there, and how to get it."""

from __future__ import annotations

import contextlib
import ctypes
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


def is_missing() -> bool:
    """Whether Pango is missing; if so, say on standard error how to get it."""
    if absent := missing():
        print(hint(), file=sys.stderr)
    return absent


def missing() -> bool:
    """Whether Pango or its FreeType backend cannot be loaded."""
    return not (_loads(NAMES, "pango-1.0") and _loads(FT_NAMES, "pangoft2-1.0"))


def hint() -> str:
    """Return what to type, for each system."""
    lines = [f"  {system + ':':<16}{command}" for system, command in WAYS]
    return "Pango is missing. Install it with\n" + "\n".join(lines)


def main() -> int:
    """Say how to get Pango and return 1 where it is missing."""
    return 1 if is_missing() else 0


def versions() -> dict[str, str]:
    """Return the versions of Pango and of the libraries that shape and find type for it."""
    found = {}
    for name, ask in (("Pango", _pango), ("HarfBuzz", _harfbuzz), ("FreeType", _freetype)):
        with contextlib.suppress(OSError, AttributeError):
            found[name] = ask()
    return found


def _pango() -> str:
    return _dotted(_library(NAMES, "pango-1.0").pango_version(), 10000, 100)


def _harfbuzz() -> str:
    text = _library(("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "harfbuzz").hb_version_string
    text.restype = ctypes.c_char_p
    return str(text().decode("ascii"))


def _freetype() -> str:
    library = _library(("libfreetype.so.6", "libfreetype.6.dylib"), "freetype")
    handle = ctypes.c_void_p()
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(handle, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


def _dotted(number: int, *parts: int) -> str:
    major, minor = parts
    return f"{number // major}.{number // minor % 100}.{number % minor}"


def _library(names: tuple[str, ...], short: str) -> ctypes.CDLL:
    """Return a library of the system; raise OSError where there is none."""
    for name in names:
        with contextlib.suppress(OSError):
            return ctypes.CDLL(name)
    from ctypes.util import find_library  # slow, and seldom needed: it asks the compiler

    return ctypes.CDLL(find_library(short) or names[0])


def _loads(names: tuple[str, ...], short: str) -> bool:
    try:
        return bool(_library(names, short))
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
