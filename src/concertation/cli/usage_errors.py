"""What the command-line library says of a mistyped line, in French."""

from __future__ import annotations

import re

import click

# The sentences of click 8, and ours; the first that matches speaks. Longer ones hold shorter ones inside.
_SENTENCES = (
    (r"No such option '(.+?)'\.(?: .*)?", "L’option « {0} » n’existe pas.{close}"),
    (r"No such command '(.+?)'\.(?: .*)?", "La commande « {0} » n’existe pas.{close}"),
    (r"Missing (?:argument|parameter) '(.+?)'\..*", "Il manque l’argument « {0} »."),
    (r"Missing option '(.+?)'\..*", "Il manque l’option « {0} »."),
    (r"Missing command\.", "Il manque une commande."),
    (r"Option '(.+?)' requires an argument\.", "L’option « {0} » demande une valeur."),
    (r"Option '(.+?)' does not take a value\.", "L’option « {0} » ne prend pas de valeur."),
    (r"Got unexpected extra arguments? \((.+)\)", "Il y a un argument de trop : {0}."),
    (r"Invalid value for '(.+?)': (.+)", "Valeur refusée pour « {0} » : {1}"),
    (r"'(.*)' is not (?:one of )?((?:'.+?'(?:, )?)+)\.", "« {0} » n’est pas parmi : {1}."),
    (r"(?:File|Directory|Path) '(.+)' does not exist\.", "« {0} » n’existe pas."),
    (r"(?:File|Directory|Path) '(.+)' is a directory\.", "« {0} » est un dossier."),
    (r"(?:File|Directory|Path) '(.+)' is a file\.", "« {0} » est un fichier."),
    (r"(?:File|Directory|Path) '(.+)' is not readable\.", "« {0} » ne peut pas être lu."),
    (r"(?:File|Directory|Path) '(.+)' is not writable\.", "« {0} » ne peut pas être écrit."),
    (r"'(.+)' is not a valid (?:integer|float)\.", "« {0} » n’est pas un nombre."),
)


def usage_error_in_french(error: click.ClickException) -> str:
    """The usage, where to find help, and the fault."""
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines = [context.get_usage(), f"Pour de l’aide : « {context.command_path} --language fr --help ».", ""]
    close = getattr(error, "possibilities", None) or []
    close_words = f" Vouliez-vous dire {' ou '.join(close)}?" if close else ""
    return "\n".join([*lines, f"Erreur : {_translated(error.format_message(), close_words)}"])


def _translated(sentence: str, close: str) -> str:
    for pattern, french in _SENTENCES:
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            parts = [_translated(part, "") if french.startswith("Valeur") else part for part in found.groups()]
            return french.format(*parts, close=close)
    return sentence
