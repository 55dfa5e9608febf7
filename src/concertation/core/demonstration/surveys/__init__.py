"""Waves of questions of the invented region: who was asked, who answered, and what, from a small seeded model."""

from concertation.core.demonstration.surveys.design import WaveDesign, consent_of, wave_designs
from concertation.core.demonstration.surveys.rounds import InvitedPerson, SurveyRound, make_survey_rounds

__all__ = ["InvitedPerson", "SurveyRound", "WaveDesign", "consent_of", "make_survey_rounds", "wave_designs"]
