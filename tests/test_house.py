"""Who imports whom: nothing points up, no cycle, each library stays in its one room; files and functions stay short."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import nq57desk
from nq57desk.domain.organisation import Role
from nq57desk.usecases.offices import create_office

ROOT = Path(nq57desk.__file__).parent
BASE = {"errors", "monitor", "paths", "wording", "sentences", "logs"}
BESIDE_USECASES = {"usecases", "settings", "workspace", "crash"}
SIBLINGS = {"importing", "documents", "bundle", "store", "publishing"}

MAY_IMPORT: dict[str, set[str]] = {
    "domain": {"domain"},
    # A problem is a value of the domain, so the base modules that speak of problems know it.
    **{room: BASE | {"domain"} for room in BASE},
    **{room: BASE | {"domain", room} for room in SIBLINGS},
    **{room: BASE | {"domain"} | SIBLINGS | BESIDE_USECASES for room in BESIDE_USECASES},
    "cli": BASE | {"domain"} | SIBLINGS | BESIDE_USECASES | {"cli"},
    "gui": BASE | {"domain"} | SIBLINGS | BESIDE_USECASES | {"gui"},
    "__main__": {"cli", "gui", "importing", "paths"},
    "packaged": {"__main__", "one_file"},
    "one_file": set(),
    "__init__": set(),
}
"""Rooms by the first part of a module's name below nq57desk."""

ONLY_IN = {
    "PySide6": "nq57desk.gui",
    "sqlite3": "nq57desk.store",
    "sqlite_utils": "nq57desk.store",
    "reportlab": "nq57desk.documents.render_pdf",
    "minisign": "nq57desk.bundle.signing",
    "pyrage": "nq57desk.bundle.signing",
    "cryptography": "nq57desk.bundle.signing",
    "psycopg": "nq57desk.publishing.postgres",
    "pyarrow": "nq57desk.publishing.parquet",
    "threading": "nq57desk.gui.jobs",
    "concurrent": "nq57desk.gui.jobs",
}
DOMAIN_MAY_USE = set(sys.stdlib_module_names) - {
    "os", "pathlib", "io", "sqlite3", "subprocess", "time", "gettext", "locale", "random", "uuid",
    "threading", "socket",
} | {"rapidfuzz", "nq57desk"}  # fmt: skip


MOST_LINES, MOST_OF_FUNCTION = 400, 60


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


NAMES = dict(modules())


@cache
def imported(name: str) -> frozenset[str]:
    """Every module that a module names in an import, at its head or inside a function; not those for types only."""
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in _running(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {full if full in NAMES else node.module for full in deeper}
    return frozenset(found)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from _running(node)


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_points_up(name: str) -> None:
    rooms = {room(other) for other in imported(name) if other.startswith("nq57desk.")}
    assert rooms <= MAY_IMPORT[room(name)]


def test_no_import_cycle() -> None:
    graph = {name: {other for other in imported(name) if other in NAMES and other != name} for name in NAMES}
    order = list(graphlib.TopologicalSorter(graph).static_order())
    assert len(order) == len(NAMES)


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_each_library_stays_in_its_room(library: str) -> None:
    users = {name for name in NAMES for other in imported(name) if other.split(".")[0] == library}
    assert all(user.startswith(ONLY_IN[library]) for user in users), users


def test_openpyxl_only_reads_and_renders_spreadsheets() -> None:
    users = {name for name in NAMES for other in imported(name) if other.split(".")[0] == "openpyxl"}
    assert all("xlsx" in user for user in users), users


def test_domain_knows_no_clock_disk_or_language() -> None:
    domain = [name for name in NAMES if room(name) == "domain"]
    foreign = {other for name in domain for other in imported(name) if other.split(".")[0] not in DOMAIN_MAY_USE}
    assert not foreign
    for name in domain:
        source = NAMES[name].read_text(encoding="utf-8")
        assert ".today()" not in source
        assert ".now()" not in source


def test_the_command_line_never_loads_qt() -> None:
    code = "import sys, nq57desk.cli.main; print([m for m in sys.modules if m.startswith('PySide6')])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_every_problem_code_has_its_sentence() -> None:
    from nq57desk.sentences import catalogue

    known = catalogue()
    used = {code for name in NAMES for code in _codes(ast.parse(NAMES[name].read_text(encoding="utf-8")))}
    assert used
    assert used <= known.keys(), sorted(used - known.keys())


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("refuse", "problem", "Problem") and isinstance(node.args[0].value, str):
                yield node.args[0].value


TESTS = {str(path.relative_to(ROOT.parent)): path for path in sorted((ROOT.parent / "tests").rglob("*.py"))}
WRITTEN = {**{str(path.relative_to(ROOT.parent)): path for path in NAMES.values()}, **TESTS}
"""Every file of the program and of its tests."""


def long_functions(text: str) -> list[str]:
    """The functions, methods and tests of a file that go on over too many lines."""
    functions = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((one.name, (one.end_lineno or one.lineno) - one.lineno + 1) for one in functions)
    return [f"{name}: {lines}" for name, lines in lengths if lines > MOST_OF_FUNCTION]


def test_files_and_functions_stay_short_tests_among_them() -> None:
    read = {name: path.read_text(encoding="utf-8") for name, path in WRITTEN.items()}
    source = {name: text.count("\n") for name, text in read.items() if name not in TESTS}
    assert {name: lines for name, lines in source.items() if lines > MOST_LINES} == {}
    assert {name: found for name, text in read.items() if (found := long_functions(text))} == {}
    assert long_functions("def a():\n" + "    b()\n" * MOST_OF_FUNCTION) == [f"a: {MOST_OF_FUNCTION + 1}"]


def test_an_office_is_opened_without_the_signing_libraries(tmp_path: Path) -> None:
    """They take 20 MB of a small PC's memory and are wanted only for bundles and keys."""
    create_office(folder=tmp_path / "office", code="90001", name="phường Sao Hôm", role=Role.WARD)
    code = (
        "import sys; from pathlib import Path; from nq57desk.workspace import open_desk;"
        "from nq57desk.gui.opened import told_of; from nq57desk.usecases import assigned, badges\n"
        "with open_desk(Path(sys.argv[1])) as desk:\n"
        "    told_of(desk, None, None); assigned.waiting(desk)\n"
        "print([name for name in ('cryptography', 'minisign', 'pyrage') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "office")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
