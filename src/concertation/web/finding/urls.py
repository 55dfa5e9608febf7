"""The address of the search of the header."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.finding.everywhere import search_everywhere

urlpatterns = [path(_("search/"), search_everywhere, name="search")]
