"""The roster as a wave keeps it: which organisations it lists, and their names, frozen with the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from concertation.core.questionnaire import freeze_roster, load_roster
from concertation.core.text import sort_key
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.inviting import holds_on, organisations_of
from concertation.store.models import Membership
from concertation.store.models.surveys import Wave

MOST_ON_ROSTER = 2_000


def frozen_roster(organisation_keys: Iterable[str]) -> dict[str, Any]:
    """``{"roster": …, "organisations": [[key, English name, French name], …]}``, by English name.

    A name that the register has in one language stands for both.
    """
    names = names_of_organisations(list(dict.fromkeys(organisation_keys)))
    listed = [[key, name.in_language("en"), name.in_language("fr")] for key, name in names.items()]
    listed.sort(key=lambda one: (sort_key(one[1]), one[0]))
    return {"roster": freeze_roster(load_roster()), "organisations": listed}


def organisations_to_list(wave: Wave, *, today: date) -> list[str]:
    """Members and invited first, then those met most often at other tables; the first two thousand."""
    at_table = organisations_of(wave) | set(
        Membership.objects.filter(holds_on(today))
        .filter(partnership__key=wave.partnership_key)
        .values_list("organisation__key", flat=True)
    )
    elsewhere = (
        Membership.objects.filter(holds_on(today))
        .filter(organisation__key__in=at_table)
        .exclude(partnership__key=wave.partnership_key)
    )
    met = Counter(
        Membership.objects.filter(holds_on(today))
        .filter(partnership__in=set(elsewhere.values_list("partnership_id", flat=True)))
        .values_list("organisation__key", flat=True)
    )
    others = sorted((key for key in met if key not in at_table), key=lambda key: (-met[key], key))
    return [*sorted(at_table), *others][:MOST_ON_ROSTER]
