"""The sections of a partnership's page, in the order of the rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from concertation.journeys.portrait import PartnershipPortrait
from concertation.web.partnerships.activities import activities_section
from concertation.web.partnerships.agreements import agreements_section
from concertation.web.partnerships.bodies import bodies_section
from concertation.web.partnerships.contributions import contributions_section
from concertation.web.partnerships.decisions import decisions_section
from concertation.web.partnerships.meetings import meetings_section
from concertation.web.partnerships.members import members_section
from concertation.web.partnerships.profile import profile_section
from concertation.web.partnerships.timeline import timeline_section
from concertation.web.partnerships.typology import typology_section


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its place in the address, its name, what it shows, and the kinds of fact it counts."""

    slug: str
    name: Any
    build: Callable[[PartnershipPortrait], Mapping[str, Any]]
    counts: str = ""

    @property
    def template(self) -> str:
        """The page part that shows it."""
        return f"partnerships/sections/{self.slug}.html"


SECTIONS = (
    Section("profile", gettext_lazy("Profile"), profile_section),
    Section("members", gettext_lazy("Members"), members_section, "membership"),
    Section("bodies", gettext_lazy("Bodies"), bodies_section, "body"),
    Section("agreements", gettext_lazy("Agreements"), agreements_section, "agreement"),
    Section("meetings", gettext_lazy("Meetings"), meetings_section, "meeting"),
    Section("activities", gettext_lazy("Activities"), activities_section, "activity"),
    Section("contributions", gettext_lazy("Contributions"), contributions_section, "contribution"),
    Section("typology", gettext_lazy("Typology"), typology_section),
    Section("timeline", gettext_lazy("Timeline"), timeline_section),
    Section("decisions", gettext_lazy("Decisions"), decisions_section, "decision"),
)
BY_SLUG: Mapping[str, Section] = {section.slug: section for section in SECTIONS}


def rail(portrait: PartnershipPortrait, current: str) -> list[dict[str, Any]]:
    """The sections with how many facts each holds on the day."""
    entries: list[dict[str, Any]] = [
        {
            "slug": section.slug,
            "name": section.name,
            "count": len(portrait.of(section.counts)) if section.counts else None,
            "is_current": section.slug == current,
        }
        for section in SECTIONS
    ]
    return entries
