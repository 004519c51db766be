"""``form`` on the command line: words, keys and exit status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builders.forms import fill_docx, fill_xlsx
from tests.cli.conftest import Call

PERIOD = "2026-11"
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"
LAND = "Làm sạch dữ liệu đất đai"


@pytest.fixture
def office(ward_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    shutil.copytree(ward_folder, folder)
    return folder


def made(call: Call, office: Path, folder: Path) -> list[Path]:
    status, answer = call(
        "form", "make", "--period", PERIOD, "--body", ECONOMY, "-o", folder, "--office", office, "--as-of", "2026-11-10"
    )
    assert status == 0
    return [Path(file) for file in answer["files"]]


def test_make_names_every_file(call: Call, office: Path, tmp_path: Path) -> None:
    status, answer = call("form", "make", "--period", PERIOD, "-o", tmp_path / "f", "--office", office)
    assert status == 0
    assert answer.keys() == {"files", "bodies", "problems"}
    assert len(answer["files"]) == 2 * len(answer["bodies"]) == 20
    assert all(Path(file).is_file() for file in answer["files"])


@pytest.mark.parametrize("kind", [0, 1])
def test_import_shows_first_and_takes_with_yes(call: Call, office: Path, tmp_path: Path, kind: int) -> None:
    file = made(call, office, tmp_path / "f")[kind]
    answers = {LAND: {"Trạng thái": "Đang thực hiện", "% hoàn thành": "60%", "Kết quả trong kỳ": "Một nửa"}}
    (fill_docx if kind else fill_xlsx)(file, answers)
    given = ("form", "import", file, "--office", office, "--as-of", "2026-11-12")
    status, shown = call(*given)
    assert status == 0
    assert shown.keys() == {"changes", "files", "doubtful", "problems"}
    assert shown["changes"] == {"new": 1, "edited": 0, "same": 0, "conflict": 0, "deleted": 0}
    assert shown["files"] == [
        {"file": file.name, "outcome": "read", "body": ECONOMY, "period": PERIOD, "answered": 1, "asked": 14}
    ]
    assert call(*given, "--yes")[1]["changes"]["new"] == 1
    assert call(*given, "--yes")[1]["changes"] == {"new": 0, "edited": 0, "same": 1, "conflict": 0, "deleted": 0}
    tasks = call("tasks", "--office", office, "--period", PERIOD)[1]["tasks"]
    (land,) = [task for task in tasks if task["name"].startswith(LAND)]
    assert (land["state"], land["percent"]) == ("in_progress", 60)


def test_a_doubtful_row_is_taken_once_confirmed(call: Call, office: Path, tmp_path: Path) -> None:
    file = made(call, office, tmp_path / "f")[0]
    fill_xlsx(file, {LAND: {"Kết quả trong kỳ": "Một nửa"}}, change=lambda sheet: sheet.delete_cols(1))
    given = ("form", "import", file, "--office", office, "--as-of", "2026-11-12", "--yes")
    status, shown = call(*given)
    assert (status, shown["changes"]["new"]) == (0, 0)
    (row,) = shown["doubtful"]
    assert (row["reason"], row["place"]["sheet"]) == ("lost_row", "Nhiệm vụ")
    assert row["suggested"] == row["choices"][0]["value"]
    _, shown = call(*given, "--confirm", row["key"])
    (state,) = shown["doubtful"]
    assert state["reason"] == "no_state"
    status, refused = call(*given, "--confirm", row["key"], "--confirm", f"{state['key']}=không có")
    assert (status, refused["problems"][0]["code"]) == (1, "forms.bad_choice")
    _, taken = call(*given, "--confirm", row["key"], "--confirm", f"{state['key']}=done")
    assert (taken["doubtful"], taken["changes"]["new"]) == ([], 1)


def test_what_is_no_form_is_refused(call: Call, office: Path, tmp_path: Path) -> None:
    other = tmp_path / "thư.txt"
    other.write_text("Kính gửi các phòng, ban", encoding="utf-8")
    status, answer = call("form", "import", other, "--office", office, "--yes")
    assert status == 1
    (problem,) = answer["problems"]
    assert problem["code"] == "forms.not_a_form"
    assert "thư.txt" in problem["sentence"]


def test_status_and_reminder(call: Call, office: Path, tmp_path: Path) -> None:
    made(call, office, tmp_path / "f")
    status, answer = call("form", "status", "--period", PERIOD, "--office", office)
    assert status == 0
    bodies = {one["body"]: one for one in answer["bodies"]}
    assert (bodies[ECONOMY]["sent_on"], bodies[ECONOMY]["returned_on"]) == ("2026-11-10", None)
    assert (bodies[ECONOMY]["answered"], bodies[ECONOMY]["asked"]) == (0, 14)
    assert bodies["Công an phường"]["sent_on"] is None
    status, answer = call(
        "form", "remind", "--period", PERIOD, "--body", ECONOMY, "--office", office, "--as-of", "2026-11-12"
    )
    assert status == 0
    assert LAND in answer["text"]
    assert "14/11/2026" in answer["text"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--period", "2026-Q4"), "workspace.not_a_month"),
        (("--period", PERIOD, "--body", "Sở Xa"), "forms.unknown_body"),
    ],
)
def test_what_cannot_be_made_is_refused(
    call: Call, office: Path, tmp_path: Path, given: tuple[str, ...], code: str
) -> None:
    status, answer = call("form", "make", *given, "-o", tmp_path / "f", "--office", office)
    assert (status, answer["problems"][0]["code"]) == (1, code)
    assert not (tmp_path / "f").exists()


def test_plain_words_without_json(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from nq57desk.cli.main import run, understand

    general = ["--office", str(office), "--as-of", "2026-11-12"]
    assert run(understand([*general, "form", "make", "--period", PERIOD, "--body", ECONOMY, "-o", str(tmp_path)])) == 0
    (file,) = tmp_path.glob("*.xlsx")
    fill_xlsx(file, {LAND: {"Kết quả trong kỳ": "Một nửa"}})
    assert run(understand([*general, "form", "import", str(file)])) == 0
    assert run(understand([*general, "form", "status", "--period", PERIOD])) == 0
    printed = capsys.readouterr().out
    assert "chưa ghi trạng thái" in printed
    assert "in_progress  Đang thực hiện (gợi ý)" in printed
    assert "Chưa nhận gì" in printed
    assert "0/14" in printed
