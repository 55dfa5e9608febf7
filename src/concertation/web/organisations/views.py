"""The page of one organisation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.journeys.merging import standing_key
from concertation.journeys.permission import Row, may
from concertation.journeys.portrait import portray_organisation
from concertation.journeys.sections import tie_rows
from concertation.store.models import Organisation
from concertation.web.asof import as_of_day, known_at_instant
from concertation.web.editing.entry import turned_away
from concertation.web.organisations.belonging import belonging_section
from concertation.web.organisations.relations import exchange_rows
from concertation.web.returning import led_on
from concertation.web.wording import plain_name, reader_language


def show_organisation(request: HttpRequest, key: str) -> HttpResponse:
    """All that the register knows of it, as of the day of the header."""
    day = as_of_day(request)
    try:
        portrait = portray_organisation(key=key, as_of=day, user=request.user, known_at=known_at_instant(request))
    except NotAllowed as refusal:
        return turned_away(request, refusal)
    except UnknownRecord as unknown:
        standing = standing_key(key)
        if standing is not None:
            return redirect(led_on(request, "organisation", standing))
        found = Organisation.objects.filter(key=key).first()
        if found is None:
            raise Http404(unknown.in_language(reader_language())) from unknown
        return render(request, "organisations/not_yet.html", {"organisation": found}, status=404)
    context = {
        "portrait": portrait,
        "known_at": portrait.known_at,
        "organisation": portrait.organisation,
        "rights": portrait.rights,
        "name": plain_name(portrait.organisation),
        "may_merge": may(request.user, "merge", Row("organisation", key)) and portrait.known_at is None,
        "told_apart": portrait.told_apart,
        "belonging": belonging_section(portrait),
        "ties": tie_rows(portrait),
        "exchanges": exchange_rows(portrait),
        "agreements": [
            party for party in portrait.of("agreement_party", "organisation") if party["agreement"] is not None
        ],
    }
    return render(request, "organisations/organisation.html", context)
