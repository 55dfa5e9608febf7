"""The messages that the product under test sent, as people find them in their mail: it writes them to files."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

# The file back-end of the framework ends each message with this line.
_END = b"-" * 79


class Letter(NamedTuple):
    """One message: for whom, in which language, and the page that its link leads to."""

    to: str
    language: str
    subject: str
    words: str
    link: str


def letters_in(product: Path) -> list[Letter]:
    """All messages so far, in the order in which they left."""
    files = sorted((product / "mail").glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name))
    written = [part.strip() for file in files for part in file.read_bytes().split(_END)]
    return [_letter(part) for part in written if part]


def _letter(written: bytes) -> Letter:
    message = message_from_bytes(written, policy=policy.default)
    body = message.get_body(("plain",))
    words = str(body.get_content()) if body else ""
    found = re.search(r"https?://[^/\s]+(/\w\w/s/[^/\s]+/)$", words, re.MULTILINE)
    assert found, words
    return Letter(message["To"], message["Content-Language"], message["Subject"], words, found[1])
