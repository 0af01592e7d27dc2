"""A small load: a few connections that ask for one address as fast as it answers."""

from __future__ import annotations

import socket
import statistics
import threading
import time
from dataclasses import dataclass, field

TIMEOUT = 30
CHUNK = 65_536
LAST_CHUNK = b"\r\n0\r\n\r\n"


class Refused(Exception):
    """The server answered something else than 200."""


@dataclass
class Sample:
    """What a load saw: seconds of each answer, and what the answers said of themselves."""

    seconds: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    size: int = 0
    elapsed: float = 0.0

    def rate(self) -> float:
        """Return the answers per second."""
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    def quantile(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000

    def cost(self) -> tuple[int, float]:
        """Return the median of queries and of processor milliseconds per answer, zero where none was told."""
        return (
            int(statistics.median(self.queries)) if self.queries else 0,
            statistics.median(self.cpu_ms) if self.cpu_ms else 0.0,
        )


def request_for(port: int, path: str, cookie: str = "") -> bytes:
    """Return a request as bytes; any cookie makes the page store stand aside."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "User-Agent: bench"]
    return "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()


class Connection:
    """A connection that stays open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[dict[str, str], int]:
        """Return the headers of the answer and the size of its body. Raises Refused unless it is 200."""
        self.socket.sendall(request)
        data = self._more(b"")
        while b"\r\n\r\n" not in data:
            data = self._more(data)
        head, _empty, body = data.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
        if status.split()[1] != "200":
            raise Refused(status)
        return headers, self._read(headers, body)

    def _read(self, headers: dict[str, str], body: bytes) -> int:
        """Read the body to its end and return its size as it was sent."""
        size = len(body)
        if "content-length" in headers:
            while size < int(headers["content-length"]):
                size += len(self._more(b""))
            return size
        if headers.get("transfer-encoding") != "chunked":
            raise Refused("the answer does not tell where it ends")
        while not body.endswith(LAST_CHUNK):
            body = self._more(body)
        return len(body)

    def _more(self, data: bytes) -> bytes:
        chunk = self.socket.recv(CHUNK)
        if not chunk:
            raise Refused("the connection was closed")
        return data + chunk

    def close(self) -> None:
        self.socket.close()


def measure(port: int, request: bytes, *, seconds: float, connections: int) -> Sample:
    """Ask for one address over some connections for a time. Raises Refused when an answer is not 200."""
    sample, faults = Sample(), []
    started = time.perf_counter()

    def work() -> None:
        connection = Connection(port)
        try:
            while time.perf_counter() - started < seconds:
                before = time.perf_counter()
                headers, size = connection.ask(request)
                sample.seconds.append(time.perf_counter() - before)
                sample.size = size
                if "x-queries" in headers:
                    sample.queries.append(int(headers["x-queries"]))
                    sample.cpu_ms.append(float(headers["x-cpu-ms"]))
        except (Refused, OSError) as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sample.elapsed = time.perf_counter() - started
    if faults:
        raise Refused(f"{request.split()[1].decode()}: {faults[0]}")
    return sample
