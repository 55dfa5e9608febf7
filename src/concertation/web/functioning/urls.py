"""Addresses of how a partnership works."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.functioning import views

urlpatterns = [
    path(_("partnerships/<slug:key>/functioning/"), views.show_functioning, name="functioning"),
    path(_("partnerships/<slug:key>/functioning/guide/"), views.show_guide, name="functioning-guide"),
    path(_("partnerships/<slug:key>/functioning/publish/"), views.publish, name="functioning-publish"),
    path(_("partnerships/<slug:key>/functioning/<slug:factor>/"), views.show_factor, name="functioning-factor"),
    path(_("partnerships/<slug:key>/functioning.<str:format>"), views.send_file, name="functioning-file"),
]
