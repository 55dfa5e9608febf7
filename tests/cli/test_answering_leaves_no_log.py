"""The true server answers people of a survey, and what does not exist; then its log is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

_TOKEN = "a-personal-link-that-nobody-may-read"
_TRIES = 1800
_ASKED = (
    ("GET", f"/en/s/{_TOKEN}/"),
    ("GET", f"/fr/s/{_TOKEN}/"),
    ("GET", f"/s/{_TOKEN}"),
    ("POST", f"/en/s/{_TOKEN}/decline/"),
    ("GET", "/en/answer/knowledge/"),
    ("POST", "/en/answer/begin/"),
    ("GET", "/en/answer/nothing/like/this/"),
    ("DELETE", f"/en/s/{_TOKEN}/"),
)


def _ask(port: int, method: str, address: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, address, headers={"X-Forwarded-For": "203.0.113.7"})
    return connection.getresponse().status


def _send_nonsense(port: int) -> None:
    """What the server itself refuses, before the pages."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as raw:
        raw.sendall(f"GET /en/s/{_TOKEN}/ {'x' * 40} HTTP/9.9\r\n\r\n".encode())
        raw.recv(4096)


def _is_up(port: int) -> bool:
    try:
        return _ask(port, "GET", "/en/") > 0
    except OSError:
        return False


def test_neither_a_personal_link_nor_an_address_is_in_the_log(tmp_path: Path) -> None:
    """Whatever was asked, and however badly: what the server wrote holds nothing of it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    environment = os.environ | {"CONCERTATION_DATA": str(tmp_path / "data"), "CONCERTATION_DATABASE_URL": ""}
    command = [sys.executable, "-m", "concertation", "serve", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        for _ in range(_TRIES):
            if server.poll() is not None or _is_up(port):
                break
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        assert [_ask(port, method, address) for method, address in _ASKED][:1] == [410]
        _send_nonsense(port)
    finally:
        server.terminate()
        server.wait(60)
    written = log.read_text()
    assert "Concertation" in written
    for told in (_TOKEN, "/answer", "/s/", "203.0.113.7", "ip="):
        assert told not in written, written
    if "Invalid request" not in written:
        pytest.fail(f"the refusal of the server is not in its log any more: this test proves less\n{written}")
