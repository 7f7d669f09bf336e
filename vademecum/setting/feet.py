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
        for foot in [found for found in within(box) if _is_foot(found)]:
            _lower(foot, max(end - foot.border_box_y() - foot.border_height(), 0))


def _is_foot(box: Any) -> bool:
    element = box.element
    return (
        isinstance(box, boxes.BlockBox)
        and element is not None
        and box.element_tag == element.tag  # no box that the engine has put around it
        and element.get("class") == FOOT
    )


def _lower(foot: Any, much: float) -> None:
    """Move a box down, in pixels, with the grounds in it, which the engine leaves behind."""
    foot.translate(0, much)
    for box in within(foot):
        if box.background:
            layers = [_lowered(layer, much) for layer in box.background.layers]
            box.background = box.background._replace(layers=layers)


def _lowered(layer: Any, much: float) -> Any:
    """Return a layer of a background lower on its page."""

    def lower(area: Any) -> Any:
        left, top, *rest = area
        return (left, top + much, *rest)

    moved = layer._replace(
        painting_area=lower(layer.painting_area),
        clipped_boxes=[lower(clipped) for clipped in layer.clipped_boxes],
    )
    if layer.image is None:  # a colour is positioned nowhere
        return moved
    return moved._replace(positioning_area=lower(layer.positioning_area))
