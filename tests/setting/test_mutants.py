"""The fast judge of PDF/UA-1: page-validation passes the real thing and names what is wrong."""

import page
import pytest

from tests.setting.mutants import MUTANTS, Mutant, copy, original
from vademecum.content.guide import Guide


@pytest.fixture(scope="module")
def good(small: Guide) -> bytes:
    return original(small)


def broken_rules(data: bytes) -> frozenset[str]:
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    rules = frozenset(failure.rule_id for failure in report.failures)
    assert report.is_compliant == (not rules)
    return rules


def test_the_good_file_and_an_unspoiled_copy_of_it_conform(good: bytes) -> None:
    assert broken_rules(good) == frozenset()
    assert broken_rules(copy(good, lambda pdf: None)) == frozenset()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_defect_is_refused_by_its_rule_and_no_other(good: bytes, mutant: Mutant) -> None:
    assert broken_rules(mutant.of(good)) == mutant.page


def test_at_least_ten_defects_are_caught(good: bytes) -> None:
    caught = [mutant.name for mutant in MUTANTS if broken_rules(mutant.of(good))]
    assert len(caught) >= 10
