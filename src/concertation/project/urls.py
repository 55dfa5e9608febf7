"""All addresses: the same pages in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("concertation.web.home.urls")),
    path("", include("concertation.web.accounts.urls")),
    path("", include("concertation.web.finding.urls")),
    path("", include("concertation.web.partnerships.urls")),
    path("", include("concertation.web.organisations.urls")),
    path("", include("concertation.web.crosstabulation.urls")),
    path("", include("concertation.web.history.urls")),
    path("", include("concertation.web.editing.urls")),
    path("", include("concertation.web.vocabularies.urls")),
    path("", include("concertation.web.importing.urls")),
    path("", include("concertation.web.exporting.urls")),
    path("", include("concertation.web.work.urls")),
)
