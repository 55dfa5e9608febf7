"""Addresses of the partnerships."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.partnerships import views

urlpatterns = [
    path("", views.list_partnerships, name="home"),
    path(_("partnerships/<slug:key>/"), views.show_partnership, name="partnership"),
]
