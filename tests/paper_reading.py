"""What a PDF says and how it is made, read by another program where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib

import pytest

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def inside(pdf: bytes) -> bytes:
    """The file with its objects, those that are packed too."""
    return pdf + b"\n".join(_unpacked(found) for found in _STREAM.findall(pdf))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def text_of(pdf: bytes) -> str:
    """The words of the paper in their order, lines joined; skips where Poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    read = subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
