"""Why a partnership is of a type, and what is missing to say more, as sentences of both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from concertation.core.text import Counted, Text

Row = Mapping[str, Any]

MISSING: Mapping[str, Text] = {
    "reach": Text(en="The areas it serves are not recorded.", fr="Les territoires desservis ne sont pas consignés."),
    "sectors": Text(
        en="The sectors of some members are not recorded.",
        fr="Les secteurs de certains membres ne sont pas consignés.",
    ),
    "number": Text(en="Its members are not all recorded.", fr="Ses membres ne sont pas tous consignés."),
    "kinds": Text(
        en="It is not recorded which members are governmental.",
        fr="On n’a pas consigné quels membres sont gouvernementaux.",
    ),
    "articulation": Text(
        en="No activity says who advises, funds, works and decides.",
        fr="Aucune activité ne précise qui conseille, finance, travaille et décide.",
    ),
    "arrangement": Text(en="Its bodies are not recorded.", fr="Ses instances ne sont pas consignées."),
    "objectives": Text(
        en="Its objectives are not recorded as concrete or symbolic.",
        fr="Ses objectifs ne sont pas qualifiés de concrets ou de symboliques.",
    ),
    "form": Text(
        en="Some documents or their clauses are not recorded.",
        fr="Certains documents ou leurs clauses ne sont pas consignés.",
    ),
}


def reasons_for(measure: str, row: Row) -> tuple[Text, ...]:
    """The reasons of one measure, from the columns that it was computed from."""
    return tuple(_REASONS[measure](row))


def _counted(count: int, one: Text, other: Text) -> Text:
    forms = Counted(one, other)
    return Text(
        en=forms.for_count(count, "en").format(count=count),
        fr=forms.for_count(count, "fr").format(count=count),
    )


def _reach(row: Row) -> list[Text]:
    places = row["area_count"]
    if row["reach"] == "local":
        return [
            Text(
                en="All the areas it serves lie in one municipality or one metropolitan area.",
                fr="Tous les territoires desservis sont dans une même municipalité ou région métropolitaine.",
            )
        ]
    if row["reach"] == "provincial":
        return [
            Text(
                en="It serves a whole province or territory.",
                fr="Il dessert toute une province ou tout un territoire.",
            )
        ]
    if row["reach"] == "national" and not row["is_interprovincial"]:
        return [Text(en="It serves the whole country.", fr="Il dessert tout le pays.")]
    if row["is_interprovincial"]:
        return [
            Text(
                en="The areas it serves lie in more than one province or territory.",
                fr="Les territoires desservis se trouvent dans plus d’une province ou d’un territoire.",
            )
        ]
    return [
        _counted(
            places,
            Text(
                en="It serves an area wider than one municipality.",
                fr="Il dessert un territoire plus vaste qu’une municipalité.",
            ),
            Text(
                en="It serves {count} places of one province.",
                fr="Il dessert {count} lieux d’une même province.",
            ),
        )
    ]


def _sectors(row: Row) -> list[Text]:
    return [
        _counted(
            row["sector_count"],
            Text(en="Its members work in {count} sector.", fr="Ses membres œuvrent dans {count} secteur."),
            Text(en="Its members work in {count} sectors.", fr="Ses membres œuvrent dans {count} secteurs."),
        )
    ]


def _number(row: Row) -> list[Text]:
    if row["partner_count"] is None:
        return [
            _counted(
                row["partner_count_at_least"],
                Text(
                    en="At least {count} partner; the exact number is unknown.",
                    fr="Au moins {count} partenaire; le nombre exact est inconnu.",
                ),
                Text(
                    en="At least {count} partners; the exact number is unknown.",
                    fr="Au moins {count} partenaires; le nombre exact est inconnu.",
                ),
            )
        ]
    reasons = [
        _counted(
            row["partner_count"],
            Text(en="{count} member organisation on that day.", fr="{count} organisme membre ce jour-là."),
            Text(en="{count} member organisations on that day.", fr="{count} organismes membres ce jour-là."),
        )
    ]
    others = row["partner_count_with_observers_and_funders"] - row["partner_count"]
    if others:
        reasons.append(
            _counted(
                others,
                Text(
                    en="{count} observer or funder is not counted.",
                    fr="{count} observateur ou bailleur de fonds n’est pas compté.",
                ),
                Text(
                    en="{count} observers or funders are not counted.",
                    fr="{count} observateurs ou bailleurs de fonds ne sont pas comptés.",
                ),
            )
        )
    return reasons


def _kinds(row: Row) -> list[Text]:
    return {
        "mixed": [
            Text(
                en="At least one partner is governmental and at least one is not.",
                fr="Au moins un partenaire est gouvernemental et au moins un ne l’est pas.",
            )
        ],
        "governmental": [
            Text(
                en="Every partner of known kind is governmental.",
                fr="Tous les partenaires de genre connu sont gouvernementaux.",
            )
        ],
        "non_governmental": [
            Text(
                en="No partner of known kind is governmental.",
                fr="Aucun partenaire de genre connu n’est gouvernemental.",
            )
        ],
    }[row["kinds"]]


def _articulation(row: Row) -> list[Text]:
    if row["articulation_basis"] == "inferred" or not row["articulation_coverage"]:
        return [
            Text(
                en="Inferred from its bodies and plans, for want of facts on who does what in its activities.",
                fr="Inféré de ses instances et de ses plans, faute de faits sur qui fait quoi dans ses activités.",
            )
        ]
    percent = round(
        100
        * max(row[f"articulation_{form}"] for form in ("consultative", "contributory", "operational", "collaborative"))
    )
    reasons = [
        Text(
            en=f"The largest form holds {percent}% of its recent activities.",
            fr=f"La forme la plus fréquente regroupe {percent}\u00a0% de ses activités récentes.",
        )
    ]
    if row["is_hybrid"]:
        reasons.append(
            Text(
                en="No form holds 60%: the partnership is a hybrid, as most are in practice.",
                fr="Aucune forme n’atteint 60\u00a0% : le partenariat est hybride, comme la plupart en pratique.",
            )
        )
    return reasons


def _arrangement(row: Row) -> list[Text]:
    return [
        _counted(
            row["body_count"],
            Text(en="{count} body on that day.", fr="{count} instance ce jour-là."),
            Text(en="{count} bodies on that day.", fr="{count} instances ce jour-là."),
        )
    ]


def _objectives(row: Row) -> list[Text]:
    percent = round(100 * row["concreteness"])
    return [
        Text(
            en=f"{percent}% of the weight of its objectives is concrete.",
            fr=f"{percent}\u00a0% du poids de ses objectifs est concret.",
        )
    ]


def _form(row: Row) -> list[Text]:
    low, high = round(row["form_low"]), round(row["form_high"])
    if low == high:
        return [Text(en="All seven items are known.", fr="Les sept éléments sont connus.")]
    return [
        Text(
            en=f"Between {low} and {high} points out of 100, depending on what is still unknown.",
            fr=f"Entre {low} et {high} points sur 100, selon ce qui reste inconnu.",
        )
    ]


_REASONS: Mapping[str, Callable[[Row], list[Text]]] = {
    "reach": _reach,
    "sectors": _sectors,
    "number": _number,
    "kinds": _kinds,
    "articulation": _articulation,
    "arrangement": _arrangement,
    "objectives": _objectives,
    "form": _form,
}
