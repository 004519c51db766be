"""Where to publish: an address ``postgresql://…``, and how safely the way there is.

Decides:

- No password in an address: it would stand in the list of running programs and in the shell's memory. A password comes
  from the file that PGPASSFILE names (``~/.pgpass``), from PGPASSWORD, or is asked for.
- Over a network always TLS: ``sslmode=require`` unless the address or PGSSLMODE asks for more (``verify-ca``,
  ``verify-full``); less is refused. A socket of the same machine needs none (libpq leaves ``sslmode`` out there).
- A server that does not answer is given up after seconds, not after hours of TCP's own patience.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from psycopg.conninfo import conninfo_to_dict

from nq57desk.errors import refuse

_SCHEMES = ("postgresql://", "postgres://")
_SECRET = ("password", "sslpassword", "oauth_client_secret")
_SAFE = ("require", "verify-ca", "verify-full")
_ALWAYS = {
    "application_name": "nq57desk",
    "client_encoding": "UTF8",
    "gssencmode": "disable",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""What libpq is asked for unless the address says otherwise; the last in milliseconds, the others in seconds."""


@dataclass(frozen=True, slots=True)
class Address:
    """What libpq is given, without any password, and the place in words for a person."""

    parameters: Mapping[str, str] = field(repr=False)
    place: str = ""
    local: bool = False
    """Whether it is a socket of this machine."""


def read_address(text: str, environment: Mapping[str, str]) -> Address:
    """The address of a database.

    Raises:
        Refused: "publish.address", "publish.password_shown", "publish.weak_tls".
    """
    if not text.strip().startswith(_SCHEMES):
        raise refuse("publish.address")
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(text.strip()).items() if value is not None}
    except psycopg.Error:  # its words quote the address
        raise refuse("publish.address") from None
    if any(given.get(name) for name in _SECRET):
        raise refuse("publish.password_shown")
    hosts = _hosts(given, environment)
    local = all(one.startswith(("/", "@")) or not one for one in hosts) and "service" not in given
    asked = given.get("sslmode") or environment.get("PGSSLMODE", "")
    if asked and asked not in _SAFE and not local:
        raise refuse("publish.weak_tls", asked=asked)
    safe = {} if local or asked else {"sslmode": "require"}
    return Address({**_ALWAYS, **safe, **given}, _place(given, hosts), local)


def _hosts(given: Mapping[str, str], environment: Mapping[str, str]) -> list[str]:
    """Every host that libpq may try; "" is its own default, a socket."""
    named = given.get("hostaddr") or environment.get("PGHOSTADDR") or given.get("host") or environment.get("PGHOST", "")
    return named.split(",")


def _place(given: Mapping[str, str], hosts: list[str]) -> str:
    """ "db.hai-phong.vn:5433/nq57", never with a user or anything secret."""
    port = f":{given['port']}" if given.get("port") else ""
    return f"{','.join(hosts)}{port}/{given.get('dbname', '')}"
