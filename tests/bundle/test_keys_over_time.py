"""Keys on paper and back, renewed with a trace, the city told since when; cards that must not be believed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.bundle import cards, private_files, signing, signing_letters
from nq57desk.domain.check_letters import LONGEST, check_letter, is_checked
from nq57desk.domain.short_code import ALPHABET
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import city, keys, moving_in, offices, trusting
from nq57desk.workspace import open_desk
from tests.bundle import offices as folders
from tests.bundle.answered import Both, known


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    first = refused.value.problems[0]
    assert sentence(first)
    return first.code


# check letters


@given(letters=st.text(alphabet=ALPHABET, min_size=2, max_size=LONGEST - 1), place=st.integers(0, 31), data=st.data())
def test_one_wrong_letter_or_two_exchanged_are_noticed(letters: str, place: int, data: st.DataObject) -> None:
    whole = letters + check_letter(letters, place)
    assert is_checked(whole, place)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(whole[at], "")))
    assert not is_checked(whole[:at] + other + whole[at + 1 :], place)
    one, two = sorted(data.draw(st.lists(st.integers(0, len(whole) - 2), min_size=2, max_size=2, unique=True)))
    if whole[one] != whole[two]:
        swapped = whole[:one] + whole[two] + whole[one + 1 : two] + whole[one] + whole[two + 1 :]
        assert not is_checked(swapped, place)
    assert not is_checked(whole, (place + 1) % 32)


# the sheet


def test_what_is_printed_is_what_is_typed_back(both: Both, tmp_path: Path) -> None:
    file = keys.save_key_sheet(both.ward, path=tmp_path / "sheet.pdf")
    with pdfplumber.open(file) as opened:
        (page,) = opened.pages
        text = page.extract_text()
        (table,) = page.extract_tables()
    assert signing.fingerprint(both.ward.office.sign_key) in text
    lines = "\n".join(" ".join(cell or "" for cell in row[1:]) for row in table[1:])
    own = signing.load_keys(both.ward.keys_folder)
    assert signing_letters.public_of(lines) == own.public
    assert keys.key_state(both.ward).sheet_on == both.ward.today.isoformat()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_lost_keys_come_back_from_the_sheet_byte_by_byte(both: Both) -> None:
    folder = both.ward.keys_folder
    rows = "\n".join(signing_letters.rows(signing.load_keys(folder)))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    assert keys.key_state(both.ward).trouble == "keys.missing"
    assert keys.restore_keys(both.ward, text=rows.lower().replace(" ", "")) == keys.key_state(both.ward).fingerprint
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after[signing.SEAL_SECRET] == before[signing.SEAL_SECRET]
    assert after[signing.SIGN_SECRET].splitlines()[1] == before[signing.SIGN_SECRET].splitlines()[1]
    assert after[signing.SIGN_PUBLIC] == before[signing.SIGN_PUBLIC]
    assert both.merge(both.send()) == ["applied"]
    if os.name == "posix":
        assert stat.S_IMODE((folder / signing.SIGN_SECRET).stat().st_mode) == 0o600


def test_damaged_keys_are_put_aside_and_good_ones_left_alone(both: Both) -> None:
    folder = both.ward.keys_folder
    rows = "\n".join(signing_letters.rows(signing.load_keys(folder)))
    inode = (folder / signing.SIGN_SECRET).stat().st_mtime_ns
    keys.restore_keys(both.ward, text=rows)
    assert (folder / signing.SIGN_SECRET).stat().st_mtime_ns == inode
    (folder / signing.SIGN_SECRET).write_bytes(b"rubbish")
    keys.restore_keys(both.ward, text=rows)
    assert keys.key_state(both.ward).trouble == ""
    assert (folder / signing.OLD / "damaged" / signing.SIGN_SECRET).read_bytes() == b"rubbish"


@pytest.mark.parametrize("row", range(8))
def test_a_mistyped_row_is_named(both: Both, row: int) -> None:
    rows = list(signing_letters.rows(signing.load_keys(both.ward.keys_folder)))
    wrong = ALPHABET[(ALPHABET.index(rows[row][0]) + 1) % 32]
    rows[row] = wrong + rows[row][1:]
    with pytest.raises(Refused) as refused:
        keys.restore_keys(both.ward, text="\n".join(rows))
    assert code_of(refused) == "keys.letters_row"
    assert dict(refused.value.problems[0].words)["row"] == str(row + 1)


def test_rows_in_another_order_or_too_few(both: Both) -> None:
    rows = list(signing_letters.rows(signing.load_keys(both.ward.keys_folder)))
    for text, code in (
        ("\n".join([rows[1], rows[0], *rows[2:]]), "keys.letters_row"),
        ("\n".join(rows[:7]), "keys.letters_rows"),
        ("", "keys.letters_rows"),
    ):
        with pytest.raises(Refused) as refused:
            keys.restore_keys(both.ward, text=text)
        assert code_of(refused) == code


def test_another_offices_sheet_is_refused(both: Both) -> None:
    rows = "\n".join(signing_letters.rows(signing.load_keys(both.city.keys_folder)))
    with pytest.raises(Refused) as refused:
        keys.restore_keys(both.ward, text=rows)
    assert code_of(refused) == "keys.other_office"


def test_after_a_lost_disk_the_backup_moves_in_and_the_sheet_brings_the_key_back(both: Both, tmp_path: Path) -> None:
    rows = "\n".join(signing_letters.rows(signing.load_keys(both.ward.keys_folder)))
    before = both.ward.office
    backup = both.ward.store.backup(both.ward.backups_folder, why="manual", at=both.ward.now())
    moved = moving_in.move_in(source=backup, folder=tmp_path / "new", who="an", at=both.ward.now())
    with open_desk(moved.folder, as_of=both.ward.today) as ward:
        assert ward.office.sign_key != before.sign_key
        assert keys.restore_keys(ward, text=rows) == signing.fingerprint(before.sign_key)
        assert (ward.office.sign_key, ward.office.seal_recipient) == (before.sign_key, before.seal_recipient)
        assert keys.key_state(ward).trouble == ""
        assert folders.send(ward, tmp_path / "b.nq57").manifest.sequence == 1


# renewal


def test_renewed_keys_leave_a_trace_and_the_city_says_since_when(both: Both) -> None:
    old = both.ward.office.sign_key
    old_card = (both.folder / "old.nq57card").resolve()
    old_card.write_bytes(both.ward_card().read_bytes())
    renewed = keys.renew_keys(both.ward, reason="USB có khóa bị mất")
    assert renewed.replaced == signing.fingerprint(old) != renewed.fingerprint
    assert (both.ward.keys_folder / signing.OLD / renewed.replaced / signing.SIGN_SECRET).is_file()
    card = cards.read_card(both.ward_card().read_bytes())
    assert (card.since, card.replaces, card.reason) == (both.ward.today, renewed.replaced, "USB có khóa bị mất")
    assert both.merge(both.send()) == ["rejected"]
    with pytest.raises(Refused) as refused:
        city.enrol(both.city, cards=[both.ward_card()])
    assert code_of(refused) == "card.key_differs"
    taken = city.enrol(both.city, cards=[both.ward_card()], replace=True)
    (key,) = taken.keys
    assert (key.since, key.replaced, key.reason) == (both.ward.today.isoformat(), old, "USB có khóa bị mất")
    assert both.merge(both.send()) == ["applied"]
    with pytest.raises(Refused) as refused:
        city.enrol(both.city, cards=[old_card], replace=True)
    assert code_of(refused) == "card.replaced_key"
    assert any(entry.action == "own_office" for entry in both.ward.store.journal())
    undoable = both.ward.store.undoable()
    assert undoable is None or undoable.action != "own_office"


def test_a_renewal_needs_a_reason(both: Both) -> None:
    before = both.ward.office
    with pytest.raises(Refused) as refused:
        keys.renew_keys(both.ward, reason="  ")
    assert code_of(refused) == "keys.no_reason"
    assert both.ward.office == before


def test_keys_are_readable_by_their_user_only(both: Both) -> None:
    secret = both.ward.keys_folder / signing.SIGN_SECRET
    if os.name == "posix":
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        secret.chmod(0o644)
        signing.load_keys(both.ward.keys_folder)
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_what_windows_is_told() -> None:
    path = Path("sign.key")
    command = private_files.access_command(path, "vhxh", folder=False)
    assert command == ["icacls", "sign.key", "/inheritance:r", "/grant:r", "vhxh:F"]
    assert private_files.access_command(path, "vhxh", folder=True)[-1] == "vhxh:(OI)(CI)F"


# trusting a city


def test_the_citys_card_is_kept_whole(both: Both) -> None:
    offices.keep_email(both.city, address="vanthu@bienxanh.gov.vn")
    found = trusting.trust(both.ward, path=both.city_card())
    assert (found.email, len(found.units), len(found.calendar)) == ("vanthu@bienxanh.gov.vn", 115, 12)
    assert found.listed, "the shipped list and the ward, whose card the city took"
    assert found.problems == ()
    assert trusting.trusted(both.ward) == found


@pytest.mark.parametrize("address", ["a", "a@b", "a@b.vn\nBcc: x@y.vn", "a b@c.vn", "<a@b.vn>"])
def test_an_address_that_could_add_to_a_letters_head(both: Both, address: str) -> None:
    with pytest.raises(Refused, match=r"workspace\.bad_email"):
        offices.keep_email(both.city, address=address)
    own = signing.load_keys(both.city.keys_folder)
    assert cards.read_card(cards.make_card(both.city.office, own, email=address)).email == ""


def test_a_citys_new_key_is_taken_only_with_its_fingerprint(both: Both) -> None:
    old = trusting.trusted_city(both.ward)
    renewed = keys.renew_keys(both.city, reason="thay máy")
    card = both.city_card()
    with pytest.raises(Refused) as refused:
        trusting.trust(both.ward, path=card)
    assert code_of(refused) == "workspace.trust_renewed"
    with pytest.raises(Refused) as refused:
        trusting.trust(both.ward, path=card, fingerprint=renewed.replaced)
    assert code_of(refused) == "workspace.trust_fingerprint"
    assert trusting.trusted_city(both.ward) == old
    found = trusting.trust(both.ward, path=card, fingerprint=renewed.fingerprint.lower().replace("-", " "))
    assert found.fingerprint == renewed.fingerprint


def test_another_city_is_taken_only_with_its_fingerprint(both: Both, tmp_path: Path) -> None:
    other = replace(folders.CITY, code="32", name="Ủy ban nhân dân thành phố Mây Trắng")
    with folders.opened(tmp_path / "other", other) as there:
        path = tmp_path / "other.nq57card"
        offices.save_card(there, path=path)
        found = signing.fingerprint(there.office.sign_key)
    with pytest.raises(Refused) as refused:
        trusting.trust(both.ward, path=path)
    assert code_of(refused) == "workspace.trust_other"
    assert trusting.trust(both.ward, path=path, fingerprint=found).office.code == "32"
    now = trusting.trusted_city(both.ward)
    assert now is not None
    assert now.code == "32"


def test_cards_that_are_no_citys(both: Both, tmp_path: Path) -> None:
    own = signing.load_keys(both.city.keys_folder)
    for name, office, code in (
        ("sample", replace(both.city.office, sample=True), "workspace.trust_sample"),
        ("same", replace(both.city.office, code=both.ward.office.code), "workspace.trust_own_code"),
        ("ward", replace(both.ward.office, code="90009"), "workspace.trust_role"),
    ):
        path = tmp_path / f"{name}.nq57card"
        path.write_bytes(cards.make_card(office, own))
        with pytest.raises(Refused) as refused:
            trusting.trust(both.ward, path=path)
        assert code_of(refused) == code
    with pytest.raises(Refused) as refused:
        trusting.trust(both.city, path=both.city_card())
    assert code_of(refused) == "workspace.only_ward"
