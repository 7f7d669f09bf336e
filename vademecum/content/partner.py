"""The models of a partner's files: what somebody changes of another's guide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import Field

from vademecum.blocks.block import FactId, Id, Model, PictureId
from vademecum.content.guide import Review, Tag, WordTree

FILE: Final = "partner.yaml"


class Put(Model):
    """Where a block comes to stand: behind another, wherever that stands."""

    block: Id = Field(description="a block of the partner's, or one of the guide's to be moved")
    after: Id = Field(description="a block of the guide")
    products: tuple[Id, ...] = Field((), max_length=20, description="only in these products")
    short: bool = Field(False, description="in the words under `short`, where there are some")


class PartnerFile(Model):
    """partner.yaml: facts, blocks and a logo of a partner's own; never the guide's words."""

    name: str = Field(min_length=2, max_length=100, description="who the partner is")
    languages: tuple[Tag, ...] = Field((), max_length=200, description="else all of the guide's")
    products: tuple[Id, ...] = Field((), max_length=20, description="else all of the guide's")
    logo: PictureId | None = Field(None, description="a picture, in place of the guide's own logo")
    # What facts and blocks are is asked when they stand among the guide's own.
    facts: Mapping[FactId, Any] = Field(
        {}, max_length=500, description="in place of the guide's, or for blocks of the partner's"
    )
    blocks: Mapping[Id, Any] = Field(
        {}, max_length=20, description="blocks that the guide does not have"
    )
    put: tuple[Put, ...] = Field((), max_length=60, description="where blocks come to stand")
    hide: tuple[Id, ...] = Field((), max_length=80, description="blocks that are left out")


class PartnerPhrases(Model):
    """phrases.yaml of a partner: words of the place for what it adds."""

    review: Review
    labels: Mapping[Id, WordTree] = Field({}, description="words of the place, by block and slot")


class PartnerWords(Model):
    """words/<bcp47>.yaml of a partner: words for what it adds."""

    review: Review
    blocks: Mapping[Id, WordTree] = Field({}, description="words by block and slot")
