"""Where a house is reached: by e-mail, by phone, or at an address of the web."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from vademecum.content.facts import Fact
from vademecum.content.kinds.contacts import (
    Email,
    Phone,
    Url,
    mail_complaint,
    phone_complaint,
    url_complaint,
)

KINDS: Final[tuple[tuple[str, type[Fact], Callable[[str, str | None], str | None]], ...]] = (
    ("://", Url, lambda text, _: url_complaint(text)),
    ("@", Email, lambda text, _: mail_complaint(text)),
    ("", Phone, phone_complaint),
)
"""By the sign that tells one from those below it: a kind, and what is wrong with a value of it."""


def contact(text: str, region: str | None) -> str:
    """Return a contact as it is printed, its phone one of a region; raise ValueError for none."""
    kind, complain = next((kind, said) for sign, kind, said in KINDS if sign in text)
    if kind is Phone and any(char.isalpha() for char in text):
        raise ValueError(f"{text!r} is no e-mail, no phone number and no https address")
    if complaint := complain(text, region):
        raise ValueError(complaint)
    return str(_bare(kind, text).printed(None, region))


def site(text: str) -> str:
    """Return the https address of a site, which ends in no slash; raise ValueError for another."""
    if complaint := url_complaint(text):
        raise ValueError(complaint)
    if "?" in text or "#" in text:
        raise ValueError(f"{text!r} is the address of one page; give that of the site")
    return str(_bare(Url, text).payload(None)).rstrip("/")


def _bare(kind: type[Fact], text: str) -> Any:
    """Return a value of a kind of facts, without what a row of facts.yaml has beside it."""
    made: Any = kind
    return made.model_construct(value=text)
