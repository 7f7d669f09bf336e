"""The region that a language's tag names, or where most of its speakers live (UTS 35, 4.3)."""

from __future__ import annotations

import pytest

from vademecum.text.regions import likely_region


@pytest.mark.parametrize(
    ("tag", "region"),
    [
        ("en", "US"),
        ("en-GB", "GB"),
        ("pt", "BR"),
        ("pt-PT", "PT"),
        ("ar", "EG"),
        ("ru", "RU"),
        ("zh-Hans", "CN"),
        ("zh-Hant", "TW"),
        ("zh-Hant-HK", "HK"),
        ("es-419", None),
        ("tlh-nothing", None),
    ],
)
def test_a_tag_names_its_region_or_has_a_likely_one(tag: str, region: str | None) -> None:
    assert likely_region(tag) == region
