"""The model of a guide: structure, facts, phrases and words, as pydantic knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    ValidationInfo,
    field_validator,
    model_validator,
)

from vademecum.blocks.block import MAX_ID, Block, Day, FactId, Id, Model, Reader, Whole
from vademecum.blocks.choosing import ByShape, Chosen
from vademecum.blocks.registry import ByKind
from vademecum.content import people
from vademecum.content.facts import Fact
from vademecum.content.house import House
from vademecum.content.kinds.registry import ByFactKind
from vademecum.content.pictures import Gallery
from vademecum.content.releases import Releases
from vademecum.content.source import Source
from vademecum.content.themes import DEFAULT, THEMES, Theme
from vademecum.forms.products import Product
from vademecum.problems.problem import nearest
from vademecum.text.regions import likely_region

Tag = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$", max_length=35, description="a BCP 47 tag"
    ),
]
Prose = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="words; **strong** and {fact.id} are the only markup",
    ),
]


def _is_person(name: str) -> str:
    """Return a name; raise ValueError for what names nobody."""
    if people.names_nobody(name):
        raise ValueError(f"{name!r} names no person; leave it out until there is one")
    return name


Person = Annotated[str, Field(min_length=2, max_length=200), AfterValidator(_is_person)]
"""Somebody's name, a person's or an organisation's."""


class Review(Model):
    """Who made a text, and whether somebody else has reviewed it."""

    made_by: Person = Field(description="who wrote or translated it")
    reviewed_by: Person | None = Field(
        None, description="somebody else; left out until a person has reviewed it"
    )
    reviewed_on: Day | None = Field(None, description="the day of the review, with `reviewed_by`")

    @property
    def done(self) -> bool:
        """Whether a person has reviewed the text."""
        return self.reviewed_by is not None

    @field_validator("reviewed_by")
    @classmethod
    def _is_somebody_else(cls, name: str | None, info: ValidationInfo) -> str | None:
        maker = info.data.get("made_by")
        if name and maker and not people.is_somebody_else(name, maker):
            raise ValueError(
                f"a review is somebody else's than {name!r}, who made it; leave it out,"
                " or write the names in full"
            )
        return name

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if self.reviewed_by and not self.reviewed_on:
            raise ValueError("a review has a day: give `reviewed_on` too")
        if self.reviewed_on and not self.reviewed_by:
            raise ValueError("a review is somebody's: give `reviewed_by` too, or leave both out")
        return self


class Shown(Model):
    """A block on a spot: which of its parts and columns are shown, and in which words."""

    block: Id
    only: tuple[Id, ...] = Field(
        (), min_length=1, max_length=60, description="only these parts of it"
    )
    columns: tuple[Id, ...] = Field(
        (), min_length=1, max_length=12, description="only these columns"
    )
    short: bool = Field(False, description="in the words under `short`, where there are some")
    title: bool = Field(True, description="whether its heading is shown here")
    icons: bool = Field(True, description="whether its icons are shown here")


class Flow(Model):
    """Blocks that flow through columns of equal height, cut between blocks and between items."""

    flow: tuple[Annotated[str | Shown, ByShape(text=Id, mapping=Shown)], ...] = Field(
        min_length=1, max_length=40
    )
    into: Whole = Field(2, alias="in", ge=1, le=4, description="how many columns")
    numbered: bool = Field(False, description="whether the headings are numbered")


def _flows(value: Mapping[str, Any]) -> bool:
    """Whether a mapping says what flows, or means to: its keys may be misspelt."""
    if "flow" in value or "block" in value:
        return "flow" in value
    own = {field.alias or name for name, field in Flow.model_fields.items()}
    shown = set(Shown.model_fields)
    meant = (nearest(key, own | shown) for key in value if len(key) <= MAX_ID)
    return any(key in own for key in meant)


class BySpot(Chosen):
    """Chooses what stands on a spot: a block's id, a block with a choice, a flow, or a list."""

    def choose(self, value: Any) -> Any:
        """Return the type that is meant."""
        if isinstance(value, dict):
            return Flow if _flows(value) else Shown
        return ByShape(text=Id, list=Spots).choose(value)

    def options(self) -> Mapping[str, Any]:
        """Return the types; a list, which may hold all of them again, is left open."""
        return {"text": Id, "shown": Shown, "flow": Flow, "list": list[Any]}


Spot: TypeAlias = "str | Shown | Flow | tuple[Spot, ...]"
Spots = Annotated[tuple[Annotated[Any, BySpot()], ...], Field(min_length=1, max_length=40)]


