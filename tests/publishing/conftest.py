"""Without Debian's PostgreSQL nothing that needs it is collected; pytest's closing lines then say so."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.publishing.cluster import BIN, Cluster, cluster

collect_ignore_glob = [] if BIN is not None else ["test_postgres*.py"]


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """One server for all tests of a process."""
    with cluster() as found:
        yield found


@pytest.fixture
def database(server: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    name = f"t{abs(hash(request.node.nodeid)) % 10**9}"
    with psycopg.connect(server.url(), autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')  # the name is made of digits
    yield server.url(name)
    with psycopg.connect(server.url(), autocommit=True) as conn:
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
