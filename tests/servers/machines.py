"""A translation service on a real socket, speaking as LibreTranslate and as DeepL do, in the mood a test chooses."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


class Service:
    """What it was asked, and how it answers: `status`, `answer` (a whole body), or each text in brackets.

    `change` makes a translation of a text; `key` is the only one it takes.
    """

    def __init__(self) -> None:
        self.status, self.answer, self.key = 200, "", "a key"
        self.asked: list[dict[str, Any]] = []
        self.change = lambda text: f"[{text}]"
        self.url = ""

    @property
    def texts(self) -> list[str]:
        return [text for asked in self.asked for text in asked["texts"]]

    def respond(self, path: str, headers: Any, body: bytes) -> tuple[int, str]:
        if path == "/translate":
            data = json.loads(body)
            asked = {"texts": data["q"], "source": data["source"], "target": data["target"]}
            is_known = data.get("api_key") == self.key and data.get("format") == "html"
        else:
            form = parse_qs(body.decode(), keep_blank_values=True)
            asked = {"texts": form["text"], "source": form["source_lang"][0], "target": form["target_lang"][0]}
            is_known = headers["Authorization"] == f"DeepL-Auth-Key {self.key}" and form["tag_handling"] == ["xml"]
        self.asked.append(asked)
        if self.status != 200 or self.answer:
            return self.status, self.answer
        if not is_known:
            return 403, "{}"
        answers = [self.change(text) for text in asked["texts"]]
        if path == "/translate":
            return 200, json.dumps({"translatedText": answers})
        return 200, json.dumps({"translations": [{"detected_source_language": "FR", "text": text} for text in answers]})


@contextmanager
def translation_service() -> Iterator[Service]:
    """Run the service on a free port; its address is `url`, DeepL's path `/v2/translate`."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = service.respond(self.path, self.headers, body)
            content = answer.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
