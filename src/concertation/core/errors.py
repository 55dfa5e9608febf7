"""The one tree of errors. Each reaches people as a plain sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal


class ConcertationError(Exception):
    """Something that a person can understand and act on.

    ``english`` and ``french`` are templates filled with the named facts given when the error is raised.
    """

    code: ClassVar[str] = "concertation"
    english: ClassVar[str] = "Something went wrong. Nothing was changed."
    french: ClassVar[str] = "Un problème est survenu. Rien n’a été modifié."

    def __init__(self, **facts: object) -> None:
        self.facts: Mapping[str, object] = facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: Literal["en", "fr"]) -> str:
        """The sentence for people, in the language asked for."""
        template = self.french if language == "fr" else self.english
        return template.format(**self.facts)


class MissingLanguageSide(ConcertationError):
    """A bilingual text lacks one of its two sides."""

    code = "missing-language-side"
    english = "The {language} side of “{text}” is missing. Write both languages."
    french = "Il manque le côté {language} de « {text} ». Rédigez les deux langues."


class InvalidData(ConcertationError):
    """Faults found in data, listed together."""

    code = "invalid-data"
    english = "{count} fault(s) found: {listing}"
    french = "{count} anomalie(s) relevée(s) : {listing}"


class UnknownFactKind(ConcertationError):
    """A kind of fact that the register does not keep."""

    code = "unknown-fact-kind"
    english = "The register keeps no “{kind}”. Choose one of: {known}."
    french = "Le registre ne tient pas de « {kind} ». Choisissez parmi : {known}."


class UnknownRecord(ConcertationError):
    """A record that is not in the register, or not on that day."""

    code = "unknown-record"
    english = "There is no {kind} with the code “{key}” here. Check the code, or the date you are looking at."
    french = "Aucun enregistrement « {key} » ({kind}) ici. Vérifiez le code ou la date consultée."


class UnknownMeasure(UnknownRecord):
    """A name that no measure has."""

    code = "unknown-measure"
    english = "There is no measure with the code “{key}”. Those with a name most like it: {near}."
    french = "Aucune mesure n’a le code « {key} ». Celles dont le nom s’en approche le plus : {near}."


class UnknownColumn(UnknownRecord):
    """A name that no column of a table has."""

    code = "unknown-column"
    english = "There is no column “{key}” here. Those there are: {near}."
    french = "Il n’y a pas de colonne « {key} » ici. Celles qu’il y a : {near}."


class SnapshotMismatch(ConcertationError):
    """Tables that do not follow the dictionary of facts."""

    code = "snapshot-mismatch"
    english = "This snapshot cannot be read: {reason}. Write it again with this version of Concertation."
    french = "Cet instantané est illisible : {reason}. Produisez-le de nouveau avec cette version de Concertation."


class DayNotCovered(ConcertationError):
    """A day after the one that a snapshot stands for."""

    code = "day-not-covered"
    english = "This snapshot ends on {last}: it says nothing of {day}. Choose an earlier day, or a newer snapshot."
    french = (
        "Cet instantané s’arrête au {last} : il ne dit rien du {day}. "
        "Choisissez un jour antérieur ou un instantané plus récent."
    )


class NotAllowed(ConcertationError):
    """A person asked for what their role does not open."""

    code = "not-allowed"
    english = "Your account does not allow this. Ask a steward of the register."
    french = "Votre compte ne permet pas cette action. Adressez-vous à une personne intendante du registre."


class UnknownScheme(ConcertationError):
    """A vocabulary that Concertation does not keep."""

    code = "unknown-scheme"
    english = "There is no vocabulary “{scheme}”. The nearest are: {nearest}."
    french = "Il n’existe pas de vocabulaire « {scheme} ». Les plus proches : {nearest}."


class UnknownTerm(ConcertationError):
    """A code that a vocabulary does not hold."""

    code = "unknown-term"
    english = "“{term}” is not a code of the vocabulary “{scheme}”. The nearest codes are: {nearest}."
    french = "« {term} » n’est pas un code du vocabulaire « {scheme} ». Les codes les plus proches : {nearest}."
