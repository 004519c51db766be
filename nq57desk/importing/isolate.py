"""Files from elsewhere are read in a child process, so that a hostile or broken one can only end that process.

Decides how a child that did not answer is told of: out of time, out of memory, or crashed, each with its own code.
The child gets the file's path and writes its answer into a folder of its own, which is removed in any case.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import nq57desk
from nq57desk.domain.problems import Place
from nq57desk.errors import Refused, refuse
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.reading import RawFile
from nq57desk.importing.wire import unpack, unpack_problems
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why

WORKER_ARGUMENT = "--read-worker"
"""What the packaged program is called with instead of ``-m``; its entry point hands the rest to worker.main."""

_OUT_OF_MEMORY = 11
_RUST_OUT_OF_MEMORY = b"memory allocation of "
"""What a library in Rust (calamine) says when the limit stops it; it then ends the whole process."""
_TICK = 0.02
_SLOWEST_TICK = 0.1
_NO_WINDOW = 0x08000000
_WORDS = "words"


def worker_command() -> Sequence[str]:
    """How the child is started: this Python, or the packaged program itself (which is no Python)."""
    if getattr(sys, "frozen", False):
        return (sys.executable, WORKER_ARGUMENT)
    return (sys.executable, "-P", "-X", "utf8", "-m", "nq57desk.importing.worker")


def read_isolated(
    path: Path,
    *,
    monitor: Monitor | None = None,
    limits: Limits = ORDINARY,
    command: Callable[[], Sequence[str]] = worker_command,
) -> RawFile:
    """Read a file in a child process.

    Raises:
        Refused: as :func:`nq57desk.importing.open_file.read_raw`, and "reading.too_slow", "reading.too_much_memory",
            "reading.crashed".
        Cancelled: the monitor was told to stop; the child is ended.
    """
    with _scratch(path) as folder:
        answer, progress, request = (Path(folder, name) for name in ("answer", "progress", "request"))
        wanted = {"path": str(path.absolute()), "answer": str(answer), "progress": str(progress)}
        request.write_text(json.dumps(wanted | {"limits": asdict(limits)}), encoding="utf-8")
        status = _run([*command(), str(request)], Path(folder), progress, limits, monitor or Monitor(), path)
        if status != 0 or not answer.is_file():
            raise _failure(path, status, _last_words(Path(folder)))
        return _taken(answer, path, limits)


@contextmanager
def _scratch(path: Path) -> Iterator[str]:
    """A folder for what the child answers.

    Raises:
        Refused: "reading.no_scratch": the system's folder for temporary files is full or locked.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="nq57desk-", ignore_cleanup_errors=True) as folder:
            yield folder
    except OSError as error:
        raise refuse("reading.no_scratch", Place(file=path.name), name=path.name, reason=why(error)) from error


def _run(command: list[str], folder: Path, progress: Path, limits: Limits, monitor: Monitor, path: Path) -> int:
    """The child's exit status, once it has ended; it is ended here when its time is over or nobody wants it."""
    with Path(folder, _WORDS).open("wb") as words:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
            cwd=folder,
            env=_environment(),
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    over = time.monotonic() + limits.seconds
    tick = _TICK
    try:
        while True:
            try:
                return child.wait(tick)
            except subprocess.TimeoutExpired:
                tick = min(tick * 1.2, _SLOWEST_TICK)
            monitor.report(*_latest(progress, path.name))
            if time.monotonic() > over:
                raise refuse("reading.too_slow", Place(file=path.name), name=path.name, seconds=round(limits.seconds))
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _environment() -> dict[str, str]:
    """The child's environment: ours, with the folder that this program lies in to import from, then what we have."""
    here = str(Path(nq57desk.__file__).resolve().parent.parent)
    places = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(places))}


def _latest(progress: Path, name: str) -> tuple[int, int, str]:
    """The last whole line of progress that the child wrote."""
    try:
        with progress.open("rb") as stream:
            stream.seek(max(stream.seek(0, os.SEEK_END) - 4096, 0))
            done, total, what = json.loads(stream.read().decode("utf-8", "replace").split("\n")[-2])
            return int(done), int(total), str(what)
    except (OSError, ValueError, IndexError, TypeError):
        return 0, 0, name


def _last_words(folder: Path) -> bytes:
    """How the child's complaint begins; it may quote the file, so nobody keeps it."""
    try:
        with Path(folder, _WORDS).open("rb") as stream:
            return stream.read(4096)
    except OSError:
        return b""


def _failure(path: Path, status: int, words: bytes) -> Refused:
    place = Place(file=path.name)
    if sys.platform != "win32" and status == -signal.SIGXCPU:
        return refuse("reading.too_slow", place, name=path.name, seconds="…")
    if status == _OUT_OF_MEMORY or _RUST_OUT_OF_MEMORY in words:
        return refuse("reading.too_much_memory", place, name=path.name)
    return refuse("reading.crashed", place, name=path.name)


def _taken(answer: Path, path: Path, limits: Limits) -> RawFile:
    text = answer.read_text(encoding="ascii") if answer.stat().st_size <= limits.answer_bytes else ""
    try:
        if text.startswith('{"refused"'):
            raise Refused(*unpack_problems(json.loads(text)["refused"]))
        return unpack(text)
    except (ValueError, TypeError, KeyError) as fault:
        raise refuse("reading.crashed", Place(file=path.name), name=path.name) from fault
