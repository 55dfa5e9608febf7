"""Why a figure of functioning is unknown or not shown, in both languages."""

from __future__ import annotations

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.text import Text

ANONYMOUS = Text(
    en="This survey is anonymous: no answer is joined to an organisation.",
    fr="Cette enquête est anonyme\N{NO-BREAK SPACE}: aucune réponse n’est rattachée à un organisme.",
)
NOBODY = Text(
    en="Nobody answered at least half of the items of this factor.",
    fr="Personne n’a répondu à au moins la moitié des énoncés de ce facteur.",
)
WEIGHTINGS = Text(
    en="Beside the mean of organisations, the mean of people would tell what a few of them answered.",
    fr="À côté de la moyenne des organismes, celle des personnes révélerait ce que quelques-unes ont répondu.",
)
NOT_SETTLED = Text(
    en="The items do not vary together as one factor would have them.",
    fr="Les énoncés ne varient pas ensemble comme le ferait un seul facteur.",
)
ITEM_UNANSWERED = Text(
    en="Fewer than two people answered one of the items.",
    fr="Moins de deux personnes ont répondu à l’un des énoncés.",
)
LANGUAGE_UNTOLD = Text(
    en="This survey is anonymous: no answer says in which language it was given.",
    fr="Cette enquête est anonyme\N{NO-BREAK SPACE}: aucune réponse ne dit dans quelle langue elle a été donnée.",
)
INVITED = Text(
    en="How many should have answered is not known.",
    fr="On ne sait pas combien auraient dû répondre.",
)
FACTORS = Text(
    en="Too few factors have a score that may be shown.",
    fr="Trop peu de facteurs ont un résultat qui peut être montré.",
)
SUBTRACTION = Text(
    en="Subtracted from what is already shown, this figure would tell what a few people answered.",
    fr="Soustrait de ce qui est déjà montré, ce chiffre révélerait ce que quelques personnes ont répondu.",
)
NOT_COMPARABLE = Text(
    en="The answers to this item are too much alike, or too sharply split, for the comparison to settle.",
    fr="Les réponses à cet énoncé sont trop semblables, ou trop tranchées, pour que la comparaison aboutisse.",
)
NOT_MATCHED = Text(
    en="No organisation was heard in both surveys on the same items.",
    fr="Aucun organisme n’a été entendu dans les deux enquêtes sur les mêmes énoncés.",
)


def floor(conventions: FunctioningConventions) -> Text:
    """Why a cell of few people is not shown."""
    people, organisations = conventions.respondents, conventions.organisations
    return Text(
        en=f"Shown from {people} people of {organisations} organisations.",
        fr=f"Montré à partir de {people} personnes de {organisations} organismes.",
    )


def too_few_for_reliability(heard: int, conventions: FunctioningConventions) -> Text:
    """How many people are missing for α and ω."""
    needed = conventions.respondents_for_reliability
    return Text(
        en=f"Needs {needed} people who answered; there are {heard}.",
        fr=f"Il faut {needed} personnes ayant répondu; il y en a {heard}.",
    )


def equivalence_floor(conventions: FunctioningConventions) -> Text:
    """The same without the counts: how many of one table answered an item in a language may point at a person."""
    needed = conventions.respondents_for_equivalence
    return Text(
        en=f"Needs {needed} people who answered in each language.",
        fr=f"Il faut {needed} personnes ayant répondu dans chaque langue.",
    )


def too_few_for_equivalence(first: int, second: int, conventions: FunctioningConventions) -> Text:
    """How many people are missing to compare two languages."""
    needed = conventions.respondents_for_equivalence
    return Text(
        en=f"Needs {needed} people in each language; there are {first} and {second}.",
        fr=f"Il faut {needed} personnes dans chaque langue; il y en a {first} et {second}.",
    )