class Panel(Model):
    """A page of a product: who it is for, and what stands on it."""

    reader: Reader = Field("reader", description="the reader, or the place: its language leads")
    spots: Spots = Field((), validate_default=False, description="below, beside, below, ...")


class ByPanel(Chosen):
    """Chooses how a panel is written: a list alone is its spots."""

    def choose(self, value: Any) -> Any:
        """Return the type that is meant."""
        return ByShape(list=PanelSpots, mapping=Panel).choose(value)

    def options(self) -> Mapping[str, Any]:
        """Return the two ways."""
        return {"list": list[Any], "mapping": Panel}


class PanelSpots(RootModel[Annotated[tuple[Annotated[Any, BySpot()], ...], Field(max_length=40)]]):
    """The spots of a panel that is for the reader."""

    model_config = ConfigDict(frozen=True)
    reader: ClassVar[Reader] = "reader"

    @property
    def spots(self) -> tuple[Any, ...]:
        """The spots."""
        return self.root


class MadeProduct(Model):
    """Something that the guide is made into."""

    form: str = Field(description="a form that the press knows")
    papers: tuple[str, ...] = Field((), max_length=8, description="else the form's usual ones")
    imposed_on: tuple[str, ...] = Field((), max_length=8, description="papers for sheets of it")
    per: Id | None = Field(None, description="a table: one product a row of it")
    panels: Mapping[Id, Annotated[Panel | PanelSpots, ByPanel()]] = Field(
        min_length=1, max_length=16
    )


class Structure(Model):
    """guide.yaml: blocks and products; ids, no prose."""

    source: Tag = Field(description="the language the words are written in first")
    place: Tag | None = Field(None, description="the language spoken at the place")
    region: str | None = Field(
        None,
        max_length=20,
        description="the country whose phones and prices these are (ISO 3166); else the place's",
    )
    review: Review
    blocks: Mapping[Id, Annotated[Block, ByKind()]] = Field(min_length=1, max_length=80)
    products: Mapping[Id, MadeProduct] = Field(min_length=1, max_length=20)

    @property
    def territory(self) -> str | None:
        """Where phones are dialled and prices paid: the region, or that of the place's language."""
        return self.region or (likely_region(self.place) if self.place else None)


class Facts(
    RootModel[Annotated[Mapping[FactId, Annotated[Fact, ByFactKind()]], Field(max_length=2000)]]
):
    """facts.yaml: a fact by its id."""

    model_config = ConfigDict(frozen=True)


class Phrase(Model):
    """A sentence in the language of the place."""

    text: Prose
    romanization: Prose | None = None


class ByDepth(Chosen):
    """Chooses what stands in a tree of words: a text, or a mapping of more."""

    def choose(self, value: Any) -> Any:
        """Return the type that is meant."""
        return ByShape(text=Prose, mapping=WordTree).choose(value)

    def options(self) -> Mapping[str, Any]:
        """Return the two; what stands below is left open."""
        return {"text": Prose, "mapping": dict[str, Any]}


WordTree = Mapping[str, Annotated[Any, ByDepth()]]


class Phrases(Model):
    """phrases.yaml: what the reader shows or says at the place."""

    review: Review
    phrases: Mapping[Id, Phrase] = Field({}, max_length=60)
    labels: Mapping[Id, WordTree] = Field({}, description="words of the place, by block and slot")


class Words(Model):
    """words/<bcp47>.yaml: all prose of a guide in one language."""

    review: Review
    title: Prose
    subject: Prose = Field(description="one sentence for the PDF's properties")
    blocks: Mapping[Id, WordTree] = Field({}, description="words by block and slot")


