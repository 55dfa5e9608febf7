"""Addresses of exports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.exporting import open_formats, views

urlpatterns = [
    path(_("export/"), views.show_exports, name="export"),
    path(_("export/register-<slug:workbook>.xlsx"), views.send_workbook, name="export-workbook"),
    path(_("export/snapshot.zip"), views.send_snapshot, name="export-snapshot"),
    path(_("export/made/<int:number>/"), views.send_made, name="export-made"),
    path(_("export/formats/<slug:export>/"), open_formats.show_format, name="export-format"),
    path(_("export/formats/<slug:export>/file"), open_formats.send_format, name="export-format-file"),
]
