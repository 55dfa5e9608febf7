"""Addresses of imports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.importing import deciding, doubts, preview, start

urlpatterns = [
    path(_("import/"), start.start, name="import"),
    path(_("import/template-<slug:template>.xlsx"), start.send_template, name="import-template"),
    path(_("import/<int:number>/"), preview.show_preview, name="import-preview"),
    path(_("import/<int:number>/rows/"), preview.show_rows, name="import-rows"),
    path(_("import/<int:number>/faults/"), preview.show_faults, name="import-faults"),
    path(_("import/<int:number>/faults.csv"), preview.send_faults, {"format": "csv"}, name="import-faults-csv"),
    path(_("import/<int:number>/faults.xlsx"), preview.send_faults, {"format": "xlsx"}, name="import-faults-xlsx"),
    path(_("import/<int:number>/doubts/"), doubts.list_doubts, name="import-doubts"),
    path(_("import/<int:number>/doubts/proposals/"), doubts.follow_proposals, name="import-proposals"),
    path(_("import/<int:number>/doubts/<int:position>/"), doubts.review_doubt, name="import-doubt"),
    path(_("import/<int:number>/confirm/"), deciding.confirm, name="import-confirm"),
    path(_("import/<int:number>/result/"), deciding.show_result, name="import-result"),
    path(_("import/<int:number>/abandon/"), deciding.abandon, name="import-abandon"),
]
