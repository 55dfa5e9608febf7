"""Organisations that may be one, told apart or merged, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from concertation.cli.bilingual import BilingualGroup, command, option
from concertation.cli.options import format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.core.text import Counted, Language, Text

if TYPE_CHECKING:
    from concertation.journeys.matching import PossibleMatch
    from concertation.journeys.merging import MergePlan

_HEADINGS = {
    "one": Text(en="code", fr="code"),
    "other": Text(en="other code", fr="autre code"),
    "chance": Text(en="in 100", fr="sur 100"),
    "bits": Text(en="bits", fr="bits"),
    "names": Text(en="names", fr="noms"),
    "reason": Text(en="weightiest reason", fr="raison de plus de poids"),
    "answer": Text(en="answer", fr="réponse"),
}
_ANSWERED = Text(en="Kept: {one} and {other} – {answer}.", fr="Noté : {one} et {other} – {answer}.")
_ALREADY = Text(en="That was the answer already.", fr="C’était déjà la réponse.")
_ANSWERS = {"different": Text(en="different", fr="différents"), "unsure": Text(en="unsure", fr="incertain")}
_MERGED = Counted(
    Text(
        en="{count} fact touched (change {change}). The code {old} leads to {key}.",
        fr="{count} fait touché (modification {change}). Le code {old} mène à {key}.",
    ),
    Text(
        en="{count} facts touched (change {change}). The code {old} leads to {key}.",
        fr="{count} faits touchés (modification {change}). Le code {old} mène à {key}.",
    ),
)
_UNDONE = Counted(
    Text(en="{count} fact is as before (change {change}).", fr="{count} fait est comme avant (modification {change})."),
    Text(
        en="{count} facts are as before (change {change}).",
        fr="{count} faits sont comme avant (modification {change}).",
    ),
)
_ASK = Text(en="Merge these two records?", fr="Fusionner ces deux fiches?")
_PARTS = {
    "moved": Text(en="changes hands", fr="change de fiche"),
    "one": Text(en="becomes one", fr="se fond en un seul"),
    "gone": Text(en="goes", fr="disparaît"),
    "kept": Text(en="kept beside", fr="gardé à côté"),
}
_PART_HEADINGS = {
    "part": Text(en="what becomes of it", fr="ce qu’il en advient"),
    "fact": Text(en="fact", fr="fait"),
    "count": Text(en="count", fr="nombre"),
}


@command(
    name="list",
    french="""Les paires de fiches qui décrivent peut-être un même organisme, les plus sûres d’abord, avec leur poids.

    Compare tous les organismes s’ils ont changé depuis la dernière fois; un grand registre demande quelques minutes.
    """,
)
@option("--of", "organisation", help=Text(en="Of this organisation alone.", fr="De cet organisme seulement."))
@option("--place", help=Text(en="At this city or province.", fr="Dans cette ville ou cette province."))
@option(
    "--weight",
    type=click.Choice(["sure", "likely", "possible"]),
    help=Text(en="Of this weight alone.", fr="De ce poids seulement."),
)
@option(
    "--answer",
    "state",
    type=click.Choice(["open", "unsure", "different", "all"]),
    default="open",
    show_default=True,
    help=Text(en="What was answered.", fr="Ce qui a été répondu."),
)
@option("--count", type=int, default=50, show_default=True, help=Text(en="How many at most.", fr="Combien au plus."))
@format_option
@language_option
def list_matches(count: int, layout: str, language: Language, **asked: Any) -> None:
    """The pairs of records that may be one organisation, surest first, with their weight.

    Compares all organisations where they changed since the last time; a large register takes some minutes.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.matching import (  # noqa: PLC0415 after the settings
        Asked,
        find_matches,
        is_current,
        work_out_matches,
    )

    if not is_current():
        work_out_matches()
    wanted = Asked(asked["weight"], asked["place"] or "", asked["state"], asked["organisation"] or "")
    found = find_matches(wanted, count=count)
    if layout == "json":
        print_json([_entry(match, language) for match in found])
    else:
        print_rows([_row(match, language) for match in found], layout=layout, headings=_HEADINGS, language=language)


def _row(match: PossibleMatch, language: Language) -> dict[str, Any]:
    return {
        "one": match.one,
        "other": match.other,
        "chance": min(99, max(1, round(100 * match.chance))),
        "bits": round(match.bits, 1),
        "names": " / ".join(name.in_language(language) for name in match.names),
        "reason": match.reasons[0].says.in_language(language) if match.reasons else None,
        "answer": match.answer or None,
    }


def _entry(match: PossibleMatch, language: Language) -> dict[str, Any]:
    reasons = [{"says": reason.says.in_language(language), "bits": reason.bits} for reason in match.reasons]
    return {**_row(match, language), "reason": None, "reasons": reasons} | {"log_odds": match.log_odds}


