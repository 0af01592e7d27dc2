"""A real SMTP server on a real socket, whose moods a test chooses."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage as ParsedMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Moods:
    """Answers of the server; `received` holds what it accepted.

    `rcpt` and `data` are whole answer lines, "" to accept; `quit` is the last one, and `hang_up_on_quit` drops the line
    instead of it.
    """

    def __init__(self) -> None:
        self.rcpt = ""
        self.data = ""
        self.quit = "221 bye"
        self.hang_up_on_quit = False
        self.received: list[Envelope] = []
        self.conversations = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data:
            return self.data
        self.received.append(envelope)
        return "250 taken"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hang_up_on_quit:
            server.transport.abort()
        return self.quit

    @property
    def messages(self) -> list[ParsedMessage]:
        """What was received, parsed."""
        return [email.message_from_bytes(item.original_content, policy=default) for item in self.received]  # type: ignore[misc]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def smtp_server() -> Iterator[tuple[Moods, int]]:
    """Serve on a port of its own; yield the server's moods and the port."""
    moods, port = Moods(), free_port()
    controller = Controller(moods, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield moods, port
    finally:
        controller.stop()
