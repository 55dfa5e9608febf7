"""Addresses of areas."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.areas import arriving, composing

urlpatterns = [
    path(_("areas/"), arriving.start, name="areas"),
    path(_("areas/compose/"), composing.compose, name="areas-compose"),
    path(_("areas/arriving/<str:token>/"), arriving.decide, name="areas-preview"),
    path(_("areas/arriving/<str:token>/faults.csv"), arriving.send_faults, name="areas-faults"),
]
