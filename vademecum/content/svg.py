"""Drawings in SVG: looked through by a list of what is allowed, and written anew with that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

from lxml import etree

from vademecum.content import svg_words as words
from vademecum.content.unfit import Unfit

Element: TypeAlias = Any
SVG: Final = "http://www.w3.org/2000/svg"
HTML: Final = "http://www.w3.org/1999/xhtml"
LINKS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
CODE: Final = "picture-element"
MAX_ELEMENTS: Final = 5_000
"""Of a drawing, each counted as often as it is drawn."""
MAX_DEPTH: Final = 40
"""How deep elements may stand in one another, or lead to one another."""
MAX_TOLD: Final = 10
LARGE: Final = 4_000
"""The width of a drawing in pixels, wider than any paper: the style sheets make it narrower."""
PX: Final[Mapping[str, float]] = {
    **{"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
}


def printable(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return an SVG written anew with what is allowed in it alone, and the texts that it writes.

    Raise an ExceptionGroup of Unfit with all that is not allowed.
    """
    root = _parsed(data)
    faults = list(islice(_faults(root), MAX_TOLD))
    if not faults:
        faults = list(_misled(root))
    if faults:
        raise ExceptionGroup("an SVG", faults)
    drawn = _copy(root)
    _set_size(drawn, root)
    texts = ("".join(text.itertext()) for text in drawn.iter(_tag("text")))
    return etree.tostring(drawn, encoding="utf-8"), tuple(filter(str.strip, texts))


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"


def _parsed(data: bytes) -> Element:
    """Return the root of a well-formed SVG; nothing but its own bytes is read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _one("picture-file", "is not UTF-8", "save it as UTF-8") from None
    if found := re.search(r"<!(DOCTYPE|ENTITY)", text):
        line = text.count("\n", 0, found.start()) + 1
        hint = "take the line with <!DOCTYPE out; no browser needs it"
        raise _one(CODE, f"line {line}: a document type", hint)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _one(
            "picture-file", f"is no well-formed SVG: {_said_of(error)}", "save it anew"
        ) from None
    if root.tag != _tag("svg"):
        message = "is no SVG: it does not begin with <svg xmlns=...>"
        raise _one("picture-file", message, "save it anew")
    return root


def _said_of(error: Exception) -> str:
    """Return what is wrong with a file, in one line."""
    return " ".join(str(getattr(error, "msg", error)).split())[:100]


def _one(code: str, message: str, hint: str) -> ExceptionGroup[Unfit]:
    return ExceptionGroup("an SVG", [Unfit(code, message, hint)])


def _fault(element: Element, message: str, hint: str) -> Unfit:
    return Unfit(CODE, f"line {element.sourceline}: {message}", hint)


def _name(element: Element) -> tuple[str, str]:
    """Return the namespace and the name of an element."""
    found = etree.QName(element)
    return found.namespace or "", found.localname


def _is_drawn(element: Element) -> bool:
    """Whether an element is one of SVG that is drawn; what editors add is not."""
    if not isinstance(element.tag, str):
        return False
    namespace, name = _name(element)
    return namespace in (SVG, HTML, "") and name not in words.PASSED_OVER


def _drawn(element: Element) -> Iterator[Element]:
    """Yield an element and all below it that is drawn."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack += [child for child in reversed(element) if _is_drawn(child)]


def _faults(root: Element) -> Iterator[Unfit]:
    """Yield the elements and attributes that are not allowed."""
    count = 0
    for element in _drawn(root):
        count += 1
        _, name = _name(element)
        if _is_known(element):
            yield from _attribute_faults(element, name)
        elif _is_known(element.getparent()):  # what stands in it goes with it
            hint = words.INSTEAD.get(name, words.DRAW_PLAINLY)
            yield _fault(element, f"<{name}> is not allowed", hint)
    if count > MAX_ELEMENTS:
        yield _too_many(count)


def _is_known(element: Element) -> bool:
    """Whether an element may stand in a drawing."""
    namespace, name = _name(element)
    return namespace == SVG and name in words.ELEMENTS


def _too_many(count: int) -> Unfit:
    shown = f"{count:,}" if count < 10**9 else "thousands of millions of"
    message = f"draws {shown} elements; {MAX_ELEMENTS:,} are the most"
    return Unfit("too-large", message, "simplify it, or give it as a PNG")


