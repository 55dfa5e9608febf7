"""Files of areas between the preview and the decision: kept for a day, for the person who sent them."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time

from django.conf import settings
from django.contrib.auth.models import User

from concertation.core.errors import UnknownRecord
from concertation.journeys.permission import require

_FOLDER = "arriving-areas"
_ABOUT = "about.json"
_SECONDS_KEPT = 24 * 3600


@dataclass(frozen=True, slots=True)
class ArrivingAreas:
    """Some files of areas, with the year of their codes where the person gave it."""

    token: str
    sources: tuple[tuple[str, bytes], ...]
    vintage: int | None

    @property
    def filename(self) -> str:
        """The names of the files."""
        return ", ".join(name for name, _ in self.sources)


def keep_arriving(files: Sequence[tuple[str, bytes]], *, vintage: int | None, user: User) -> str:
    """Keeps the files and returns the token by which they are found again; raises ``NotAllowed``."""
    require(user, "import")
    _clear_old()
    token = secrets.token_urlsafe(16)
    folder = _root() / token
    folder.mkdir(parents=True)
    for place, (_, content) in enumerate(files):
        (folder / str(place)).write_bytes(content)
    about = {"names": [name for name, _ in files], "vintage": vintage, "user": user.pk}
    (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
    return token


def find_arriving(token: str, *, user: User) -> ArrivingAreas:
    """The files of that token; raises ``UnknownRecord`` where there are none, or they are another person's."""
    folder = _root() / token
    if not token.replace("-", "").replace("_", "").isalnum() or not (folder / _ABOUT).is_file():
        raise UnknownRecord(kind="areas", key=token)
    about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    if about["user"] != user.pk:
        raise UnknownRecord(kind="areas", key=token)
    sources = tuple((name, (folder / str(place)).read_bytes()) for place, name in enumerate(about["names"]))
    return ArrivingAreas(token, sources, about["vintage"])


def forget_arriving(token: str, *, user: User) -> None:
    """Removes the files, once written or abandoned."""
    find_arriving(token, user=user)
    shutil.rmtree(_root() / token, ignore_errors=True)


def _root() -> Path:
    return Path(settings.DATA) / _FOLDER


def _clear_old() -> None:
    latest = time() - _SECONDS_KEPT
    for folder in _root().glob("*"):
        if folder.stat().st_mtime < latest:
            shutil.rmtree(folder, ignore_errors=True)
