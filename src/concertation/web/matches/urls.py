"""Addresses of « same or not? »."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.matches import merging, views

urlpatterns = [
    path(_("matches/"), views.list_matches, name="matches"),
    path(_("matches/<slug:one>/<slug:other>/"), views.review_match, name="match"),
    path(_("matches/<slug:kept>/<slug:absorbed>/merge/"), merging.merge_match, name="match-merge"),
]
