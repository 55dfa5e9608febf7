"""Addresses of the partnerships."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.history.views import show_partnership_history
from concertation.web.partnerships import views
from concertation.web.partnerships.lists import list_partnerships, send_partnerships

urlpatterns = [
    path(_("partnerships/"), list_partnerships, name="partnerships"),
    path(_("partnerships.<str:format>"), send_partnerships, name="partnerships-file"),
    path(_("partnerships/<slug:key>/"), views.show_partnership, name="partnership"),
    path(_("partnerships/<slug:key>/report/"), views.show_whole_partnership, name="partnership-report"),
    path(_("partnerships/<slug:key>.<str:format>"), views.send_paper, name="partnership-paper"),
    path(_("partnerships/<slug:key>/history/"), show_partnership_history, name="partnership-history"),
    path(_("partnerships/<slug:key>/<slug:section>/"), views.show_partnership, name="partnership-section"),
]
