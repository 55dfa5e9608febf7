"""Addresses of the organisations."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.history.views import show_organisation_history
from concertation.web.organisations import views
from concertation.web.organisations.lists import list_organisations, send_organisations

urlpatterns = [
    path(_("organisations/"), list_organisations, name="organisations"),
    path(_("organisations.<str:format>"), send_organisations, name="organisations-file"),
    path(_("organisations/<slug:key>/"), views.show_organisation, name="organisation"),
    path(_("organisations/<slug:key>/history/"), show_organisation_history, name="organisation-history"),
]
