"""Areas from the files of the census."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import language_option, refusal
from concertation.cli.output import print_rows
from concertation.cli.workbook.preview import WAITS_FOR_A_PERSON
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.geography import AreaPreview

_TOLD = 50
_ASK = Text(en="Write this into the register?", fr="Écrire cela dans le registre?")
_NOTHING = Text(
    en="Nothing to write: the register holds all these areas already.",
    fr="Rien à écrire : le registre contient déjà tous ces territoires.",
)
_WRITTEN = Text(en="Written (change {change}).", fr="Écrit (modification {change}).")
_MORE = Text(en="… and {count} more.", fr="… et {count} autres.")
_FAULTS = Text(
    en="Correct the faults, or add --leave-faulty-rows. Nothing was written.",
    fr="Corrigez les anomalies, ou ajoutez --leave-faulty-rows. Rien n’a été écrit.",
)
_HEADINGS = {
    "kind": Text(en="Kind of area", fr="Genre de territoire"),
    "new": Text(en="New", fr="Nouveaux"),
    "changed": Text(en="Changed", fr="Modifiés"),
    "same": Text(en="Same", fr="Identiques"),
    "population": Text(en="Population", fr="Population"),
    "without_population": Text(en="Without count", fr="Sans compte"),
}


@command(
    french="""Les territoires de FILES (CSV ou GeoJSON de provinces, divisions, subdivisions, régions métropolitaines,
    régions sociosanitaires, ou territoires sur mesure), en une seule modification.

    Montre d’abord ce qui serait écrit, et demande; --yes pour les scripts, --dry-run pour ne rien écrire.
    Codes de sortie : 0 écrit, ou rien à écrire; 1 arrêté par vous; 2 fichier illisible; 3 anomalies en suspens.
    """
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--vintage",
    type=click.IntRange(1867, 2200),
    help=Text(en="Year of the codes, where a file does not say.", fr="Année des codes, si un fichier ne la dit pas."),
)
@option("--reason", default="", help=Text(en="Why, kept in the history.", fr="Pourquoi, gardé dans l’historique."))
@option(
    "--leave-faulty-rows",
    is_flag=True,
    help=Text(en="Write the sound rows alone.", fr="Écrit les seules lignes saines."),
)
@option("--dry-run", is_flag=True, help=Text(en="Only tell.", fr="Seulement dire."))
@option("--yes", is_flag=True, help=Text(en="Do not ask.", fr="Ne demande pas."))
@language_option
def areas(
    files: tuple[Path, ...],
    vintage: int | None,
    reason: str,
    leave_faulty_rows: bool,
    dry_run: bool,
    yes: bool,
    language: Language,
) -> None:
    """Areas of FILES (CSV or GeoJSON of provinces, divisions, subdivisions, metropolitan areas, health regions, or
    custom territories), in one change.

    Shows first what would be written, and asks; --yes for scripts, --dry-run to write nothing. Exit codes: 0 written,
    or nothing to write; 1 stopped by you; 2 unreadable file; 3 faults remain.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.geography import import_areas, preview_areas  # noqa: PLC0415 after the settings

    preview = preview_areas(files, vintage=vintage)
    _tell(preview, language)
    if preview.faults and not leave_faulty_rows:
        click.echo(_FAULTS.in_language(language), err=True)
        click.get_current_context().exit(WAITS_FOR_A_PERSON)
    if preview.changes_nothing:
        click.echo(_NOTHING.in_language(language))
        return
    if dry_run:
        return
    if not yes:
        _ask(language)
    _, change = import_areas(files, vintage=vintage, reason=reason, leave_faulty_rows=leave_faulty_rows)
    said = _NOTHING if change is None else _WRITTEN
    click.echo(said.in_language(language).format(change=change.pk if change else ""))


def _tell(preview: AreaPreview, language: Language) -> None:
    from concertation.core.vocabulary import load_scheme  # noqa: PLC0415 only for words

    scheme = load_scheme("area_kind")
    rows = [
        {
            "kind": scheme[kind.kind].label.in_language(language),
            "new": kind.new,
            "changed": kind.changed,
            "same": kind.same,
            "population": kind.population,
            "without_population": kind.without_population,
        }
        for kind in preview.kinds
    ]
    print_rows(rows, layout="table", language=language, headings=_HEADINGS)
    told = [*preview.faults, *preview.warnings]
    for fault in told[:_TOLD]:
        click.echo(fault.in_language(language), err=True)
    if len(told) > _TOLD:
        click.echo(_MORE.in_language(language).format(count=len(told) - _TOLD), err=True)


def _ask(language: Language) -> None:
    if not sys.stdin.isatty():
        raise refusal(
            None,
            click.get_current_context(),
            english="nobody is there to confirm. Add --yes.",
            french="personne n’est là pour confirmer. Ajoutez --yes.",
        )
    choices = "[o/N]" if language == "fr" else "[y/N]"
    said = click.prompt(f"{_ASK.in_language(language)} {choices}", default="", show_default=False, err=True)
    if said.strip().casefold() not in ("y", "yes", "o", "oui"):
        raise click.Abort
