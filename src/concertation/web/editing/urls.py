"""Addresses of the fact editor."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.editing import grid_views, views

urlpatterns = [
    path(_("facts/<slug:kind>/add/"), views.show_addition, name="fact-add"),
    path(_("facts/<slug:kind>/look-up/"), views.answer_lookup, name="fact-lookup"),
    path(_("facts/<slug:kind>/together/<str:key>/"), grid_views.show_grid, name="fact-grid"),
    path(_("facts/<slug:kind>/<str:key>/edit/"), views.show_correction, name="fact-edit"),
    path(_("facts/<slug:kind>/<str:key>/remove/"), views.show_removal, name="fact-remove"),
]
