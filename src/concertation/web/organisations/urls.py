"""Addresses of the page of one organisation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.history.views import show_organisation_history
from concertation.web.organisations import views

urlpatterns = [
    path(_("organisations/<slug:key>/"), views.show_organisation, name="organisation"),
    path(_("organisations/<slug:key>/history/"), show_organisation_history, name="organisation-history"),
]
