"""Addresses of the maps: partnerships on territories, organisations at places."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.map import files, views

_PARTNERSHIPS, _ORGANISATIONS = {"listing": "partnership"}, {"listing": "organisation"}

urlpatterns = [
    path(_("map/"), views.show_map, _PARTNERSHIPS, name="map"),
    path(_("map/card/"), views.show_card, _PARTNERSHIPS, name="map-card"),
    path(_("map/shapes-<int:level>.json"), views.send_shapes, _PARTNERSHIPS, name="map-shapes"),
    path(_("map/file/<str:file>"), files.send_file, _PARTNERSHIPS, name="map-file"),
    path(_("map/organisations/"), views.show_map, _ORGANISATIONS, name="map-organisations"),
    path(_("map/organisations/card/"), views.show_card, _ORGANISATIONS, name="map-organisations-card"),
    path(
        _("map/organisations/shapes-<int:level>.json"),
        views.send_shapes,
        _ORGANISATIONS,
        name="map-organisations-shapes",
    ),
    path(_("map/organisations/file/<str:file>"), files.send_file, _ORGANISATIONS, name="map-organisations-file"),
]
