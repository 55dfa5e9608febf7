"""Files whose columns somebody is naming, from their arrival to the import that they become."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import UnknownRecord
from concertation.core.text import Text
from concertation.exchange.mapping import (
    FileMapping,
    SheetGuess,
    adapt,
    bundle,
    guess_file,
    is_bundle,
    is_ours,
    mapping_as_json,
    mapping_from_json,
    open_bundle,
)
from concertation.exchange.sources import is_tables
from concertation.exchange.table_file import read_tables
from concertation.exchange.tables import TableFile
from concertation.exchange.workbook import is_list_of_sites
from concertation.journeys.long_work import LONG_FILE
from concertation.journeys.mapping.sources import likeliest_source
from concertation.journeys.permission import may, require
from concertation.journeys.workbook import receive_import, stage_import
from concertation.store.models import FileToMap, SourceMapping, WorkbookImport

# Tables stay open in the process while somebody goes from one choice to the next: some 100 MB each at most.
_MOST_OPEN = 3
_open: OrderedDict[tuple[int, str], tuple[TableFile, dict[str, SheetGuess]]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class MappingCase:
    """A file on the page: its tables, how they are read, what was guessed, and what changed since last time."""

    kept: FileToMap
    file: TableFile
    mapping: FileMapping
    guesses: dict[str, SheetGuess]
    changes: tuple[Text, ...] = ()


def tables_to_map(content: bytes, *, filename: str) -> TableFile | None:
    """The tables of a file that is neither our own workbook nor a known list of places; nothing for other files.

    Raises ``UnreadableFile`` or one of its kinds.
    """
    if is_bundle(content) or not is_tables(content):
        return None
    file = read_tables(content, filename=filename)
    return None if is_ours(file) or is_list_of_sites(file) else file


def keep_file(*, content: bytes, filename: str, user: User | None = None, file: TableFile | None = None) -> FileToMap:
    """Keeps a file that can be read as tables, with a mapping proposed: that of its source where one is known.

    ``file`` is the file opened, for those who have it.
    """
    if user is not None:
        require(user, "import")
    file = file or read_tables(content, filename=filename)
    _forget_those_over()
    mapping, guesses = guess_file(file)
    source = likeliest_source(mapping)
    if source is not None:
        mapping = adapt(mapping_from_json(source.layout), file, guesses).mapping
    kept = FileToMap.objects.create(
        sent_by=user,
        sent_at=timezone.now(),
        filename=filename[:300],
        sha256=file.sha256,
        content=content,
        layout=mapping_as_json(mapping),
        source=source,
    )
    _keep_open(kept, file, guesses)
    return kept


def _forget_those_over() -> None:
    """The files of imports that were confirmed or abandoned."""
    FileToMap.objects.filter(staged__isnull=False).exclude(staged__state=WorkbookImport.State.PREVIEWED).delete()


def files_to_map(user: User) -> list[FileToMap]:
    """The files a person has begun to map, latest first; who sees everybody's imports sees everybody's."""
    require(user, "import")
    found = FileToMap.objects.defer("content", "layout").select_related("sent_by").filter(staged=None)
    return list(found if may(user, "see_restricted") else found.filter(sent_by=user))


def find_file(number: int, *, user: User) -> FileToMap:
    """One of them; raises ``UnknownRecord`` for the files of others, as for those that do not exist."""
    require(user, "import")
    found = FileToMap.objects.defer("content").select_related("source", "staged").filter(pk=number).first()
    if found is None or not (found.sent_by_id == user.pk or may(user, "see_restricted")):
        raise UnknownRecord(kind="file", key=str(number))
    return found


def open_file(kept: FileToMap) -> MappingCase:
    """The file with its tables; what changed since the mapping of its source was kept."""
    file, guesses = _opened(kept)
    mapping = mapping_from_json(kept.layout)
    changes: tuple[Text, ...] = ()
    if kept.source is not None:
        changes = adapt(mapping_from_json(kept.source.layout), file, guesses).changes
    return MappingCase(kept, file, mapping, guesses, changes)


def change_mapping(kept: FileToMap, mapping: FileMapping) -> MappingCase:
    """Keeps what a person said of the columns."""
    kept.layout = mapping_as_json(mapping)
    kept.save(update_fields=["layout"])
    file, guesses = _opened(kept)
    return MappingCase(kept, file, mapping, guesses)


def agree(kept: FileToMap, *, user: User | None = None) -> WorkbookImport:
    """Makes an import of the file as it is mapped, which replaces the one made of it before; nothing is written."""
    content = bundle(bytes(kept.content), mapping_from_json(kept.layout))
    with transaction.atomic():
        take_in = receive_import if len(content) > LONG_FILE else stage_import
        staged = take_in(content=content, filename=kept.filename, user=user)
        before = kept.staged
        kept.staged = staged
        kept.save(update_fields=["staged"])
        if before is not None and before.state == WorkbookImport.State.PREVIEWED:
            before.delete()
    return staged


def mapping_behind(staged: WorkbookImport) -> FileToMap | None:
    """The file whose columns were named, behind an import."""
    return FileToMap.objects.defer("content").filter(staged=staged).first()


def forget_mapped(staged: WorkbookImport) -> None:
    """Forgets the file behind an import that is over."""
    FileToMap.objects.filter(staged=staged).delete()


def reopen(staged: WorkbookImport, *, user: User) -> FileToMap | None:
    """An import that was read as one of our layouts, to be read otherwise; nothing where it is no table."""
    require(user, "import")
    content = bytes(staged.content)
    if is_bundle(content):
        content, _ = open_bundle(content, filename=staged.filename)
    return keep_file(content=content, filename=staged.filename, user=user) if is_tables(content) else None


def discard_file(kept: FileToMap) -> None:
    """Forgets a file that nobody will bring in."""
    with _lock:
        _open.pop((kept.pk, kept.sha256), None)
    kept.delete()


def _opened(kept: FileToMap) -> tuple[TableFile, dict[str, SheetGuess]]:
    with _lock:
        found = _open.get((kept.pk, kept.sha256))
    if found is None:
        file = read_tables(bytes(kept.content), filename=kept.filename)
        found = (file, guess_file(file)[1])
        _keep_open(kept, *found)
    return found


def _keep_open(kept: FileToMap, file: TableFile, guesses: dict[str, SheetGuess]) -> None:
    with _lock:
        _open[kept.pk, kept.sha256] = (file, guesses)
        _open.move_to_end((kept.pk, kept.sha256))
        while len(_open) > _MOST_OPEN:
            _open.popitem(last=False)


def use_source(kept: FileToMap, source: SourceMapping) -> MappingCase:
    """Reads the file as that source lays its files out."""
    file, guesses = _opened(kept)
    adapted = adapt(mapping_from_json(source.layout), file, guesses)
    kept.source, kept.layout = source, mapping_as_json(adapted.mapping)
    kept.save(update_fields=["source", "layout"])
    return MappingCase(kept, file, adapted.mapping, guesses, adapted.changes)
