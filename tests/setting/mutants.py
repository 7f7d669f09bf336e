"""Single-defect copies of a good tagged PDF, and the rule by which each judge has to refuse them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tests.conftest import jobs
from vademecum.build.plan import Selection
from vademecum.content.guide import Guide
from vademecum.forms.papers import PAPERS
from vademecum.setting.compositor import Compositor

Defect = Callable[[Pdf], None]


@dataclass(frozen=True)
class Mutant:
    """A defect and all the rules that each judge reports for it; none where it does not see it."""

    name: str
    defect: Defect
    page: frozenset[str]
    vera: frozenset[str]

    def of(self, data: bytes) -> bytes:
        """Return a copy of a PDF with this defect."""
        return copy(data, self.defect)


MUTANTS: list[Mutant] = []


def original(small: Guide) -> bytes:
    """Return a sheet with lists, tables, figures, links, codes to scan, and two languages."""
    (job,) = jobs(small, Selection(languages=frozenset({"en"}), products=frozenset({"checklist"})))
    compositor = Compositor(job.edition, job.documents, job.typefaces.files())
    return compositor.set(small.products["checklist"], PAPERS["a4"]).data


def copy(data: bytes, change: Defect) -> bytes:
    """Return a copy of a PDF with a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def breaks(page: str, vera: str) -> Callable[[Defect], Defect]:
    """Register a defect by the rules that page-validation and veraPDF report, parted by spaces.

    page-validation's `PDFUA1-TABLE-KIDS-001` is written `TABLE-KIDS`.
    """

    def register(defect: Defect) -> Defect:
        rules = frozenset(f"PDFUA1-{rule}-001" for rule in page.split())
        name = defect.__name__.replace("_", " ")
        MUTANTS.append(Mutant(name, defect, rules, frozenset(vera.split())))
        return defect

    return register


# Where things are.


def elements(pdf: Pdf, tag: str) -> list[Object]:
    """Return the structure elements with a tag, in reading order; there must be one."""

    def below(node: Object) -> Iterator[Object]:
        if not isinstance(node, Dictionary):
            return  # the number of a piece of content
        if node.get("/S") == tag:
            yield node
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            yield from below(kid)

    found = list(below(pdf.Root.StructTreeRoot))
    assert found, f"there is no {tag}"
    return found


def font(pdf: Pdf) -> Object:
    """Return the first composite font."""
    fonts = (one for one in pdf.objects if isinstance(one, Dictionary))
    return next(one for one in fonts if one.get("/Subtype") == "/Type0")


def link(pdf: Pdf) -> Object:
    """Return the first link annotation."""
    return next(note for page in pdf.pages for note in page.obj.get("/Annots", Array()))


def rewrite(stream: Object, old: bytes, new: bytes) -> None:
    """Replace the first match of a pattern in a stream; there must be one."""
    text, count = re.subn(old, new, stream.read_bytes(), count=1, flags=re.DOTALL)
    assert count, f"{old!r} is not in the stream"
    stream.write(text)


def map_a_glyph_to(pdf: Pdf, text: bytes) -> None:
    """Let the first glyph of a ToUnicode map stand for another text."""
    rewrite(font(pdf).ToUnicode, rb"beginbfchar\s*(<\w+>)\s*<\w+>", rb"beginbfchar\n\1 " + text)


# What the document says of itself.


@breaks("METADATA-TITLE", "7.1-9")
def no_title(pdf: Pdf) -> None:
    rewrite(pdf.Root.Metadata, rb"<dc:title>.*</dc:title>", b"")


