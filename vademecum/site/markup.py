"""What templates of the site do to values: texts as HTML, with what a tap on a fact opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from vademecum.blocks.image import Image
from vademecum.forms.papers import Paper
from vademecum.setting import template
from vademecum.setting.template import marked
from vademecum.site.album import Album, Shown
from vademecum.text import cldr
from vademecum.text.runs import Run, Text

KEPT: Final = 20
"""How long what stays on one line may be, in characters: a line of a phone has not many more."""
ELSEWHERE: Final = "https:"
"""How an address begins that leads away from the page."""


@pass_context
def _set(context: Context, text: Text) -> Markup:
    """Return a text as markup; a fact that can be dialled, written to or opened is a link."""
    links: Mapping[str, str] = context["screen"].links
    whole = links.get(text.location[0]) if text.source == "facts" else None
    if whole:
        inside = Markup("").join(_run(run, text, {}) for run in text.runs)
        return _linked(inside, whole) + marked(text.mark)
    return Markup("").join(_run(run, text, links) + marked(run.mark) for run in text.runs)


def _run(run: Run, around: Text, links: Mapping[str, str]) -> Markup:
    """Return a run as markup: what keeps its order is isolated, what is kept stays on a line."""
    kept = run.kept and len(run.text) <= KEPT
    attributes = Markup(' class="kept"') if kept else Markup("")
    if run.isolated:
        attributes += Markup(' dir="{}"').format(run.direction)
    markup = escape(run.text)
    if run.fact in links:
        markup = _linked(markup, links[run.fact])
    if not (run.strong or attributes):
        return markup
    tag = Markup("strong" if run.strong else "bdi" if run.isolated else "span")
    return Markup("<{0}{1}>{2}</{0}>").format(tag, attributes, markup)


def _linked(markup: Markup, address: str) -> Markup:
    kind = address.partition(":")[0]
    leads = ' rel="external noreferrer"' if address.startswith(ELSEWHERE) else ""
    return Markup('<a class="{}" href="{}"{}>{}</a>').format(kind, address, Markup(leads), markup)


@pass_context
def _picture(context: Context, image: Image) -> Shown:
    """Return where a picture is found, as `name`, and how large it is: `width` and `height`."""
    album: Album = context["album"]
    return album.show(image)


@pass_context
def _symbol(context: Context, pictogram: Image) -> str:
    """Return the id of the symbol that a pictogram is in the page."""
    album: Album = context["album"]
    return album.draw(pictogram)


@pass_context
def _kilobytes(context: Context, length: int) -> str:
    """Return about how many kilobytes a number of bytes is, in the reader's language."""
    return cldr.kilobytes(length, context["language"].locale)


@pass_context
def _millimetres(context: Context, paper: Paper) -> str:
    """Return the size of a paper in the reader's language."""
    return cldr.millimetres((paper.width, paper.height), context["language"].locale)


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "set": _set,
    "marked": marked,
    "picture": _picture,
    "symbol": _symbol,
    "qr": template.FILTERS["qr"],
    "kilobytes": _kilobytes,
    "millimetres": _millimetres,
}
"""What a template of the site can do to a value, besides what Jinja has."""
