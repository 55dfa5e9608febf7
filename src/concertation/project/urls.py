"""All addresses: the same pages in both languages, and the programming interface."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("concertation.api.urls")),
    *i18n_patterns(
        path("", include("concertation.web.home.urls")),
        path("", include("concertation.web.answering.urls")),
        path("", include("concertation.web.accounts.urls")),
        path("", include("concertation.web.administration.urls")),
        path("", include("concertation.web.finding.urls")),
        path("", include("concertation.web.functioning.urls")),
        path("", include("concertation.web.waves.urls")),
        path("", include("concertation.web.partnerships.urls")),
        path("", include("concertation.web.organisations.urls")),
        path("", include("concertation.web.crosstabulation.urls")),
        path("", include("concertation.web.network.urls")),
        path("", include("concertation.web.map.urls")),
        path("", include("concertation.web.history.urls")),
        path("", include("concertation.web.matches.urls")),
        path("", include("concertation.web.emerging.urls")),
        path("", include("concertation.web.editing.urls")),
        path("", include("concertation.web.vocabularies.urls")),
        path("", include("concertation.web.importing.urls")),
        path("", include("concertation.web.exporting.urls")),
        path("", include("concertation.web.areas.urls")),
        path("", include("concertation.web.tokens.urls")),
        path("", include("concertation.web.work.urls")),
        path("", include("concertation.api.reference_urls")),
    ),
]
