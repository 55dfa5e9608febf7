"""Addresses of the vocabularies."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from concertation.web.vocabularies import views


class SkosExtension:
    """What the name of a SKOS file ends with."""

    regex = "ttl|jsonld"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(SkosExtension, "skos")

urlpatterns = [
    path(_("vocabularies/"), views.list_schemes, name="vocabularies"),
    path(_("vocabularies/all.<skos:extension>"), views.send_all_skos, name="vocabularies-skos"),
    path(_("vocabularies/<slug:scheme_id>/"), views.show_scheme, name="vocabulary"),
    path(_("vocabularies/<slug:scheme_id>.<skos:extension>"), views.send_skos, name="vocabulary-skos"),
]
