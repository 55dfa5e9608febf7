"""Files whose columns are not ours, how each source lays them out, and files that arrive in slices."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SourceMapping(models.Model):
    """How one source lays its files out, kept for the next one it sends."""

    name = models.CharField(max_length=200, unique=True)
    # The headings of all its tables, folded, as one fingerprint: the same file next year is found by it.
    fingerprint = models.CharField(max_length=64, db_index=True)
    layout = models.JSONField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="source_mappings"
    )
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "source_mapping"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class FileToMap(models.Model):
    """A file whose columns somebody is naming; it becomes an import once they agree to a preview."""

    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="files_to_map"
    )
    sent_at = models.DateTimeField()
    filename = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    layout = models.JSONField()
    source = models.ForeignKey(SourceMapping, models.SET_NULL, null=True, blank=True, related_name="files")
    staged = models.OneToOneField(
        "store.WorkbookImport", models.SET_NULL, null=True, blank=True, related_name="file_to_map"
    )

    class Meta:
        db_table = "file_to_map"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename


class Upload(models.Model):
    """A file on its way: how long it says it is, and how much of it has come."""

    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    token = models.CharField(max_length=40, unique=True)
    # Name, size and last modification of the file, as the sender sees them: what to resume by.
    fingerprint = models.CharField(max_length=400)
    filename = models.CharField(max_length=300)
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "upload"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filename} ({self.offset}/{self.length})"


class UploadSlice(models.Model):
    """The bytes that came in one request."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="slices")
    offset = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "upload_slice"
        ordering = ("offset",)
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["upload", "offset"], name="upload_slice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} @ {self.offset}"
