from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import psycopg
import pytest

from tools import cluster


def folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("mondcivitan-pg-*"))


def test_server_comes_and_goes_without_trace(capsys):
    before = folders()
    if cluster.programs() is None:
        with pytest.raises(SystemExit), cluster.postgres():
            pass
        assert capsys.readouterr().err == "No PostgreSQL server is installed.\n"
        return

    with cluster.postgres() as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("show fsync").fetchone() == ("off",)
            port = connection.info.port
        (own,) = (folder for folder in folders() - before if (folder / f".s.PGSQL.{port}").exists())

    assert not own.exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_newest_server_is_chosen():
    found = cluster.programs()

    versions = [int(path.name) for path in Path("/usr/lib/postgresql").glob("*") if (path / "bin" / "initdb").exists()]

    assert (found is None) == (not versions)
    assert found is None or int(found.parent.name) == max(versions)
