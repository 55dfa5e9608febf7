"""How sure a network is: whose word, who is silent, which kinds go together, what changed."""

from concertation.journeys.network.certainty.asked import PAGES, CertaintyQuestion
from concertation.journeys.network.certainty.beside import changed_or_begun, together_or_begun
from concertation.journeys.network.certainty.changed import Changed, change_between_surveys
from concertation.journeys.network.certainty.silence import UnderSilence, silence_of
from concertation.journeys.network.certainty.surveys import Survey, surveys_of
from concertation.journeys.network.certainty.together import Explained, Pair, Together
from concertation.journeys.network.certainty.whose_word import Moved, WhoseWord, whose_word

__all__ = [
    "PAGES",
    "CertaintyQuestion",
    "Changed",
    "Explained",
    "Moved",
    "Pair",
    "Survey",
    "Together",
    "UnderSilence",
    "WhoseWord",
    "change_between_surveys",
    "changed_or_begun",
    "silence_of",
    "surveys_of",
    "together_or_begun",
    "whose_word",
]
