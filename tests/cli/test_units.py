"""Units over time on the command line, a ward's dated name, and the city's calendar at a ward."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nq57desk.bundle import cards, signing
from nq57desk.bundle.cards import ReportWindow
from nq57desk.domain.organisation import Office, Role
from nq57desk.usecases.sample_city import CitySize, make_city
from tests.cli.conftest import Call

DAY = "2026-09-20"
PAPER = ("--from", "2026-07-01", "--document", "Nghị quyết số 12/NQ-HĐND")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "city"
    size = CitySize(offices=5, tasks=2, indicators=1, months=(6, 7, 8))
    make_city(folder=folder, as_of=date.fromisoformat(DAY), size=size).close()
    return folder


@pytest.fixture
def city(made: Path, tmp_path: Path) -> tuple[object, ...]:
    return ("--office", shutil.copytree(made, tmp_path / "city"), "--as-of", DAY, "city")


def test_a_change_is_shown_recorded_and_taken_back(call: Call, city: tuple[object, ...]) -> None:
    asked = (*city, "unit", "merge", "90001", "90002", "--into", "90050", "--name", "xã Sao Trăng", *PAPER, "--carry")
    status, shown = call(*asked)
    assert (status, shown["applied"], shown["problems"]) == (0, False, [])
    assert shown["carried"] > 0
    assert call(*city, "units")[1]["changes"] == []
    status, told = call(*asked, "--yes")
    assert (status, told["applied"], told["said"]) == (0, True, shown["said"])
    waited = {one["code"]: one["outcome"] for one in call(*city, "status", "--period", "2026-09")[1]["offices"]}
    assert waited == dict.fromkeys(("90003", "90004", "90005", "90050"))
    for on, expected in (("2026-06-30", {"90001", "90002"}), ("2026-07-01", {"90050"})):
        units = {one["code"]: one for one in call(*city, "units", "--on", on)[1]["units"]}
        assert set(units) == {"90003", "90004", "90005"} | expected
    assert [kin["code"] for kin in units["90050"]["predecessors"]] == ["90001", "90002"]
    assert units["90050"]["since"] == "2026-07-01"
    every = call(*city, "units", "--all")[1]["units"]
    assert {one["code"]: one["until"] for one in every if one["until"]} == {
        "90001": "2026-06-30",
        "90002": "2026-06-30",
    }
    status, back = call(*city, "unit", "withdraw", "1", "--reason", "Ghi nhầm")
    assert (status, back["change"]["withdrawn_because"]) == (0, "Ghi nhầm")
    assert len(call(*city, "units")[1]["units"]) == 5


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rename", "12345", "--name", "xã X", *PAPER), "units.unknown"),
        (("rename", "90001", "--name", "xã X", "--new-code", "90002", *PAPER), "units.code_taken"),
        (("split", "90001", "--into", "90001=xã X", *PAPER), "units.split_two"),
        (("rename", "90001", "--name", "x" * 301, *PAPER), "workspace.long_name"),
        (("close", "90001", *PAPER[:2], "--document", ""), "units.no_document"),
        (("correct", "90001", "--name", ""), "units.same_name"),
        (("withdraw", "7", "--reason", "x"), "units.no_change"),
    ],
)
def test_what_cannot_be_recorded(call: Call, city: tuple[object, ...], arguments: tuple[str, ...], code: str) -> None:
    status, told = call(*city, "unit", *arguments, *(("--yes",) if arguments[0] != "withdraw" else ()))
    assert status == 1
    assert code in {one["code"] for one in told["problems"]}
    assert all(one["sentence"] for one in told["problems"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "90001", "--name", "xã Sao Mới", *PAPER),
        ("split", "90001", "--into", "90001=phường Sao Mai", "--into", "90060=xã Sao Hôm", *PAPER),
        ("close", "90001", *PAPER),
        ("correct", "90001", "--name", "phường Sao May"),
    ],
)
def test_each_kind_is_recorded(call: Call, city: tuple[object, ...], arguments: tuple[str, ...]) -> None:
    status, told = call(*city, "unit", *arguments, "--yes")
    assert (status, told["applied"]) == (0, True)
    (change,) = call(*city, "units")[1]["changes"]
    assert {"renamed": "rename", "split": "split", "closed": "close", "corrected": "correct"}[change["kind"]] == (
        arguments[0]
    )


def test_a_wards_dated_name_and_the_citys_calendar(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    general = ("--office", shutil.copytree(ward_folder, tmp_path / "ward"), "--as-of", "2026-11-20", "office")
    status, told = call(*general, "rename", "--name", "phường Sao Việt", "--from", "2026-10-01")
    assert (status, [one["until"] for one in told["names"]]) == (0, ["2026-09-30", None])
    status, told = call(*general, "rename", "--withdraw", "Ghi nhầm")
    assert (status, len(told["names"])) == (0, 1)
    assert call(*general, "calendar")[1] == {"calendar": None}
    assert call(*general, "calendar", "--take")[1]["problems"][0]["code"] == "calendar.no_city_days"
    keys = tmp_path / "keys"
    signing.create_keys(keys)
    days = (ReportWindow("2026-11", date(2026, 11, 15), date(2026, 11, 20)),)
    city = Office("31", "Ủy ban nhân dân thành phố Biển Xanh", Role.CITY)
    card = tmp_path / "city.nq57card"
    card.write_bytes(cards.make_card(city, signing.load_keys(keys), (), days))
    status, told = call(*general, "trust", card)
    assert (status, told["calendar_differs"]) == (0, True)
    found = [call(*general, "calendar", *more)[1]["calendar"] for more in ((), ("--take",), (), ("--own",))]
    assert [(one["ask"], one["taken"]) for one in found] == [
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]
    assert found[0]["days"] == [{"period": "2026-11", "own": "2026-11-17", "city": "2026-11-20"}]
