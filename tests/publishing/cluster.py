"""A PostgreSQL of the tests' own: Debian's package, a scratch folder, a socket in it and no port of the network.

The server never runs as root: there the user of Debian's package ("postgres") runs it. It ends with the tests, and by
the kernel's hand (``setpriv --pdeathsig``) where the tests themselves are killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name.split(".")[0]))
BIN = next((one for one in reversed(_PLACES) if (one / "initdb").exists() and (one / "postgres").exists()), None)
"""Where the newest server's programs lie; None where Debian's package is not installed."""
MISSING = (
    "PostgreSQL is not installed, so the tests that publish to it were left out; as an administrator: "
    "apt-get install --no-install-recommends postgresql"
)
SUPERUSER = "postgres"
_PATIENCE = 60.0
"""Seconds for a server to start or to end."""
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_OURS = {"listen_addresses": "", "max_connections": "30", "shared_buffers": "64MB", "lc_messages": "C"}


def _user() -> tuple[int, int]:
    """The package's own user and group."""
    import pwd  # there is none on Windows, where the tests that need no server run too

    its = pwd.getpwnam(SUPERUSER)
    return its.pw_uid, its.pw_gid


def _as_user() -> list[str]:
    """What stands before a server's command: root hands it to the package's user, and nobody outlives the tests."""
    setpriv = shutil.which("setpriv")
    if os.getuid() != 0:
        return [setpriv, "--pdeathsig", "QUIT"] if setpriv else []
    user, group = _user()
    whom = ["--reuid", str(user), "--regid", str(group), "--clear-groups"]
    return [setpriv or "setpriv", *whom, "--pdeathsig", "QUIT"]


def as_owner(folder: Path) -> None:
    """Give a folder to whoever the server runs as."""
    if os.getuid() == 0:
        os.chown(folder, *_user())


class Cluster:
    """A server in a folder of its own. ``host`` is the folder of its socket."""

    def __init__(self, folder: Path, *, settings: Sequence[tuple[str, str]] = ()) -> None:
        if BIN is None:
            raise RuntimeError(MISSING)
        self.folder, self._bin, self._settings = folder, BIN, dict(settings)
        self._server: subprocess.Popen[bytes] | None = None
        as_owner(folder)
        make = [str(self._bin / "initdb"), "-D", str(self.data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
        make += ["--locale=C.UTF-8", "--no-sync"]
        subprocess.run([*_as_user(), *make], check=True, capture_output=True, cwd=folder)

    @property
    def data(self) -> Path:
        """The server's own files."""
        return self.folder / "data"

    @property
    def host(self) -> str:
        """The folder of the socket, as libpq takes it for a host."""
        return str(self.folder)

    def url(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """As a person would type it."""
        return f"postgresql://{user}@/{database}?host={self.host}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = {**_OURS, **_QUICK, "unix_socket_directories": self.host, **self._settings}
        given = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = [*_as_user(), str(self._bin / "postgres"), "-D", str(self.data), *given]
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        until = time.monotonic() + _PATIENCE
        ask = [str(self._bin / "pg_isready"), "-q", "-h", self.host]
        while subprocess.run(ask, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.05)

    def end(self, how: str = "SIGQUIT") -> None:
        """End it: SIGQUIT at once as a power cut would, SIGINT after it has rolled back, SIGTERM politely."""
        if self._server is None:
            return
        self._server.send_signal(getattr(signal, how))
        try:
            self._server.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None


@contextmanager
def cluster(settings: Sequence[tuple[str, str]] = ()) -> Iterator[Cluster]:
    """A server that runs while the block does; its folder is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="nq57-pg-"))
    found: Cluster | None = None
    try:
        found = Cluster(folder, settings=settings)
        found.start()
        yield found
    finally:
        if found is not None:
            found.end()
        shutil.rmtree(folder, ignore_errors=True)
