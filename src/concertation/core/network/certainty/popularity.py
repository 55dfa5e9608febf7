"""How often an organisation is named, drawn towards the usual as far as so few votes call for."""

from __future__ import annotations

import numpy as np

from concertation.core.network.certainty.reports import Floats, Reports


def log_odds_of_votes(reports: Reports, named: Floats, voters: Floats) -> Floats:
    """Log-odds of being named, given that ``named`` of ``voters`` did, under the beta law of ``prior_votes``."""
    usual, prior = reports.named_share, prior_votes(reports)
    others = np.maximum(voters - named, 0.0)
    return np.asarray(np.log((named + prior * usual) / (others + prior * (1.0 - usual))))


def prior_votes(reports: Reports) -> float:
    """How many votes of average popularity each organisation has before any: usual·(1 − usual)/τ² − 1.

    τ² is the variance of the shares of votes beyond that of chance, by moments. Between ½ and ten times the
    respondents.
    """
    voters = np.maximum(len(reports.respondents) - reports.answered, 1.0)
    noise = reports.named_share * (1 - reports.named_share)
    spread = float((reports.times_named / voters).var(ddof=1)) - noise / float(voters.mean())
    return float(np.clip(noise / max(spread, 1e-9) - 1.0, 0.5, 10.0 * len(reports.respondents)))


def popularity_noise(reports: Reports, draws: int, generator: np.random.Generator) -> Floats:
    """Draws × organisations: how far the log-odds of being named lie from their estimate, by the same beta law."""
    usual, prior = reports.named_share, prior_votes(reports)
    voters = len(reports.respondents) - reports.answered.astype(np.float64)
    yes = reports.times_named + prior * usual
    no = np.maximum(voters - reports.times_named, 0.0) + prior * (1.0 - usual)
    share = np.clip(generator.beta(yes, no, size=(draws, reports.size)), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(share / (1.0 - share)) - np.log(yes / no))
