"""What a database server refused or broke off, as a problem with a sentence and nothing secret in it.

By SQLSTATE where the server gave one (https://www.postgresql.org/docs/current/errcodes-appendix.html; Citus, YugabyteDB
and CockroachDB give the same codes). Before a connection stands libpq passes no code on, so its English words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from nq57desk.errors import Refused, refuse

AGAIN = ("40001", "40P01", "55P03")
"""Two wrote at once: the whole transaction is to be done again."""
_CODES = {
    "28P01": "publish.password_wrong",
    "28000": "publish.not_let_in",
    "3D000": "publish.no_database",
    "42501": "publish.not_allowed",
    "25006": "publish.read_only",
    "53300": "publish.busy",
    "57P01": "publish.cut",
    "57P02": "publish.cut",
    "57P03": "publish.no_answer",
    "57014": "publish.busy",
    **dict.fromkeys(("25P03", "57P05"), "publish.cut"),
    "25P04": "publish.cut",
    **dict.fromkeys(AGAIN, "publish.busy"),
}
_CLASSES = {"53": "publish.full", "08": "publish.cut", "28": "publish.not_let_in", "58": "publish.full"}
_SAID = (
    (r"certificate|root\.crt|verif(y|ication)", "publish.certificate"),
    (r"does not support SSL|SSL was required|no encryption|SSL off", "publish.no_tls_there"),
    (r"no password supplied", "publish.password_wanted"),
    (r"password authentication failed", "publish.password_wrong"),
    (r"database \S+ does not exist", "publish.no_database"),
    (r"pg_hba\.conf|role \S+ does not exist|authentication failed|not permitted to log in", "publish.not_let_in"),
    (r"too many (clients|connections)|remaining connection slots", "publish.busy"),
)
_SECRETS = re.compile(r"(?i)(password|passwd|pwd|secret)\s*[=:]\s*\S+|://[^\s@/]*@")


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """Whatever the server refuses inside becomes a refusal with a sentence; none of it keeps the server's exception.

    Raises:
        Refused: see ``_CODES``, ``_CLASSES`` and ``_SAID``; "publish.no_answer", "publish.cut", "publish.failed".
    """
    try:
        yield
    except psycopg.Error as error:
        raise refusal(error, place) from None


def refusal(error: psycopg.Error, place: str, *, connecting: bool = False) -> Refused:
    """The refusal that tells what happened at this place."""
    state = error.sqlstate or ""
    code = _CODES.get(state) or _CLASSES.get(state[:2]) or ""
    if not code:
        code = _by_words(error, connecting) if not state else "publish.failed"
    return refuse(code, where=place, said=said(error), state=state or "–")


def _by_words(error: psycopg.Error, connecting: bool) -> str:
    words = str(error)
    if connecting:
        return next((code for pattern, code in _SAID if re.search(pattern, words)), "publish.no_answer")
    return "publish.cut" if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else "publish.failed"


def said(error: psycopg.Error) -> str:
    """The server's own first line, short and without what may be secret or quotes a row."""
    line = (error.diag.message_primary or str(error)).strip().splitlines()
    return _SECRETS.sub("…", line[0])[:200] if line else ""


def again(error: psycopg.Error) -> bool:
    """Whether doing the transaction once more may succeed."""
    return error.sqlstate in AGAIN
