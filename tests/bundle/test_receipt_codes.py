"""The receipt's code as it is read over the telephone and typed at the ward."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.bundle.receipt_code import is_code, meant, receipt_code
from nq57desk.domain.check_letters import typed
from nq57desk.domain.sending import SentState
from nq57desk.domain.short_code import ALPHABET
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import trusting
from nq57desk.usecases.receipts import import_receipt, type_code
from tests.bundle import made
from tests.bundle.answered import Both, known
from tests.bundle.test_receipts import state


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


def test_the_code_confirms_the_bundle_and_its_outcome(both: Both) -> None:
    sent = both.send()
    both.merge(sent)
    code = both.receipt().code
    found = type_code(both.ward, code=f" {code.lower().replace('-', ' ')} ")
    assert (found.bundle.digest, found.outcome, found.fresh) == (sent.digest, Outcome.APPLIED, True)
    (bundle,) = both.ward.store.made_bundles()
    assert (bundle.confirmed, state(both.ward)) == ("code", [SentState.RECEIVED])
    assert not type_code(both.ward, code=code).fresh
    import_receipt(both.ward, path=both.receipt().file)
    assert both.ward.store.made_bundles()[0].confirmed == "file"
    assert not type_code(both.ward, code=code).fresh


def code_refusal(both: Both, code: str) -> str:
    before = both.ward.store.made_bundles()
    with pytest.raises(Refused) as refused:
        type_code(both.ward, code=code)
    assert both.ward.store.made_bundles() == before
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


def test_each_mistyped_letter_of_a_code_is_noticed(both: Both) -> None:
    both.merge(both.send())
    letters = typed(both.receipt().code)
    for at, right in enumerate(letters):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_code(letters[:at] + wrong + letters[at + 1 :])
    swapped = [letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :] for at in range(len(letters) - 1)]
    assert [is_code(each) for each in swapped if each != letters] == [False] * len({*swapped} - {letters})
    assert code_refusal(both, letters[:-1]) == "receipt.code_letters"
    assert code_refusal(both, "ABC") == "receipt.code_letters"
    assert code_refusal(both, "ĐÂY LÀ MÃ Ạ") == "receipt.code_letters"


def test_a_code_of_another_bundle_or_city_fits_nothing(both: Both, other_keys: signing.Keys) -> None:
    sent = both.send()
    key = both.city.office.sign_key
    assert code_refusal(both, receipt_code(key, "f" * 64, Outcome.APPLIED)) == "receipt.code_unknown"
    assert (
        code_refusal(both, receipt_code(other_keys.public.sign_key, sent.digest, Outcome.APPLIED))
        == "receipt.code_unknown"
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_code_says_the_outcome(outcome: Outcome) -> None:
    code = receipt_code("RW" + "A" * 54, "0" * 64, outcome)
    assert is_code(code)
    assert meant("RW" + "A" * 54, ["1" * 64, "0" * 64], code) == ("0" * 64, outcome)


def test_a_code_never_changes() -> None:
    """The same at every city and ward, whatever program: other letters here would be another code."""
    assert receipt_code("RWQ" + "0" * 53, made.CODE * 12 + "0000", Outcome.APPLIED) == "J7V1-1SB3-PR2N"


def test_a_rejected_bundle_is_told_by_code(both: Both) -> None:
    sent = both.send()
    code = receipt_code(both.city.office.sign_key, sent.digest, Outcome.REJECTED)
    assert type_code(both.ward, code=code).outcome is Outcome.REJECTED
    assert state(both.ward) == [SentState.REJECTED]
    assert trusting.trusted_city(both.ward) is not None
