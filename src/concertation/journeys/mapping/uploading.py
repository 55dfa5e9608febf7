"""A file that arrives in slices, and goes on where it was cut: the offset tells, as in the tus protocol."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import FileTooLarge, NoTable
from concertation.journeys.permission import require
from concertation.store.models import Upload, UploadSlice

# A slice fits in what Django keeps of a request in memory (2.5 MB), and takes a second or two on a slow line.
SLICE_SIZE = 1024 * 1024
# An upload cut on Friday afternoon can go on until Saturday.
_KEPT_FOR = timedelta(hours=24)
_MOST_UNFINISHED = 5


class OffsetConflict(ConcertationError):
    """A slice that does not follow what has come."""

    code = "offset-conflict"
    english = "The upload stands at byte {offset}, not at {claimed}. Go on from there."
    french = "Le téléversement en est à l’octet {offset}, et non à {claimed}. Reprenez à cet endroit."


class SizeMismatch(ConcertationError):
    """More bytes than the file was said to have, or a slice too large."""

    code = "size-mismatch"
    english = "The upload does not have the size it announced. Choose the file again, and start over."
    french = "Le téléversement n’a pas la taille annoncée. Choisissez de nouveau le fichier et recommencez."


class DigestMismatch(ConcertationError):
    """Bytes that are not those of the sender."""

    code = "digest-mismatch"
    english = "The file was changed on its way. It was not kept; send it again."
    french = "Le fichier a été altéré en chemin. Il n’a pas été gardé; envoyez-le de nouveau."


class TooManyUploads(ConcertationError):
    """More unfinished uploads than one person needs."""

    code = "too-many-uploads"
    english = "{count} uploads of yours are unfinished. Finish or abandon one, then try again."
    french = "{count} de vos téléversements sont inachevés. Terminez-en ou abandonnez-en un, puis réessayez."


def begin_upload(*, filename: str, length: int, fingerprint: str, user: User) -> Upload:
    """Begins an upload, or goes on with the unfinished one of the same file; sweeps those that nobody finished."""
    require(user, "import")
    sweep_uploads()
    if length <= 0:
        raise NoTable(filename=filename)
    if length > MAXIMUM_FILE_SIZE:
        megabyte = 1024 * 1024
        raise FileTooLarge(filename=filename, megabytes=round(length / megabyte), limit=MAXIMUM_FILE_SIZE // megabyte)
    own = Upload.objects.filter(begun_by=user)
    known = own.filter(fingerprint=fingerprint[:400], length=length, filename=filename[:300]).first()
    if known is not None:
        return known
    if own.count() >= _MOST_UNFINISHED:
        raise TooManyUploads(count=own.count())
    return Upload.objects.create(
        begun_by=user,
        token=secrets.token_urlsafe(24),
        fingerprint=fingerprint[:400],
        filename=filename[:300],
        length=length,
        touched_at=timezone.now(),
    )


def find_upload(token: str, *, user: User) -> Upload:
    """One's own upload; raises ``UnknownRecord`` for those of others, as for those that do not exist."""
    require(user, "import")
    found = Upload.objects.filter(token=token, begun_by=user).first()
    if found is None:
        raise UnknownRecord(kind="upload", key=token)
    return found


def receive_slice(upload: Upload, *, offset: int, content: bytes) -> int:
    """Adds a slice, and gives the new offset; of two that come at once for one place, one is refused."""
    try:
        with transaction.atomic():
            own = Upload.objects.select_for_update().get(pk=upload.pk)
            if own.offset != offset:
                raise OffsetConflict(offset=own.offset, claimed=offset)
            if not 0 < len(content) <= SLICE_SIZE or own.offset + len(content) > own.length:
                raise SizeMismatch
            UploadSlice.objects.create(upload=own, offset=offset, content=content)
            own.offset += len(content)
            own.touched_at = timezone.now()
            own.save(update_fields=["offset", "touched_at"])
    except (IntegrityError, Upload.DoesNotExist) as error:
        now = Upload.objects.filter(pk=upload.pk).values_list("offset", flat=True).first()
        raise OffsetConflict(offset=now or 0, claimed=offset) from error
    upload.offset = own.offset
    return own.offset


def finish_upload(upload: Upload, *, sha256: str) -> bytes:
    """The whole file, once it is all there and is what was sent; the upload is then forgotten."""
    if upload.offset != upload.length:
        raise OffsetConflict(offset=upload.offset, claimed=upload.length)
    content = b"".join(bytes(part) for part in upload.slices.values_list("content", flat=True))
    upload.delete()
    if len(content) != upload.length:
        raise SizeMismatch
    if hashlib.sha256(content).hexdigest() != sha256.lower():
        raise DigestMismatch
    return content


def abandon_upload(upload: Upload) -> None:
    """Forgets an upload."""
    upload.delete()


def sweep_uploads() -> int:
    """Forgets the uploads that nobody touched for a day; tells how many."""
    old = Upload.objects.filter(touched_at__lt=timezone.now() - _KEPT_FOR)
    count = old.count()
    old.delete()
    return count
