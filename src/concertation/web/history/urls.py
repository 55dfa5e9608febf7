"""Addresses of histories."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.history import undoing, views

urlpatterns = [
    path(_("changes/<int:number>/"), views.show_change, name="change"),
    path(_("changes/<int:change>/undo/"), undoing.show_undo, name="change-undo"),
    path(_("facts/<slug:kind>/<slug:key>/history/"), views.show_fact_history, name="fact-history"),
]
