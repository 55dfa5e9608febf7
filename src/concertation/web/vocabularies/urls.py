"""Addresses of the vocabularies."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.vocabularies import views

urlpatterns = [
    path(_("vocabularies/"), views.list_schemes, name="vocabularies"),
    path(_("vocabularies/<slug:scheme_id>/"), views.show_scheme, name="vocabulary"),
]
