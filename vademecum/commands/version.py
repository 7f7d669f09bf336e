"""`vademecum --version`: the versions of the press and of what it stands on."""

from __future__ import annotations

from vademecum.build import versions
from vademecum.content.catalogue import Usage
from vademecum.setting import pango


def numbers() -> dict[str, str]:
    """Return the versions of the press and of what it stands on; raise Usage without Pango."""
    if pango.is_missing():
        raise Usage("the engine cannot be asked for its version")
    return versions.shown()