class PressWords(BaseModel):
    """templates/words/<bcp47>.yaml: what the press says in every guide, or a house in its place."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )

    check_first: Prose | None = Field(None, description="what † says, of medium confidence")
    out_of_date: Prose | None = Field(None, description="what ‡ says, past a shelf life")
    facts_checked: Prose | None = Field(None, description="{date} stands for the day")
    good_until: Prose | None = Field(None, description="{date} stands for the day")
    turn_over: Prose | None = Field(None, description="of the other side")
    made_by: Prose | None = Field(None, description="{name} stands for who made the guide")
    corrections: Prose | None = Field(None, description="{contact} stands for where they go")
    scan: Prose | None = Field(None, description="what a scan of the code at the foot does")
    unreviewed_source: Prose | None = Field(None, description="of the phrases alone")
    unreviewed_translation: Prose | None = Field(
        None, description="of a translation and the phrases"
    )
    unreviewed_words: Prose | None = Field(None, description="of a translation alone")
    qr: Prose | None = Field(None, description="{url} stands for the address")
    scan_page: Prose | None = Field(
        None, description="what a scan of a page's code does, before its address"
    )
    scan_call: Prose | None = Field(None, description="the same of a phone's number")
    scan_mail: Prose | None = Field(None, description="the same of an email's address")
    scan_map: Prose | None = Field(None, description="the same of an address or a point")
    scan_network: Prose | None = Field(None, description="the same of a wireless network")
    scan_text: Prose | None = Field(None, description="the same of a text")
    sheet_language: Prose | None = Field(
        None,
        description="in a sheet's margin; {language} stands for its own name, {tag} for its tag",
    )
    actual_size: Prose | None = Field(None, description="how large a sheet is printed")
    both_sides: Prose | None = Field(None, description="how a sheet is turned over")
    ruler: Prose | None = Field(None, description="how long the ruler in a sheet's margin is")
    bank_card: Prose | None = Field(None, description="how a card of that size is measured")
    site_show: Prose | None = Field(None, description="what fills the screen with a sentence")
    site_close: Prose | None = Field(None, description="leaves the sentence")
    site_next: Prose | None = Field(None, description="the next sentence")
    site_previous: Prose | None = Field(None, description="the sentence before")
    site_copy: Prose | None = Field(None, description="copies a code")
    site_copied: Prose | None = Field(None, description="it is copied")
    site_kept_here: Prose | None = Field(
        None, description="that ticks and notes stay on the device"
    )
    site_forget: Prose | None = Field(None, description="clears them")
    site_contents: Prose | None = Field(None, description="the list of headings")
    site_languages: Prose | None = Field(None, description="leads to the choice of languages")
    site_print: Prose | None = Field(None, description="the heading over what can be printed")
    site_about: Prose | None = Field(None, description="the heading over days and names")
    site_download: Prose | None = Field(None, description="gets a PDF")
    site_pages: Prose | None = Field(None, description="{count} stands for the number of pages")
    site_form_sheet: Prose | None = Field(None, description="what a sheet is called")
    site_form_card: Prose | None = Field(None, description="what a card is called")
    site_form_card_sheet: Prose | None = Field(None, description="what a sheet of cards is called")
    site_print_both_sides: Prose | None = Field(
        None, description="how a sheet of two sides is printed"
    )
    site_print_one_side: Prose | None = Field(
        None, description="how a sheet of one side is printed"
    )
    site_print_cards: Prose | None = Field(None, description="how a sheet of cards is printed")
    site_print_shop: Prose | None = Field(None, description="who prints a single card")
    site_expired: Prose | None = Field(None, description="what is said after that day, {date}")
    site_written_by: Prose | None = Field(None, description="{name} stands for who wrote the guide")
    site_translated_by: Prose | None = Field(
        None, description="{name} stands for who translated it"
    )
    site_reviewed_by: Prose | None = Field(
        None, description="{name} stands for who reviewed it, {date} for the day"
    )
    site_mistake: Prose | None = Field(None, description="{contact} stands for whom to tell")
    site_paper_newest: Prose | None = Field(
        None, description="of paper that says what the page says"
    )
    site_paper_older: Prose | None = Field(
        None, description="of older paper; what has changed follows"
    )
    site_paper_unknown: Prose | None = Field(
        None, description="of paper that no release is known of"
    )
    site_without_network: Prose | None = Field(
        None, description="that the page is there without network"
    )


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, read and held against itself; `id` is the name of its folder.

    `releases` are the earlier ones that are on record. `partner` is the name of who has it in a way
    of its own, or empty.
    """

    id: str
    structure: Structure
    facts: Mapping[str, Fact]
    phrases: Phrases | None
    words: Mapping[str, Words]
    sources: Mapping[str, Source]
    products: Mapping[str, Product]
    house: House
    gallery: Gallery = field(default_factory=Gallery)
    theme: Theme = THEMES[DEFAULT]
    releases: Releases = field(default_factory=Releases)
    partner: str = ""

    def press(self, tag: str, key: str) -> tuple[str, str] | None:
        """Return what the press says under a key in a language, and among the sources, where.

        What the house says goes before.
        """
        for name in (f"house/{tag}", f"press/{tag}"):
            tree = self.sources[name].tree if name in self.sources else None
            said = tree.get(key) if isinstance(tree, Mapping) else None
            if isinstance(said, str):
                return said, name
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages, the source first."""
        first = self.structure.source
        return (first, *sorted(tag for tag in self.words if tag != first))
