"""Stand-ins on this machine for the servers of providers; they replay answers of the real shape and note what was asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SLOW = "slow"


class Provider:
    """Answers each path with its next answer: a mapping, a status, both as a pair, raw bytes, or SLOW."""

    def __init__(self) -> None:
        self.answers, self.seen = {}, []

    def will(self, path, *answers):
        """The last answer is repeated."""
        self.answers[path] = list(answers)

    def next(self, path):
        left = self.answers.get(path, [404])
        return left.pop(0) if len(left) > 1 else left[0]

    def asked(self, path):
        return [said for seen, said in self.seen if seen == path]


@contextmanager
def provider():
    """A provider of HTTPS calls, without the S, on loopback; yields it with its address as `url`."""
    held = Provider()

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            kind = self.headers.get("Content-Type", "")
            said = {key: value[0] for key, value in parse_qs(parts.query, keep_blank_values=True).items()}
            said |= json.loads(body) if "json" in kind else {
                key: value[0] for key, value in parse_qs(body, keep_blank_values=True).items()}
            held.seen.append((parts.path, said))
            answer = held.next(parts.path)
            if answer == SLOW:
                time.sleep(3)
                return
            answer = (answer, b"") if isinstance(answer, int) else answer
            status, raw = answer if isinstance(answer, tuple) else (200, answer)
            raw = raw if isinstance(raw, bytes) else json.dumps(raw, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json;charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_POST = do_GET

        def log_message(self, *said):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    held.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server(**answers):
    """A mail server on loopback; `rcpt` and `data` may be answers other than 250. Yields its port and what it took."""
    taken: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                link, _who = listening.accept()
            except OSError:
                return
            with link, link.makefile("rwb", buffering=0) as wire:
                talk(wire, answers, taken)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1], taken
    finally:
        listening.close()


def talk(wire, answers, taken):
    """One conversation."""
    wire.write(b"220 stand-in\r\n")
    while line := wire.readline():
        word = line[:4].upper()
        if word == b"DATA":
            wire.write(b"354 go on\r\n")
            held = b""
            while not held.endswith(b"\r\n.\r\n"):
                held += wire.readline()
            taken.append(held)
            wire.write(f"{answers.get('data', '250 taken')}\r\n".encode())
        elif word == b"QUIT":
            wire.write(b"221 bye\r\n")
            return
        else:
            wire.write(f"{answers.get('rcpt', '250 ok') if word == b'RCPT' else '250 ok'}\r\n".encode())
