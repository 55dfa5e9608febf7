"""What a wave of questions says of how a partnership works: read, assembled, shown, published, taken away."""

from concertation.journeys.functioning.across import Across, compare_partnerships, sees_across
from concertation.journeys.functioning.assembling import SEED
from concertation.journeys.functioning.figures import Told, WaveFigures
from concertation.journeys.functioning.files import FILE_FORMATS, ResultsFile
from concertation.journeys.functioning.guide import GuideQuestion, guide_of
from concertation.journeys.functioning.publishing import NothingToPublish, publish_wave
from concertation.journeys.functioning.standing import (
    Functioning,
    Glance,
    WaveLine,
    find_functioning,
    glance_at,
    see_functioning,
)

__all__ = [
    "FILE_FORMATS",
    "SEED",
    "Across",
    "Functioning",
    "Glance",
    "GuideQuestion",
    "NothingToPublish",
    "ResultsFile",
    "Told",
    "WaveFigures",
    "WaveLine",
    "compare_partnerships",
    "find_functioning",
    "glance_at",
    "guide_of",
    "publish_wave",
    "see_functioning",
    "sees_across",
]
