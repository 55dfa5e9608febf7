"""Addresses of histories."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.history import views

urlpatterns = [
    path(_("changes/<int:number>/"), views.show_change, name="change"),
    path(_("facts/<slug:kind>/<slug:key>/history/"), views.show_fact_history, name="fact-history"),
]