@command(
    name="answer",
    french="""Note que ONE et OTHER, deux codes, sont deux organismes (different), ou qu’on ne sait pas (unsure).

    La question ne se pose plus, ni à l’examen ni à l’importation; l’historique garde la réponse.
    """,
)
@click.argument("one")
@click.argument("other")
@click.argument("answer", type=click.Choice(["different", "unsure"]))
@option("--reason", default="", help=Text(en="Why, kept with the answer.", fr="Pourquoi, gardé avec la réponse."))
@language_option
def answer_match(one: str, other: str, answer: Literal["different", "unsure"], reason: str, language: Language) -> None:
    """Keep that ONE and OTHER, two codes, are two organisations (different), or that nobody can tell (unsure).

    The question is not asked again, in the review or in an import; the history keeps the answer.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.matching import judge_pair  # noqa: PLC0415 after the settings

    change = judge_pair(one, other, answer=answer, user=None, reasons=reason)
    words = _ANSWERED if change is not None else _ALREADY
    click.echo(words.in_language(language).format(one=one, other=other, answer=_ANSWERS[answer].in_language(language)))


@command(
    name="merge",
    french="""Fait de ABSORBED et de KEPT, deux codes, une seule fiche : celle de KEPT.

    Montre d’abord ce que cela donne et demande; --yes pour les scripts. `matches undo` l’annule.
    """,
)
@click.argument("kept")
@click.argument("absorbed")
@option("--reason", default="", help=Text(en="Why, kept in the history.", fr="Pourquoi, gardé dans l’historique."))
@option("--yes", is_flag=True, help=Text(en="Do not ask.", fr="Ne demande pas."))
@language_option
def merge_match(kept: str, absorbed: str, reason: str, yes: bool, language: Language) -> None:
    """Make ABSORBED and KEPT, two codes, one record: that of KEPT.

    First shows what it comes to, and asks; --yes for scripts. `matches undo` takes it back.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.merging import merge_organisations, plan_merge  # noqa: PLC0415 after the settings

    plan = plan_merge(kept=kept, absorbed=absorbed)
    print_rows(_parts(plan, language), layout="table", headings=_PART_HEADINGS, language=language)
    if not yes:
        click.confirm(_ASK.in_language(language), abort=True)
    merged = merge_organisations(kept=kept, absorbed=absorbed, user=None, reason=reason, seen=plan.fingerprint)
    said = {"change": merged.change_id, "old": absorbed, "key": merged.key}
    click.echo(_MERGED.for_count(merged.facts, language).format(count=merged.facts, **said))


def _parts(plan: MergePlan, language: Language) -> list[dict[str, Any]]:
    """What becomes of the facts of either record, by kind; and what one says otherwise."""
    from concertation.core.facts import fact_kind  # noqa: PLC0415 with the rest

    counts = [("moved", kind_id, len(rows)) for kind_id, rows in plan.moved.items()]
    counts += [("one", kind_id, sum(len(f.folded) + 1 for f in folds)) for kind_id, folds in plan.folds.items()]
    counts += [("gone", kind_id, len(rows)) for kind_id, rows in plan.within.items()]
    rows = [
        {
            "part": _PARTS[part].in_language(language),
            "fact": (fact_kind(kind_id).label if count == 1 else fact_kind(kind_id).plural).in_language(language),
            "count": count,
        }
        for part, kind_id, count in counts
    ]
    beside = [one for one in plan.compared if one.is_conflict]
    return rows + [
        {
            "part": _PARTS["kept"].in_language(language),
            "fact": f"{one.column.label.in_language(language)}: {one.other}",
            "count": None,
        }
        for one in beside
    ]


@command(
    name="undo",
    french="""Annule la fusion de numéro CHANGE : la fiche absorbée revient, avec tout ce qu’elle portait.

    Refuse, en disant pourquoi, si quelque chose s’y oppose; rien n’est alors écrit.
    """,
)
@click.argument("change", type=int)
@option("--reason", default="", help=Text(en="Why, kept in the history.", fr="Pourquoi, gardé dans l’historique."))
@language_option
def undo_merge(change: int, reason: str, language: Language) -> None:
    """Take back the merge of number CHANGE: the absorbed record returns, with all that it held.

    Refuses, saying why, where something stands in the way; nothing is then written.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.undoing import undo_change  # noqa: PLC0415 after the settings

    undone = undo_change(change, user=None, reason=reason)
    said = _UNDONE.for_count(undone.facts, language)
    click.echo(said.format(count=undone.facts, change=undone.change_id))


matches = BilingualGroup(
    "matches",
    rooms={
        "list": (
            "concertation.cli.matches:list_matches",
            Text(en="Pairs that may be one, surest first.", fr="Les paires possibles, les plus sûres d’abord."),
        ),
        "answer": (
            "concertation.cli.matches:answer_match",
            Text(en="Keep that two records are two, or unsure.", fr="Noter que deux fiches en sont deux, ou le doute."),
        ),
        "merge": (
            "concertation.cli.matches:merge_match",
            Text(en="Make two records one.", fr="Faire de deux fiches une seule."),
        ),
        "undo": (
            "concertation.cli.matches:undo_merge",
            Text(en="Take a merge back.", fr="Annuler une fusion."),
        ),
    },
    help="Organisations that may be one: found, told apart, merged.",
    french="Les organismes qui n’en font peut-être qu’un : trouvés, distingués, fusionnés.",
)
language_option(matches)
