"""What the pages of one import say of the file behind it."""

from __future__ import annotations

from django import template
from django.urls import reverse

from concertation.journeys.mapping import mapping_behind
from concertation.store.models import WorkbookImport

register = template.Library()


@register.simple_tag
def columns_behind(staged: WorkbookImport) -> str:
    """Where the columns of an import were named, or nothing when its layout is one of ours."""
    kept = mapping_behind(staged)
    return "" if kept is None else reverse("import-columns", args=[kept.pk])
