"""Addresses of imports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.importing import deciding, doubts, mapping, preview, slices, sources, start

urlpatterns = [
    path(_("import/"), start.start, name="import"),
    path(_("import/template-<slug:template>.xlsx"), start.send_template, name="import-template"),
    path(_("import/uploads/"), slices.begin, name="import-uploads"),
    path(_("import/uploads/<str:token>/"), slices.go_on, name="import-upload"),
    path(_("import/columns/<int:number>/"), mapping.name_columns, name="import-columns"),
    path(_("import/columns/<int:number>/columns.json"), mapping.send_mapping, name="import-columns-file"),
    path(_("import/columns/<int:number>/source/"), mapping.keep_source, name="import-columns-keep"),
    path(_("import/columns/<int:number>/as-source/"), mapping.follow_source, name="import-columns-follow"),
    path(_("import/columns/<int:number>/discard/"), mapping.discard, name="import-columns-discard"),
    path(_("import/sources/"), sources.list_sources, name="import-sources"),
    path(_("import/sources/<int:number>/"), sources.change_source, name="import-source"),
    path(_("import/sources/<int:number>.json"), sources.send_source, name="import-source-file"),
    path(_("import/<int:number>/columns/"), mapping.read_otherwise, name="import-otherwise"),
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
