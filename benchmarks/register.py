"""A large invented register, made by a seeded program directly as columns."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.random import Generator

from concertation.core.snapshot import Snapshot

AS_OF = date(2025, 6, 30)

_KINDS = ("federal", "provincial_territorial", "municipal", "school_board", "health_authority", "library")
_OTHERS = ("settlement_agency", "community", "ethnocultural", "faith", "employer", "chamber_of_commerce")
_SECTORS = (
    "settlement",
    "language_training",
    "employment",
    "education",
    "health",
    "housing",
    "faith",
    "media",
)
_ROLES = ("lead", "manager", "facilitator", "supporter", "member", "funder")
_BODIES = ("council", "advisory_committee", "project_team", "secretariat", "local_table")
_AGREEMENTS = (
    *("contribution_agreement", "memorandum_of_understanding", "terms_of_reference"),
    *("service_contract", "letter_of_support", "unwritten_understanding"),
)
_ACTIVITIES = ("meeting", "joint_project", "coordinated_service", "research", "event")


def make_register(partnerships: int, *, seed: int) -> Snapshot:
    """A register with ten memberships a partnership on average, and the facts that the typologies read."""
    generator = np.random.default_rng(seed)
    return Snapshot.from_tables(as_of=AS_OF, tables=_tables(partnerships, generator))


def _tables(p: int, g: Generator) -> dict[str, pl.DataFrame]:
    o = max(p // 4, 50)
    tables = {
        "organisation": _organisations(o, g),
        "organisation_sector": _rows(
            2 * o, {"organisation_id": g.integers(1, o + 1, 2 * o), "sector": _pick(_SECTORS, 2 * o, g)}
        ),
        **_places(p, g),
        "partnership": _partnerships(p, g),
        **_memberships(p, o, g),
        **_activities(p, o, g),
        **_governance(p, o, g),
        **_routines(p, o, g),
    }
    return {
        kind: frame.with_columns(key=pl.format("{}-{}", pl.lit(kind), "id")) for kind, frame in tables.items()
    }


def _rows(n: int, columns: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame({"id": np.arange(1, n + 1), **columns})


def _pick(values: tuple[object, ...], n: int, g: Generator, p: list[float] | None = None) -> pl.Series:
    codes = g.choice(len(values), n, p=p)
    return pl.Series(values).gather(codes)


def _dates(n: int, g: Generator, *, years: int, unknown: float) -> pl.Series:
    ages = g.integers(0, 365 * years, n)
    known = g.random(n) >= unknown
    days = pl.Series(np.datetime64(AS_OF) - ages.astype("timedelta64[D]")).cast(pl.Date)
    return pl.DataFrame({"day": days, "known": known}).select(pl.when("known").then("day")).to_series()


def _maybe(n: int, g: Generator, *, yes: float = 0.45, no: float = 0.35) -> pl.Series:
    return _pick((True, False, None), n, g, [yes, no, 1 - yes - no])


def _ends(n: int, g: Generator, *, ended: float) -> pl.Series:
    """Most still hold; a few ended in the past three years."""
    days = _dates(n, g, years=3, unknown=1 - ended)
    return (
        pl.DataFrame({"until": days})
        .select(pl.when(pl.col("until") < AS_OF - timedelta(days=1)).then("until"))
        .to_series()
    )


def _organisations(o: int, g: Generator) -> pl.DataFrame:
    return _rows(
        o,
        {
            "kind": _pick((*_KINDS, *_OTHERS, None), o, g),
            "is_governmental": _maybe(o, g, yes=0.2, no=0.3),
            "is_unnamed_group": g.random(o) < 0.01,
        },
    )


def _places(p: int, g: Generator) -> dict[str, pl.DataFrame]:
    kinds = (
        ["country"]
        + ["province_territory"] * 13
        + ["census_metropolitan_area"] * 40
        + ["municipality"] * 5000
    )
    n, provinces = len(kinds), [f"{code:02d}" for code in range(10, 23)]
    province = [None, *provinces, *_pick(tuple(provinces), n - 14, g).to_list()]
    in_metropolis = np.where(g.random(n) < 0.15, g.integers(15, 55, n), 0) * (np.arange(n) >= 54)
    areas = _rows(
        n, {"kind": kinds, "province": province, "metropolitan_area_id": in_metropolis}
    ).with_columns(pl.when(pl.col("metropolitan_area_id") > 0).then("metropolitan_area_id"))
    served = int(1.5 * p)
    weights = np.concatenate([[0.002], np.full(13, 0.004), np.full(40, 0.005), np.full(5000, 0.746 / 5000)])
    return {
        "area": areas,
        "partnership_area": _rows(
            served,
            {
                "partnership_id": g.integers(1, p + 1, served),
                "area_id": g.choice(n, served, p=weights / weights.sum()) + 1,
            },
        ),
    }


def _partnerships(p: int, g: Generator) -> pl.DataFrame:
    return _rows(
        p,
        {
            "since": _dates(p, g, years=15, unknown=0.2),
            "has_legal_personality": _maybe(p, g, yes=0.1, no=0.6),
            "has_written_decision_rule": _maybe(p, g, yes=0.3),
        },
    )


def _memberships(p: int, o: int, g: Generator) -> dict[str, pl.DataFrame]:
    n, r = 10 * p, 3 * p
    return {
        "membership": _rows(
            n,
            {
                "partnership_id": g.integers(1, p + 1, n),
                "organisation_id": g.integers(1, o + 1, n),
                "is_observer": g.random(n) < 0.05,
                "since": _dates(n, g, years=10, unknown=0.3),
                "until": _ends(n, g, ended=0.1),
            },
        ),
        "membership_role": _rows(
            r,
            {
                "membership_id": g.integers(1, n + 1, r),
                "role": _pick(_ROLES, r, g),
                "since": _dates(r, g, years=8, unknown=0.3),
                "until": _ends(r, g, ended=0.15),
            },
        ),
        "declared_type": _rows(
            p,
            {
                "partnership_id": g.integers(1, p + 1, p),
                "facet": _pick(("reach", "sectors", "number", "kinds", "articulation", "arrangement"), p, g),
                "value": _pick(
                    ("local", "several", "multipartite", "mixed", "collaborative", "two_bodies"), p, g
                ),
            },
        ),
    }


def _activities(p: int, o: int, g: Generator) -> dict[str, pl.DataFrame]:
    a, t, j = 2 * p, 6 * p, 2 * p
    return {
        "activity": _rows(
            a,
            {
                "partnership_id": g.integers(1, p + 1, a),
                "kind": _pick(_ACTIVITIES, a, g),
                "since": _dates(a, g, years=6, unknown=0.3),
                "until": _ends(a, g, ended=0.3),
                "effort_hours": _pick((10.0, 40.0, 120.0, None), a, g, [0.3, 0.3, 0.3, 0.1]),
            },
        ),
        "participation": _rows(
            t,
            {
                "activity_id": g.integers(1, a + 1, t),
                "organisation_id": g.integers(1, o + 1, t),
                **{
                    name: _maybe(t, g)
                    for name in (
                        "advises",
                        "funds",
                        "works",
                        "co_decides",
                        "bears_cost",
                        "bears_risk",
                        "benefits",
                    )
                },
            },
        ),
        "objective": _rows(
            j,
            {
                "partnership_id": g.integers(1, p + 1, j),
                "kind": _pick(("concrete", "symbolic", None), j, g, [0.6, 0.3, 0.1]),
                "weight": _pick((1.0, 2.0, 3.0), j, g),
            },
        ),
        "output": _rows(
            p,
            {
                "partnership_id": g.integers(1, p + 1, p),
                "kind": _pick(("concrete", "symbolic", None), p, g, [0.5, 0.4, 0.1]),
                "on": _dates(p, g, years=3, unknown=0.1),
            },
        ),
    }


def _governance(p: int, o: int, g: Generator) -> dict[str, pl.DataFrame]:
    b, s, c, y = 2 * p, 4 * p, p, 2 * p
    return {
        "body": _rows(
            b,
            {
                "partnership_id": g.integers(1, p + 1, b),
                "kind": _pick(_BODIES, b, g),
                "quorum": _pick((None, 0, 5), b, g),
                "until": _ends(b, g, ended=0.1),
            },
        ),
        "body_member": _rows(
            s,
            {
                "body_id": g.integers(1, b + 1, s),
                "organisation_id": g.integers(1, o + 1, s),
                "chairs": _maybe(s, g, yes=0.1, no=0.8),
                "since": _dates(s, g, years=5, unknown=0.3),
                "until": _ends(s, g, ended=0.2),
            },
        ),
        "agreement": _rows(
            c,
            {
                "partnership_id": g.integers(1, p + 1, c),
                "kind": _pick(_AGREEMENTS, c, g),
                "signed_on": _dates(c, g, years=6, unknown=0.3),
                "approved_on": _dates(c, g, years=6, unknown=0.3),
                "names_partnership": _maybe(c, g),
                "covers_exit": _maybe(c, g),
                "defines_roles": _maybe(c, g),
                "until": _ends(c, g, ended=0.2),
            },
        ),
        "agreement_party": _rows(
            y,
            {
                "agreement_id": g.integers(1, c + 1, y),
                "organisation_id": g.integers(1, o + 1, y),
                "signed_on": _dates(y, g, years=6, unknown=0.5),
            },
        ),
    }


def _routines(p: int, o: int, g: Generator) -> dict[str, pl.DataFrame]:
    m, w, t = 4 * p, p // 2, 2 * p
    return {
        "meeting": _rows(
            m, {"partnership_id": g.integers(1, p + 1, m), "on": _dates(m, g, years=3, unknown=0.05)}
        ),
        "plan": _rows(
            w,
            {
                "partnership_id": g.integers(1, p + 1, w),
                "adopted_on": _dates(w, g, years=5, unknown=0.2),
                "until": _ends(w, g, ended=0.2),
            },
        ),
        "plan_revision": _rows(
            w, {"plan_id": g.integers(1, w + 1, w), "on": _dates(w, g, years=4, unknown=0.1)}
        ),
        "report": _rows(
            w,
            {
                "partnership_id": g.integers(1, p + 1, w),
                "kind": _pick(("accountability_report", "annual_report", "evaluation", "audit"), w, g),
                "on": _dates(w, g, years=6, unknown=0.1),
            },
        ),
        "resource": _rows(
            w,
            {
                "partnership_id": g.integers(1, p + 1, w),
                "kind": _pick(("dedicated_staff", "own_budget"), w, g),
                "amount": _pick((None, 0.0, 1.5), w, g),
                "until": _ends(w, g, ended=0.2),
            },
        ),
        "tie": _rows(
            t,
            {
                "from_organisation_id": g.integers(1, o + 1, t),
                "to_organisation_id": g.integers(1, o + 1, t),
                "partnership_id": g.integers(1, p + 1, t),
                "kind": ["partner"] * t,
                "intensity": _pick((None, 0, 1, 2, 3, 4, 5), t, g),
            },
        ),
    }
