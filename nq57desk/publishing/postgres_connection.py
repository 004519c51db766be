"""Connections that say what is wrong instead of waiting for ever: to a server that can take what is published."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.conninfo import make_conninfo

from nq57desk.errors import refuse
from nq57desk.publishing.postgres_address import Address
from nq57desk.publishing.postgres_failures import refusal
from nq57desk.publishing.postgres_schema import OLDEST_SERVER

PATIENCE = 120.0
"""Seconds after which a statement without an answer counts as cut off."""
_INTERVAL = 0.1


class Patient(psycopg.Connection[tuple[object, ...]]):
    """A connection that gives up where the server does not answer, and is closed then."""

    patience = PATIENCE

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        began = time.monotonic()
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if timeout is None and time.monotonic() - began >= self.patience:
                self.pgconn.finish()
            raise


class PatientAsync(psycopg.AsyncConnection[tuple[object, ...]]):
    """Likewise, where several offices are written at once."""

    patience = PATIENCE

    async def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        began = time.monotonic()
        try:
            return await super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if timeout is None and time.monotonic() - began >= self.patience:
                self.pgconn.finish()
            raise


@dataclass(frozen=True, slots=True)
class Way:
    """How to a database. ``told`` is what libpq is told, a password among it: it is never shown."""

    address: Address
    told: str = field(repr=False)
    patience: float = PATIENCE

    @property
    def place(self) -> str:
        """For sentences."""
        return self.address.place

    def connect(self) -> Patient:
        """A connection on which every statement is a transaction of its own unless one is begun.

        Raises:
            Refused: whatever :mod:`nq57desk.publishing.postgres_failures` tells, "publish.server_old",
                "publish.encoding", "publish.no_tls_there".
        """
        try:
            conn = Patient.connect(self.told, autocommit=True, prepare_threshold=None)
        except psycopg.Error as error:
            raise refusal(error, self.place, connecting=True) from None
        conn.patience = self.patience
        try:
            self._check(conn)
        except BaseException:
            conn.close()
            raise
        return conn

    def _check(self, conn: Patient) -> None:
        if not self.address.local and not conn.pgconn.ssl_in_use:
            raise refuse("publish.no_tls_there", where=self.place)
        check_server(conn.info.server_version, conn.info.parameter_status("server_encoding") or "", self.place)

    async def connect_async(self) -> PatientAsync:
        """One more connection to a server that was found fit.

        Raises:
            Refused: as ``connect``.
        """
        try:
            conn = await PatientAsync.connect(self.told, autocommit=True, prepare_threshold=None)
        except psycopg.Error as error:
            raise refusal(error, self.place, connecting=True) from None
        conn.patience = self.patience
        return conn


def way_to(address: Address, password: str = "", patience: float = PATIENCE) -> Way:
    """The way to an address, with a password that a person has typed."""
    secret = {"password": password} if password else {}
    return Way(address, make_conninfo("", **address.parameters, **secret), patience)


def check_server(version: int, encoding: str, place: str) -> None:
    """Whether this server can take what is published.

    Raises:
        Refused: "publish.server_old", "publish.encoding".
    """
    if version < OLDEST_SERVER:
        raise refuse("publish.server_old", where=place, found=version // 10000, oldest=OLDEST_SERVER // 10000)
    if encoding and encoding.upper() not in ("UTF8", "UTF-8"):
        raise refuse("publish.encoding", where=place, found=encoding)