@breaks("VIEWER-PREFERENCES", "7.1-10")
def title_not_displayed(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


@breaks(
    "ALT-TEXT-LANGUAGE ANNOTATION-CONTENTS-LANGUAGE OUTLINE-LANGUAGE TEXT-LANGUAGE",
    "7.2-2 7.2-22 7.2-24 7.2-33 7.2-34",
)
def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


@breaks("LANGUAGE-TAG", "7.2-29")
def language_that_is_no_tag(pdf: Pdf) -> None:
    pdf.Root.Lang = String("plain English")


@breaks("ID-PART ID-SCHEMA", "5-1")
def no_claim_to_conform(pdf: Pdf) -> None:
    rewrite(pdf.Root.Metadata, rb'pdfuaid:part="1"', b"")


@breaks("TAGGED-DOCUMENT", "6.2-1")
def not_marked_as_tagged(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


@breaks("SUSPECTS", "7.1-4")
def tags_under_suspicion(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


# The structure.


@breaks("STRUCT-TREE-ROOT LINK-LINK-TAG", "7.1-3 7.1-11 7.18.5-1")
def no_structure(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@breaks("STRUCT-TREE-ROLE-MAP", "7.1-5")
def tag_that_nobody_knows(pdf: Pdf) -> None:
    elements(pdf, "/Sect")[0].S = Name.Chapter


@breaks("STRUCT-TREE-ROLE-MAP-STANDARD", "7.1-7")
def standard_tag_with_another_role(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.H1)


@breaks("FIGURE-ALTERNATIVE-TEXT", "7.3-1")
def figure_without_alternative(pdf: Pdf) -> None:
    del elements(pdf, "/Figure")[0].Alt


@breaks("HEADING-NESTING", "7.4.2-1")
def skipped_heading_level(pdf: Pdf) -> None:
    elements(pdf, "/H2")[-1].S = Name.H4


@breaks("LI-PARENT", "7.2-17")
def list_items_outside_a_list(pdf: Pdf) -> None:
    elements(pdf, "/L")[0].S = Name.Div


@breaks("TABLE-HEADERS-SCOPE", "7.5-1")
def cells_without_headers(pdf: Pdf) -> None:
    for cell in elements(pdf, "/TH") + elements(pdf, "/TD"):
        cell.A = Dictionary(O=Name.Table)


@breaks("TABLE-ROW-COLUMNSPAN", "7.2-42")
def row_wider_than_its_table(pdf: Pdf) -> None:
    elements(pdf, "/TD")[-1].A.ColSpan = 2


@breaks("NOTE-ID", "7.9-1")
def note_without_a_name(pdf: Pdf) -> None:
    elements(pdf, "/Sect")[-1].S = Name.Note


# The pages.


@breaks("CONTENT-TAGGING", "7.1-3")
def content_outside_the_tags(pdf: Pdf) -> None:
    rewrite(pdf.pages[0].Contents, rb"\Z", b"\nq 0 0 9 9 re f Q\n")


@breaks("TAGGED-CONTENT-INSIDE-ARTIFACT", "7.1-2")
def tagged_content_inside_an_artifact(pdf: Pdf) -> None:
    rewrite(pdf.pages[0].Contents, rb"\A(.*)\Z", rb"/Artifact BMC\n\1\nEMC")


@breaks("PAGE-TABS", "7.18.3-1")
def tab_order_by_rows(pdf: Pdf) -> None:
    next(page.obj for page in pdf.pages if "/Annots" in page.obj).Tabs = Name.R


@breaks("LINK-CONTENTS", "7.18.1-2 7.18.5-2")
def link_without_a_description(pdf: Pdf) -> None:
    del link(pdf).Contents


@breaks("LINK-LINK-TAG", "7.18.5-1")
def link_outside_a_link_tag(pdf: Pdf) -> None:
    elements(pdf, "/Link")[0].S = Name.Span


# The fonts.


@breaks("FONT-EMBEDDING", "7.21.4.1-1")
def font_not_embedded(pdf: Pdf) -> None:
    descriptor = font(pdf).DescendantFonts[0].FontDescriptor
    del descriptor[next(key for key, _ in descriptor.items() if "/FontFile" in key)]


@breaks("FONT-GLYPH-WIDTH", "7.21.5-1")
def glyphs_of_another_width(pdf: Pdf) -> None:
    font(pdf).DescendantFonts[0].W = Array([0, 65535, 1])


@breaks("", "7.21.5-1")
def glyphs_without_widths(pdf: Pdf) -> None:
    del font(pdf).DescendantFonts[0].W


@breaks("FONT-UNICODE-MAPPING", "7.21.7-1")
def glyphs_without_text(pdf: Pdf) -> None:
    del font(pdf).ToUnicode


@breaks("FONT-UNICODE-MAPPING", "")
def glyph_with_empty_text(pdf: Pdf) -> None:
    map_a_glyph_to(pdf, b"<>")


@breaks("FONT-UNICODE-VALUE", "7.21.7-2")
def glyph_that_stands_for_zero(pdf: Pdf) -> None:
    map_a_glyph_to(pdf, b"<0000>")
