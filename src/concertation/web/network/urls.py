"""Addresses of the network: its page, its columns for the picture that moves, its files."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.network import around, comparing, files, sure, views

urlpatterns = [
    path(_("network/"), views.show_network, name="network"),
    path(_("network/compare/"), comparing.compare_networks, name="network-compared"),
    path(_("network/sure/"), sure.show_certainty, name="network-sure"),
    path(_("organisations/<slug:key>/network/"), around.show_around, name="organisation-network"),
    path(_("network/columns.json"), views.send_columns, name="network-columns"),
    path(_("network/file/<str:file>"), files.send_file, name="network-file"),
]
