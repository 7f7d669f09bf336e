"""The two streams that all is said on: they take any text, and never fail.

What is said quotes other people's files and their names. What a terminal would obey, and what the
stream's encoding lacks, is written as JSON escapes it, so JSON stays JSON. A stream may be closed,
full, or read by nobody: nothing of that stops the press or changes its exit code.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EBADF, EPIPE
from io import TextIOBase
from typing import Any, Final, TextIO

SHOWN: Final = frozenset("\n\t\u200c\u200d\u00a0\u202f\u3000")
"""What is not printable by Unicode's table, and does no harm: words are written with it."""
ORDERS: Final = re.compile(r"^\s*(?:::|##\[)")
"""How a line begins that a forge's runner would obey (GitHub's workflow commands)."""


def plain(text: str) -> str:
    """Return a text on one line, with nothing in it that a terminal or a runner would obey."""
    line = escaped(text).replace("\n", "\\n").replace("\t", "\\t")
    found = ORDERS.match(line)
    return f"{_escape(line[0])}{line[1:]}" if found else line


def escaped(text: str, encoding: str = "utf-8") -> str:
    """Return a text in which what a terminal would obey, or an encoding lacks, is escaped."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(char if _is_fit(char, encoding) else _escape(char) for char in text)


def _is_fit(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return char.isprintable() or char in SHOWN


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


class Stream(TextIOBase):
    """A stream that never fails, around one that may, or around none.

    `controls` lets a terminal be steered, for a bar of progress: nothing of others may go there.
    """

    def __init__(self, inner: TextIO | None, controls: bool = False) -> None:
        self.inner, self.controls = inner, controls
        self.failure: OSError | None = None

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """What the stream can say."""
        return getattr(self.inner, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        """Write a text, as far as it can be."""
        if self.controls:
            shown = text.encode(self.encoding, "replace").decode(self.encoding)
        else:
            shown = escaped(text, self.encoding)
        if self.inner and not self.failure:
            try:
                self.inner.write(shown)
            except (OSError, ValueError) as error:
                self._fail(error)
        return len(text)

    def flush(self) -> None:
        """Let what was written be seen."""
        if self.inner and not self.failure:
            try:
                self.inner.flush()
            except (OSError, ValueError) as error:
                self._fail(error)

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        try:
            return bool(self.inner and self.inner.isatty())
        except ValueError:
            return False

    def fileno(self) -> int:
        """Return its descriptor; raise OSError where it has none."""
        if self.inner is None:
            raise OSError(EBADF, "the stream is closed")
        return self.inner.fileno()

    def writable(self) -> bool:
        """Whether it takes a text: it always does."""
        return True

    def _fail(self, error: OSError | ValueError) -> None:
        """Write no more; what is held back goes nowhere, or it would be tried again at the end."""
        self.failure = error if isinstance(error, OSError) else OSError(EBADF, str(error))
        with suppress(OSError, ValueError):
            number, nowhere = self.fileno(), os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)


@contextmanager
def guarded() -> Iterator[None]:
    """Let all that is printed meanwhile go to streams that never fail."""
    before: Any = sys.stdout, sys.stderr
    if all(isinstance(stream, Stream) for stream in before):
        yield
        return
    out, err = sys.stdout, sys.stderr = Stream(before[0]), Stream(before[1])
    try:
        yield
    finally:
        out.flush()
        if out.failure and out.failure.errno not in (EPIPE, EBADF):
            err.write(f"standard output: {out.failure.strerror}\n")
        err.flush()
        sys.stdout, sys.stderr = before


def steered(stream: Any) -> Any:
    """Return a stream of the same terminal that lets it be steered."""
    return Stream(stream.inner if isinstance(stream, Stream) else stream, controls=True)


def keep_open() -> None:
    """Open what was closed of the three streams, or the next file would get their numbers."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
