from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools import bench, load

BODY = b"x" * 100_000


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.cookies.add(self.headers.get("Cookie"))
        self.send_response(404 if self.path == "/gone" else 200)
        is_chunked = self.path == "/chunked"
        self.send_header(*(("Transfer-Encoding", "chunked") if is_chunked else ("Content-Length", str(len(BODY)))))
        self.send_header("X-Queries", "7")
        self.send_header("X-CPU-Ms", "1.5")
        self.end_headers()
        if is_chunked:
            for part in (BODY[:30_000], BODY[30_000:], b""):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
        else:
            self.wfile.write(BODY)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who leaves early is no fault."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.cookies = set()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_load_counts_answers_and_what_they_tell(server):
    request = load.request_for(server.server_port, "/page", "bench=1")

    sample = load.measure(server.server_port, request, seconds=0.3, connections=2)

    assert sample.cost() == (7, 1.5)
    assert sample.size == len(BODY)
    assert len(sample.seconds) > 4
    assert sample.rate() == pytest.approx(len(sample.seconds) / sample.elapsed)
    assert 0 < sample.quantile(0.5) <= sample.quantile(0.99) < 300
    assert server.cookies == {"bench=1"}


def test_answer_in_chunks_is_read_to_its_end(server):
    request = load.request_for(server.server_port, "/chunked")

    sample = load.measure(server.server_port, request, seconds=0.2, connections=1)

    assert len(sample.seconds) > 2
    assert len(BODY) < sample.size < len(BODY) + 100


def test_answer_that_is_no_page_is_refused(server):
    request = load.request_for(server.server_port, "/gone")

    with pytest.raises(load.Refused, match=r"/gone: HTTP/1.1 404"):
        load.measure(server.server_port, request, seconds=0.2, connections=1)


def test_table_sets_each_round_beside_the_bare_view():
    bare = load.Sample(seconds=[0.001] * 100, elapsed=1.0)
    home = load.Sample(seconds=[0.004] * 25, queries=[9] * 25, cpu_ms=[3.5] * 25, size=12_300, elapsed=1.0)

    lines = bench.table([{bench.BARE: bare, "home": home}] * 3)

    assert lines[1].split() == ["bare", "view", "100", "1.00", "1.00", "0", "0.00", "0.0", "1.000", "1.000", "1.000"]
    assert lines[2].split() == ["home", "25", "4.00", "4.00", "9", "3.50", "12.3", "0.250", "0.250", "0.250"]
