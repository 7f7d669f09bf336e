"""The feet of sides: laid out under the last block, then moved down to the end of the page."""

from __future__ import annotations

from typing import Any, Final

from weasyprint.formatting_structure import boxes

from vademecum.setting.boxtree import within

FOOT: Final = "foot"
"""The class of the foot of a side, in the templates."""


def settle(document: Any) -> None:
    """Move the foot of each page of a laid-out document to the end of its text area.

    It is laid out in the flow, so that it counts where room is looked for; nothing stands below it.
    """
    for page in document.pages:
        box = page._page_box
        end = box.content_box_y() + box.height
        for foot in filter(_is_foot, within(box)):
            foot.translate(0, max(end - foot.border_box_y() - foot.border_height(), 0))


def _is_foot(box: Any) -> bool:
    element = box.element
    return (
        isinstance(box, boxes.BlockBox)
        and element is not None
        and box.element_tag == element.tag  # no box that the engine has put around it
        and element.get("class") == FOOT
    )
