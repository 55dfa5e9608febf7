"""Addresses of the page of one organisation."""

from django.urls import path

from concertation.web.history.views import show_organisation_history
from concertation.web.organisations import views

urlpatterns = [
    path("organisations/<slug:key>/", views.show_organisation, name="organisation"),
    path("organisations/<slug:key>/history/", show_organisation_history, name="organisation-history"),
]
