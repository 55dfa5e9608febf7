"""The kinds of networks that the register gives, each with what it ties, by what, and what its weights count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from concertation.core.errors import ConcertationError
from concertation.core.network.ties.agreements import shared_agreements
from concertation.core.network.ties.co_attendance import co_attendance
from concertation.core.network.ties.co_membership import co_membership
from concertation.core.network.ties.funding import funding
from concertation.core.network.ties.joint_activities import joint_activities
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.stated import stated_ties
from concertation.core.network.ties.told import Told
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

NetworkKindId = Literal[
    "collaboration",
    "register",
    "roster",
    "funding",
    "co_membership",
    "co_attendance",
    "joint_activities",
    "agreements",
    "any",
    "two_mode",
    "shared_members",
]
KIND_IDS: tuple[NetworkKindId, ...] = get_args(NetworkKindId)

# The kinds of which ``any`` is made: who says so, who pays, who sits, meets, acts and is bound together.
LAYERED: tuple[NetworkKindId, ...] = (
    "collaboration",
    "funding",
    "co_membership",
    "co_attendance",
    "joint_activities",
    "agreements",
)


# What organisations say, by where they said it: ``collaboration`` gathers both, and pages offer that one.
SAID: tuple[NetworkKindId, ...] = ("register", "roster")
OFFERED: tuple[NetworkKindId, ...] = tuple(kind for kind in KIND_IDS if kind not in SAID)


class UnknownNetworkKind(ConcertationError):
    """A kind of network that the register does not give."""

    code = "unknown-network-kind"
    english = "There is no network “{kind}”. Choose one of: {known}."
    french = "Il n’existe pas de réseau « {kind} ». Choisissez parmi\u00a0: {known}."


@dataclass(frozen=True, slots=True)
class NetworkKind:
    """One kind of network: its words, whether its ties have a direction, and who may tell them.

    ``is_mutual``: of each tie both ends may speak; else the register or its first end does. ``reads`` are the kinds
    of facts that it rests on.
    """

    id: NetworkKindId
    label: Text
    definition: Text
    weight: Text
    is_directed: bool
    is_mutual: bool
    reads: tuple[str, ...]


def network_kind(kind_id: str) -> NetworkKind:
    """The kind of that name; raises ``UnknownNetworkKind`` with the names that there are."""
    if kind_id not in NETWORK_KINDS:
        raise UnknownNetworkKind(kind=kind_id, known=", ".join(NETWORK_KINDS))
    return NETWORK_KINDS[kind_id]


# Which module reads the facts of each kind that the register tells by itself.
READERS: Mapping[str, Callable[[Snapshot, Span], Told]] = MappingProxyType(
    {
        "register": stated_ties,
        "funding": funding,
        "co_membership": co_membership,
        "co_attendance": co_attendance,
        "joint_activities": joint_activities,
        "agreements": shared_agreements,
    }
)

_INTENSITY = Text(
    en="How closely the first says that it works with the second, on the scale of Frey and colleagues: 1 to 5.",
    fr="À quel point le premier dit travailler étroitement avec le second, sur l’échelle de Frey et ses collègues"
    "\u00a0: 1 à 5.",
)

_KINDS = (
    NetworkKind(
        "collaboration",
        Text(en="Collaboration", fr="Collaboration"),
        Text(
            en="What each organisation says of its relations with others, in the register and, for those who may see "
            "answers, in surveys.",
            fr="Ce que chaque organisme dit de ses rapports avec d’autres, au registre et, pour qui peut voir les "
            "réponses, dans les enquêtes.",
        ),
        _INTENSITY,
        is_directed=True,
        is_mutual=True,
        reads=("tie", "survey_wave"),
    ),
    NetworkKind(
        "register",
        Text(en="Ties of the register", fr="Liens du registre"),
        Text(
            en="What each organisation says of its relations with others, as the register keeps it.",
            fr="Ce que chaque organisme dit de ses rapports avec d’autres, tel que le registre le conserve.",
        ),
        _INTENSITY,
        is_directed=True,
        is_mutual=True,
        reads=("tie",),
    ),
    NetworkKind(
        "roster",
        Text(en="Ties of surveys", fr="Liens des enquêtes"),
        Text(
            en="The organisations that people ticked on the roster of a confidential survey; for those who may see "
            "answers.",
            fr="Les organismes cochés sur la liste d’une enquête confidentielle; pour qui peut voir les réponses.",
        ),
        _INTENSITY,
        is_directed=True,
        is_mutual=True,
        reads=("survey_wave",),
    ),
    NetworkKind(
        "funding",
        Text(en="Funding", fr="Financement"),
        Text(
            en="Who pays whom, from agreements, contributions, budgets and roles, and from what funders say.",
            fr="Qui paie qui, d’après les ententes, les contributions, les budgets et les rôles, et d’après ce que "
            "disent les bailleurs de fonds.",
        ),
        Text(en="Dollars, where the register knows them.", fr="Dollars, là où le registre les connaît."),
        is_directed=True,
        is_mutual=False,
        reads=("agreement", "contribution", "resource", "membership_role", "tie"),
    ),
    NetworkKind(
        "co_membership",
        Text(en="Shared tables", fr="Tables communes"),
        Text(
            en="Two organisations that belong to the same partnership at once.",
            fr="Deux organismes membres en même temps d’un même partenariat.",
        ),
        Text(en="Number of partnerships shared.", fr="Nombre de partenariats en commun."),
        is_directed=False,
        is_mutual=True,
        reads=("membership",),
    ),
    NetworkKind(
        "co_attendance",
        Text(en="Meetings attended together", fr="Réunions communes"),
        Text(
            en="Two organisations present at the same meetings, in person, by a substitute or as a guest; as of a "
            "day, those of the twelve months before.",
            fr="Deux organismes présents aux mêmes réunions, eux-mêmes, par remplacement ou à titre d’invités; à une "
            "date, celles des douze mois qui précèdent.",
        ),
        Text(en="Number of meetings that both attended.", fr="Nombre de réunions où les deux étaient."),
        is_directed=False,
        is_mutual=True,
        reads=("meeting", "attendance"),
    ),
    NetworkKind(
        "joint_activities",
        Text(en="Joint activities", fr="Activités communes"),
        Text(
            en="Two organisations that take part in the same activity.",
            fr="Deux organismes qui prennent part à une même activité.",
        ),
        Text(en="Number of activities shared.", fr="Nombre d’activités en commun."),
        is_directed=False,
        is_mutual=True,
        reads=("activity", "participation"),
    ),
    NetworkKind(
        "agreements",
        Text(en="Agreements", fr="Ententes"),
        Text(
            en="Two organisations that are parties to the same agreement in force.",
            fr="Deux organismes parties à une même entente en vigueur.",
        ),
        Text(en="Number of agreements that bind both.", fr="Nombre d’ententes qui lient les deux."),
        is_directed=False,
        is_mutual=True,
        reads=("agreement", "agreement_party"),
    ),
    NetworkKind(
        "any",
        Text(en="Any tie", fr="Tout lien"),
        Text(
            en="Two organisations tied in one way or another: by what they say, by money, by tables, meetings, "
            "activities or agreements.",
            fr="Deux organismes liés d’une façon ou d’une autre\u00a0: par ce qu’ils disent, par l’argent, par des "
            "tables, des réunions, des activités ou des ententes.",
        ),
        Text(en="In how many of these ways they are tied.", fr="De combien de ces façons ils sont liés."),
        is_directed=False,
        is_mutual=True,
        reads=("tie", "survey_wave", "agreement", "contribution", "membership", "meeting", "activity"),
    ),
    NetworkKind(
        "two_mode",
        Text(en="Organisations and partnerships", fr="Organismes et partenariats"),
        Text(
            en="Each organisation tied to the partnerships to which it belongs.",
            fr="Chaque organisme lié aux partenariats dont il est membre.",
        ),
        Text(en="1 a membership.", fr="1 par adhésion."),
        is_directed=False,
        is_mutual=True,
        reads=("membership",),
    ),
    NetworkKind(
        "shared_members",
        Text(en="Partnerships that share members", fr="Partenariats aux membres communs"),
        Text(
            en="Two partnerships to which the same organisations belong.",
            fr="Deux partenariats dont les mêmes organismes sont membres.",
        ),
        Text(en="Number of organisations shared.", fr="Nombre d’organismes en commun."),
        is_directed=False,
        is_mutual=True,
        reads=("membership",),
    ),
)

NETWORK_KINDS: Mapping[str, NetworkKind] = MappingProxyType({kind.id: kind for kind in _KINDS})
