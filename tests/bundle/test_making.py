"""A ward makes its bundles: numbered, chained, kept, written whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.bundle import bundles, contents, signing
from nq57desk.domain.plan import Plan
from nq57desk.domain.problems import Problem
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases.bundles import check_bundle, make_bundle, show_bundle
from nq57desk.workspace import Desk
from tests.bundle import made, offices


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Desk]:
    with offices.opened(tmp_path / "ward", offices.SAO_MAI) as desk:
        offices.change(desk, *made.RECORDS)
        yield desk


def test_the_file_holds_the_whole_plan_year(ward: Desk, tmp_path: Path) -> None:
    result = offices.send(ward, tmp_path / "goi.nq57")
    found = bundles.read(bundles.opened(result.file.read_bytes()), ward.office.sign_key)
    lines = contents.lines(found)
    assert {line.id for line in lines} == {record.id for record in made.RECORDS}
    assert lines == list(ward.store.snapshot(2026))
    assert result.manifest == found.manifest
    assert (found.manifest.sequence, found.manifest.before) == (1, ())
    assert (found.manifest.revision, found.manifest.installation) == (ward.store.revision, "pc-1")
    assert (found.manifest.first_day, found.manifest.last_day) == offices.WINDOW


def test_each_bundle_names_those_before_it(ward: Desk, tmp_path: Path) -> None:
    results = [offices.send(ward, tmp_path / f"{n}.nq57") for n in range(3)]
    assert [r.manifest.sequence for r in results] == [1, 2, 3]
    assert [b.digest for b in results[2].manifest.before] == [results[0].digest, results[1].digest]
    assert len({r.code for r in results}) == 3
    assert [b.digest for b in ward.store.made_bundles(2026)] == [r.digest for r in results]


def test_a_copy_stays_in_the_offices_folder(ward: Desk, tmp_path: Path) -> None:
    result = offices.send(ward, tmp_path / "goi.nq57")
    (kept,) = ward.store.made_bundles()
    assert (ward.folder / kept.file).read_bytes() == result.file.read_bytes()
    assert result.code in kept.file


def test_a_place_that_cannot_be_written_costs_a_number_only(ward: Desk, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        offices.send(ward, blocked / "goi.nq57")
    assert refused.value.problems[0].code == "bundle.cannot_write"
    (kept,) = ward.store.made_bundles()
    assert (ward.folder / kept.file).is_file()
    assert offices.send(ward, tmp_path / "goi.nq57").manifest.sequence == 2


def test_nothing_is_sent_that_could_not_be_kept(ward: Desk, tmp_path: Path) -> None:
    ward.bundles_folder.write_bytes(b"in the way")
    with pytest.raises(Refused) as refused:
        offices.send(ward, tmp_path / "goi.nq57")
    assert refused.value.problems[0].code == "bundle.cannot_keep"
    assert ward.store.made_bundles() == []
    assert not (tmp_path / "goi.nq57").exists()


def test_an_older_file_of_that_name_is_replaced_whole(ward: Desk, tmp_path: Path) -> None:
    path = tmp_path / "goi.nq57"
    path.write_bytes(b"x" * 1_000_000)
    result = offices.send(ward, path)
    assert bundles.digest_of(path.read_bytes()) == result.digest
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_nothing_to_send(tmp_path: Path) -> None:
    with offices.opened(tmp_path / "empty", offices.SAO_MAI) as desk:
        with pytest.raises(Refused) as refused:
            offices.send(desk, tmp_path / "goi.nq57")
        assert refused.value.problems[0].code == "bundle.no_plan"
        assert desk.store.made_bundles() == []
    assert not (tmp_path / "goi.nq57").exists()


def test_a_city_sends_none(tmp_path: Path) -> None:
    with offices.opened(tmp_path / "city", offices.CITY) as desk, pytest.raises(Refused) as refused:
        offices.send(desk, tmp_path / "goi.nq57")
    assert refused.value.problems[0].code == "bundle.city_makes_none"


def test_another_years_plan_stays_at_home(ward: Desk, tmp_path: Path) -> None:
    offices.change(ward, Plan("p0", 2025))
    found = bundles.opened(offices.send(ward, tmp_path / "goi.nq57").file.read_bytes())
    assert contents.read(found.data).manifest.count("plan") == 1
    last_year = make_bundle(ward, year=2025, period="2025", window=offices.WINDOW, path=tmp_path / "25.nq57")
    assert (last_year.manifest.sequence, last_year.manifest.count("task")) == (1, 0)


def test_keys_of_another_office_do_not_sign(ward: Desk, tmp_path: Path) -> None:
    for file in ward.keys_folder.iterdir():
        file.unlink()
    signing.create_keys(ward.keys_folder)
    with pytest.raises(Refused) as refused:
        offices.send(ward, tmp_path / "goi.nq57")
    assert refused.value.problems[0].code == "keys.differ"


def test_show_reads_any_bundle(tmp_path: Path, keys: signing.Keys) -> None:
    path = tmp_path / "other.nq57"
    path.write_bytes(made.bundle(keys, replace(made.HEAD, office="90002", office_name="xã Bình Minh")).file)
    shown = show_bundle(path)
    assert (shown.manifest.office_name, shown.size) == ("xã Bình Minh", path.stat().st_size)
    assert len(shown.code) == 9


def test_check_says_whether_a_known_office_signed(ward: Desk, tmp_path: Path, keys: signing.Keys) -> None:
    own = offices.send(ward, tmp_path / "own.nq57").file
    assert check_bundle(own, known=[ward.office]).valid
    other = tmp_path / "other.nq57"
    other.write_bytes(made.bundle(keys).file)
    checked = check_bundle(other, known=[ward.office])
    assert [p.code for p in checked.problems] == ["bundle.wrong_signer"]
    assert checked.manifest is not None
    assert [p.code for p in check_bundle(own, known=[]).problems] == ["bundle.unknown_office"]


def test_check_looks_at_every_line(tmp_path: Path, keys: signing.Keys) -> None:
    wrong = replace(made.LINES[3], content=made.LINES[3].content.replace(b'"own"', b'"her"'))
    path = tmp_path / "goi.nq57"
    path.write_bytes(made.bundle(keys, lines=(*made.LINES[:3], wrong)).file)
    known = replace(offices.SAO_MAI, sign_key=keys.public.sign_key)
    checked = check_bundle(path, known=[known])
    assert [p.code for p in checked.problems] == ["bundle.line"]
    assert "data/task.jsonl" in sentence(checked.problems[0])
    assert "goi.nq57" in sentence(checked.problems[0])


@pytest.mark.parametrize("look", [show_bundle, lambda path: check_bundle(path, known=[])])
@pytest.mark.parametrize(
    ("data", "code"), [(None, "bundle.unreadable"), (b"", "bundle.truncated"), (b"<html>", "bundle.wrong_type")]
)
def test_files_that_are_none(tmp_path: Path, look: object, data: bytes | None, code: str) -> None:
    path = tmp_path / "x.nq57"
    if data is not None:
        path.write_bytes(data)
    problems = _problems(look, path)
    assert [p.code for p in problems] == [code]
    assert problems[0].place.file == "x.nq57"
    assert "x.nq57" in sentence(problems[0])


def _problems(look: object, path: Path) -> tuple[Problem, ...]:
    assert callable(look)
    try:
        return tuple(look(path).problems)
    except Refused as refused:
        return refused.problems


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.nq57"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), (64 << 20) + 1)
    assert [p.code for p in check_bundle(path, known=[]).problems] == ["bundle.too_large"]
