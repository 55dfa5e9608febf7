"""Addresses of the cross-tabulation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.crosstabulation import views

urlpatterns = [
    path(_("cross-tabulation/"), views.show_cross_tabulation, name="cross-tabulation"),
    path(_("cross-tabulation.csv"), views.send_cross_tabulation, name="cross-tabulation-file"),
]
