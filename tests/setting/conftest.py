"""The type of the small guide, for pages that a test writes itself."""

from __future__ import annotations

import pytest

from tests.setting.pages import Type
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.setting import fonts
from vademecum.setting.fonts import Typefaces


@pytest.fixture(scope="module")
def typefaces(small: Guide) -> Typefaces:
    return fonts.typefaces(compose(small, "en"))


@pytest.fixture(scope="module")
def type(typefaces: Typefaces) -> Type:
    return typefaces.files()
