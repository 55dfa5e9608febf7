"""How two organisations come to be tied, one way or both at once, learned from pairs that both answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel, Pairs
from concertation.core.network.certainty.pair_features import NAMED_BACK_THROUGH
from concertation.core.network.certainty.reports import Floats, Indices

_ROUNDS = 60
_SETTLED = 1e-7
_LONGEST_STEP = 2.0
import os
_PRIOR_SPREAD = float(os.environ.get("PS","2.5"))
_CLOSE = float(os.environ.get("CS","2.5"))
_MUTUAL_SPREAD = 10.0
_LEAST_SPREAD = 0.05


def blind(x: Floats, centre: Floats, scale: Floats) -> Floats:
    unseen = x.copy()
    unseen[..., NAMED_BACK_THROUGH] = -centre[NAMED_BACK_THROUGH] / scale[NAMED_BACK_THROUGH]
    return unseen


def fit_pairs(pairs: Pairs, quiet: Floats, centre: Floats, scale: Floats) -> DyadModel:
    people = len(pairs.named)
    one, other = np.triu_indices(people, 1)
    counted = ((1 - quiet)[one] * (1 - quiet)[other])
    x = pairs.x[..., :-1].copy()
    x[..., NAMED_BACK_THROUGH] = 0.0
    x[..., -1] = pairs.heard
    forth, back = x[one, other], x[other, one]
    said, heard = pairs.named[one, other], pairs.named[other, one]
    count = x.shape[-1] + 1
    mean = np.clip(np.mean([said, heard]), 1e-3, 1 - 1e-3)
    theta = np.zeros(count + people)
    theta[0] = np.log(mean / (1 - mean))
    prior = np.r_[1e-6, np.full(count - 2, _PRIOR_SPREAD**-2.0), _MUTUAL_SPREAD**-2.0]
    prior[count - 2] = _CLOSE**-2.0
    spread = 0.25
    for _ in range(_ROUNDS):
        a = theta[count:]
        f, b = forth @ theta[: count - 1] + a[one], back @ theta[: count - 1] + a[other]
        ways = np.stack([np.zeros_like(f), f, b, f + b + theta[count - 1]])
        p = np.exp(ways - ways.max(axis=0))
        p /= p.sum(axis=0)
        both = p[3]
        pf, pb = p[1] + both, p[2] + both
        p = p
        rf, rb, rm = said - pf, heard - pb, said * heard - both
        vf, vb, cfb, cfm, cbm, vm = pf * (1 - pf), pb * (1 - pb), both - pf * pb, both * (1 - pf), both * (1 - pb), both * (1 - both)
        rf, rb, rm, vf, vb, cfb, cfm, cbm, vm = (counted * v for v in (rf, rb, rm, vf, vb, cfb, cfm, cbm, vm))
        xx = (forth * vf[:, None]).T @ forth + (back * vb[:, None]).T @ back
        mixed = (forth * cfb[:, None]).T @ back
        xx += mixed + mixed.T
        xm = forth.T @ cfm + back.T @ cbm
        curve = np.zeros((count + people, count + people))
        curve[: count - 1, : count - 1] = xx
        curve[: count - 1, count - 1] = curve[count - 1, : count - 1] = xm
        curve[count - 1, count - 1] = vm.sum()
        cross = np.zeros((people, count))
        tof = np.column_stack([forth * vf[:, None] + back * cfb[:, None], cfm])
        tob = np.column_stack([back * vb[:, None] + forth * cfb[:, None], cbm])
        np.add.at(cross, one, tof)
        np.add.at(cross, other, tob)
        curve[count:, :count], curve[:count, count:] = cross, cross.T
        own = np.bincount(one, vf, people) + np.bincount(other, vb, people)
        curve[count + one, count + other] = curve[count + other, count + one] = cfb
        curve[np.arange(count, count + people), np.arange(count, count + people)] = own
        by_pair = np.column_stack([forth * rf[:, None] + back * rb[:, None], rm])
        slope = np.r_[by_pair.sum(axis=0), np.bincount(one, rf, people) + np.bincount(other, rb, people)]
        precision = np.r_[prior, np.full(people, 1 / spread)]
        curve[np.diag_indices(count + people)] += precision
        inverse = np.linalg.inv(curve)
        step = inverse @ (slope - precision * theta)
        step *= min(1.0, _LONGEST_STEP / float(np.abs(step).max() + 1e-12))
        # intercept not penalised towards 0 noticeably
        theta = theta + step
        variance = np.diag(np.linalg.inv(curve[count:, count:]))
        spread = max(float(np.average(theta[count:] ** 2 + variance, weights=1 - quiet)), _LEAST_SPREAD**2)
        if np.abs(step).max() < _SETTLED:
            break
    by = np.zeros((people, count))
    np.add.at(by, one, by_pair)
    np.add.at(by, other, by_pair)
    shifts = (inverse[:count, :count] @ (by / np.sqrt(2.0)).T).T
    return DyadModel(theta[:count], theta[count:], variance, shifts, centre, scale, quiet)
