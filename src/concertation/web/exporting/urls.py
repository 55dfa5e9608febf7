"""Addresses of exports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.exporting import views

urlpatterns = [
    path(_("export/"), views.show_exports, name="export"),
    path(_("export/register-<slug:workbook>.xlsx"), views.send_workbook, name="export-workbook"),
    path(_("export/snapshot.zip"), views.send_snapshot, name="export-snapshot"),
]