def _attribute_faults(element: Element, name: str) -> Iterator[Unfit]:
    for key, value in _said(element).items():
        what = f'<{name} {key.rpartition("}")[2]}="{value[:40]}">'
        pattern = words.ATTRIBUTES.get(key)
        if key.lower().startswith("on"):
            yield _fault(element, f"{what} is not allowed", words.INSTEAD["script"])
        elif key in LINKS:
            if name not in words.REFERRING or not words.TARGET.fullmatch(value.strip()):
                hint = "lead to an element of the drawing, by #id; nothing else is fetched"
                yield _fault(element, f"{what} leads out of the drawing", hint)
        elif key in words.REFUSED:
            if value.strip() != "none":
                yield _fault(element, f"{what} is not allowed", words.DRAW_PLAINLY)
        elif pattern is None:
            if words.HARMFUL.search(value):
                yield _fault(element, f"{what} is not allowed", "take it out")
        elif not pattern.fullmatch(value.strip()):
            yield _fault(element, f"{what} is no value that is known here", "write it plainly")


def _said(element: Element) -> dict[str, str]:
    """Return the attributes of an element, those in its `style` among them, which go before."""
    found = {str(key): str(value) for key, value in element.attrib.items()}
    for declaration in found.pop("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            found[key.strip()] = value.replace("!important", "").strip()
    return found


def _references(element: Element) -> Iterator[str]:
    """Yield the ids of the elements that an element leads to."""
    for key, value in _said(element).items():
        if key in LINKS:
            yield value.strip()[1:]
        elif key in words.ATTRIBUTES:
            yield from words.LOCAL.findall(value)


def _misled(root: Element) -> Iterator[Unfit]:
    """Yield what leads to nothing, to itself, or to more than can be drawn."""
    known: dict[str, Element] = {}
    for element in _drawn(root):
        known.setdefault(element.get("id", ""), element)
    lost = False
    for element in _drawn(root):
        for id in (id for id in _references(element) if id not in known):
            hint = "name an element of the drawing, or take the reference out"
            yield _fault(element, f"<{_name(element)[1]}> leads to #{id}, which is not there", hint)
            lost = True
    if not lost:
        yield from _Weights(known).faults(root)


class _Weights:
    """How often the elements of a drawing are drawn, all references followed."""

    def __init__(self, known: Mapping[str, Element]) -> None:
        self.known = known
        self.found: dict[Element, tuple[int, int]] = {}

    def faults(self, root: Element) -> Iterator[Unfit]:
        """Yield the fault of a drawing that is too deep or too large."""
        try:
            count, _ = self._weigh(root, 0)
        except Unfit as fault:
            yield fault
            return
        if count > MAX_ELEMENTS:
            yield _too_many(count)

    def _weigh(self, element: Element, depth: int) -> tuple[int, int]:
        """Return how many elements are drawn, and how deep; a circle is deeper than any."""
        count, height = self.found.get(element, (0, 1))
        if depth + height > MAX_DEPTH:
            message = f"elements lead to one another, or stand in one another, {MAX_DEPTH} deep"
            raise _fault(element, message, "look for one that leads to itself, or flatten it")
        if not count:
            below = [self._weigh(other, depth + 1) for other in self._next(element)]
            count = 1 + sum(count for count, _ in below)
            height = 1 + max((height for _, height in below), default=0)
            self.found[element] = count, height
        return count, height

    def _next(self, element: Element) -> Iterable[Element]:
        yield from (child for child in element if _is_drawn(child))
        yield from (self.known[id] for id in _references(element))


def _copy(element: Element) -> Element:
    """Return an element with what is allowed in it alone."""
    made = etree.Element(_tag(_name(element)[1]), nsmap={None: SVG})
    for key, value in sorted(_said(element).items()):
        if key in LINKS:
            made.set("href", value.strip())
        elif key in words.ATTRIBUTES:
            made.set(key, value.strip())
    holds_text = _name(element)[1] in words.WRITTEN
    made.text = element.text if holds_text else None
    for child in filter(_is_drawn, element):
        made.append(_copy(child))
        made[-1].tail = child.tail if holds_text else None
    return made


def _set_size(drawn: Element, root: Element) -> None:
    """Give a drawing its proportions, and a width beyond all paper."""
    sides = [_pixels(root.get(key, "")) for key in ("width", "height")]
    box = [float(n) for n in re.findall(words.NUMBER, drawn.get("viewBox", ""))]
    if len(box) != 4:
        box = [0, 0, *(side or 0 for side in sides)]
    if min(box[2:]) <= 0 or not 0.02 <= box[2] / box[3] <= 50:
        raise _one(CODE, "line 1: <svg> has no size", 'say viewBox="0 0 width height" in it')
    drawn.set("viewBox", " ".join(f"{number:g}" for number in box))
    drawn.set("width", f"{LARGE}")
    drawn.set("height", f"{LARGE * box[3] / box[2]:.2f}")
    for key in ("x", "y"):
        drawn.attrib.pop(key, None)


def _pixels(length: str) -> float | None:
    found = re.fullmatch(rf"\s*({words.NUMBER})\s*([a-z]*)\s*", length)
    return float(found[1]) * PX[found[2]] if found and found[2] in PX else None
