"""What is left out of a network or combined on the way in, in words."""

from __future__ import annotations

from concertation.core.text import Text

_REMARKS = {
    "blank": Text(
        en="Ties left out because one of their ends is blank: {count}.",
        fr="Liens écartés parce qu’une de leurs extrémités est vide\u00a0: {count}.",
    ),
    "loops": Text(
        en="Ties of an organisation with itself, left out: {count}.",
        fr="Liens d’un organisme avec lui-même, écartés\u00a0: {count}.",
    ),
    "weightless": Text(
        en="Ties whose weight is zero or less, left out: {count}. "
        "A measure of distance or of strength has no meaning there.",
        fr="Liens dont le poids est nul ou négatif, écartés\u00a0: {count}. "
        "Une mesure de distance ou de force n’y aurait pas de sens.",
    ),
    "sum": Text(
        en="Tellings that repeat a tie: {count}. Each tie is kept once, the weights of its tellings added.",
        fr="Mentions qui répètent un lien\u00a0: {count}. Chaque lien est gardé une fois, les poids de ses mentions "
        "additionnés.",
    ),
    "max": Text(
        en="Tellings that repeat a tie: {count}. Each tie is kept once.",
        fr="Mentions qui répètent un lien\u00a0: {count}. Chaque lien est gardé une fois.",
    ),
    "mean": Text(
        en="Tellings that repeat a tie: {count}. Each tie is kept once, with the mean of the weights of its tellings.",
        fr="Mentions qui répètent un lien\u00a0: {count}. Chaque lien est gardé une fois, avec la moyenne des poids de "
        "ses mentions.",
    ),
}


def told(name: str, count: int) -> Text:
    """What was left out or combined, with how often."""
    words = _REMARKS[name]
    return Text(en=words.en.format(count=count), fr=words.fr.format(count=count))
