"""What is wrong with a picture's file, told by those who look into it."""

from __future__ import annotations


class Unfit(Exception):
    """A picture that cannot be printed; `code` is its problem's, and `message` lacks a subject."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)
