"""How each source lays its files out: kept, proposed again, renamed, forgotten, exchanged as a small file."""

from __future__ import annotations

import json

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.mapping import (
    ENOUGH_IN_COMMON,
    FileMapping,
    InvalidMapping,
    fingerprint_of,
    in_common,
    mapping_as_json,
    mapping_from_json,
)
from concertation.journeys.permission import require
from concertation.store.models import FileToMap, SourceMapping

_LONGEST_NAME = 200
# A mapping names columns and words; a bigger file is none.
_LARGEST = 4 * 1024 * 1024


class NameTaken(ConcertationError):
    """A name of a source that another has, or none at all."""

    code = "source-name-taken"
    english = "“{name}” cannot be the name of this source: another has it, or it is empty. Give it another name."
    french = "« {name} » ne peut pas nommer cette source : une autre porte ce nom, ou il est vide. Donnez-en un autre."


def known_sources() -> list[SourceMapping]:
    """The sources whose layout is known, by name."""
    return list(SourceMapping.objects.select_related("kept_by"))


def find_source(number: int, *, user: User) -> SourceMapping:
    """One of them; raises ``UnknownRecord``."""
    require(user, "import")
    found = SourceMapping.objects.filter(pk=number).first()
    if found is None:
        raise UnknownRecord(kind="source", key=str(number))
    return found


def likeliest_source(current: FileMapping) -> SourceMapping | None:
    """The source that lays its files out like this one: the very headings, or most of them."""
    exact = SourceMapping.objects.filter(fingerprint=fingerprint_of(current)).order_by("-kept_at").first()
    if exact is not None:
        return exact
    scored = [(in_common(mapping_from_json(s.layout), current), s.pk, s) for s in SourceMapping.objects.all()]
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] >= ENOUGH_IN_COMMON else None


def remember(kept: FileToMap, *, name: str, user: User) -> SourceMapping:
    """Keeps the mapping of a file under its source; one of the same name is brought up to date."""
    require(user, "import")
    mapping = mapping_from_json(kept.layout)
    source = _save(name, mapping, user)
    kept.source = source
    kept.save(update_fields=["source"])
    return source


def import_source(content: bytes, *, name: str = "", user: User) -> SourceMapping:
    """Keeps a mapping that came as a small file; raises ``InvalidMapping``."""
    require(user, "import")
    if len(content) > _LARGEST:
        raise InvalidMapping(reason=f"> {_LARGEST // 1024 // 1024} MB")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidMapping(reason="JSON") from error
    mapping = mapping_from_json(document)
    return _save(name or mapping.name, mapping, user)


def rename_source(source: SourceMapping, *, name: str, user: User) -> SourceMapping:
    """Gives a source another name; raises ``NameTaken``."""
    require(user, "import")
    mapping = mapping_from_json(source.layout)
    tidy = _tidy(name)
    try:
        with transaction.atomic():
            source.name, source.layout = tidy, mapping_as_json(FileMapping(mapping.sheets, tidy))
            source.save(update_fields=["name", "layout"])
    except IntegrityError as error:
        raise NameTaken(name=tidy) from error
    return source


def forget_source(source: SourceMapping, *, user: User) -> None:
    """Forgets how a source lays its files out; what was imported from it stays."""
    require(user, "import")
    source.delete()


def _save(name: str, mapping: FileMapping, user: User) -> SourceMapping:
    tidy = _tidy(name)
    named = FileMapping(mapping.sheets, tidy)
    found, _ = SourceMapping.objects.update_or_create(
        name=tidy,
        defaults={
            "fingerprint": fingerprint_of(named),
            "layout": mapping_as_json(named),
            "kept_by": user,
            "kept_at": timezone.now(),
        },
    )
    return found


def _tidy(name: str) -> str:
    tidy = " ".join(name.split())[:_LONGEST_NAME]
    if not tidy:
        raise NameTaken(name=name)
    return tidy
