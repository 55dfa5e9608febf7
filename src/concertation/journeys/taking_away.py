"""Everything that can be taken away, each written into one stream: for a page, a command, or work that takes long."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from django.contrib.auth.models import User

from concertation.core.text import Language
from concertation.journeys.formats import OPEN_FORMATS, export_parquet, share_register
from concertation.journeys.permission import Deed, require
from concertation.journeys.whole_register import export_register

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Export:
    """One thing to take away: how its file ends, who may, and whether a day or a language changes it.

    ``holds_past`` says that without a day it has all facts, past ones included.
    """

    ending: str
    deed: Deed
    holds_past: bool = True
    has_language: bool = False


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How large what was written is, and the hash by which anyone can check a copy."""

    size: int
    sha256: str


# Formats whose labels are written in one language.
_SPOKEN = ("hsds", "hsds-json", "graphml", "graphml-ties", "graphml-shared", "gexf", "gexf-ties", "gexf-shared")
EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        **{name: Export(known.ending, "import", has_language=name in _SPOKEN) for name, known in OPEN_FORMATS.items()},
        "parquet-history": Export(".zip", "see_restricted", holds_past=False),
        "register": Export(".zip", "see_restricted", holds_past=False),
    }
)


def write_export(
    target: BinaryIO, export_id: str, *, user: User, day: date, holding_only: bool = False, language: Language = "en"
) -> Fingerprint:
    """Writes one export from where the stream stands; with ``holding_only``, what holds on the day alone.

    Raises ``NotAllowed``, and ``KeyError`` for a name that ``EXPORTS`` does not have.
    """
    deed = EXPORTS[export_id].deed
    require(user, deed, f"export {export_id}" if deed == "see_restricted" else None)
    start = target.tell()
    if export_id in OPEN_FORMATS:
        only = day if holding_only else None
        target.write(share_register(export_id, language=language, as_of=only, user=user))
    else:
        _WHOLE[export_id](target, day)
    return _fingerprint(target, start)


def _write_parquet(target: BinaryIO, day: date) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / f"concertation-{day.isoformat()}"
        folder.mkdir()
        export_parquet(folder, as_of=day)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # Parquet is packed already
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.write(file, f"{folder.name}/{file.relative_to(folder).as_posix()}")


def _write_register(target: BinaryIO, day: date) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "register"
        export_register(file)
        with file.open("rb") as written:
            while piece := written.read(_PIECE):
                target.write(piece)


_WHOLE: Mapping[str, Callable[[BinaryIO, date], None]] = {
    "parquet-history": _write_parquet,
    "register": _write_register,
}


def _fingerprint(target: BinaryIO, start: int) -> Fingerprint:
    size, digest = target.tell() - start, hashlib.sha256()
    target.seek(start)
    while piece := target.read(_PIECE):
        digest.update(piece)
    return Fingerprint(size, digest.hexdigest())
