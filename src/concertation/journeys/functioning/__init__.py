"""What a wave of questions says of how a partnership works: read, assembled, shown, published, taken away."""

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
    "Functioning",
    "Glance",
    "GuideQuestion",
    "NothingToPublish",
    "ResultsFile",
    "Told",
    "WaveFigures",
    "WaveLine",
    "find_functioning",
    "glance_at",
    "guide_of",
    "publish_wave",
    "see_functioning",
]
