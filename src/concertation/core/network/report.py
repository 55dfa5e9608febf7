"""Several measures of one network at once, each with how exact it is, or with what is missing to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np
import polars as pl

from concertation.core.errors import UnknownColumn, UnknownMeasure
from concertation.core.estimate import Estimate, Unknown
from concertation.core.measure import Need, Outline, outlines_of
from concertation.core.network import communities
from concertation.core.network.measures.answer import UNKNOWN_WEIGHTS, Answer, Column, Exactness, Figure
from concertation.core.network.measures.families import FAMILIES as MEASURED
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Lengths, Reading
from concertation.core.network.network import Network
from concertation.core.text import Text

FAMILIES: tuple[Family, ...] = (*MEASURED, *communities.FAMILIES)
Asked = Sequence[str] | Literal["all"] | None


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """Measures of one network on one day.

    ``whole`` has the figures of the network, and for any measure that could not be computed at all, what is missing;
    ``nodes`` and ``ties`` have a column a measure (null: unknown) beside the keys; ``tables`` are the measures whose
    answer is a table, those of pairs among them. ``exactness`` says whether each measure answered is exact.
    """

    whole: Mapping[str, Estimate | Unknown]
    nodes: pl.DataFrame
    ties: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    exactness: Mapping[str, Exactness]
    remarks: tuple[Text, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every figure is."""
        return all(one.is_exact for one in self.exactness.values())


def measure_network(
    network: Network,
    *,
    ids: Asked = None,
    group: str | None = None,
    number: str | None = None,
    mode: str | None = None,
    scale: tuple[float, float] | None = None,
    layers: Mapping[str, Network] | None = None,
    lengths: Lengths = "steps",
    seed: int = 0,
) -> NetworkReport:
    """The measures of ``ids`` (default: all but the costly ones; ``"all"``: every one) of a network.

    ``group`` (sector, kind), ``number`` (a quantity) and ``mode`` (the two sides of a two-mode network) name columns
    of the nodes; ``scale`` is the lowest and highest rating of a tie; ``layers`` are kinds of ties on the same keys.
    Distances count steps unless ``lengths`` is ``"inverse"``: then a tie is 1/weight long. ``seed`` decides of what is
    drawn at random. Raises ``UnknownMeasure`` for an id that no measure has,
    ``UnknownColumn`` for a column that the nodes lack.
    """
    asked = _asked(ids)
    for column in (group, number, mode):
        if column is not None and column not in network.nodes.columns:
            raise UnknownColumn(key=column, near=", ".join(network.nodes.columns))
    reading = Reading(network, group, number, mode, scale, layers or {}, lengths, seed)
    lacking = {one.id: missing for one in asked.values() if (missing := _lacking(one, reading))}
    wanted = {name for name in asked if name not in lacking}
    answers: dict[str, Answer] = dict(lacking)
    for family in FAMILIES:
        if wanted.intersection(family.ids):
            answers |= {name: one for name, one in _answers(family, reading).items() if name in wanted}
    return _report(reading, {name: answers[name] for name in asked}, asked)


def _asked(ids: Asked) -> Mapping[str, Outline]:
    known = {one.id: one for one in outlines_of("network")}
    if ids is None or ids == "all":
        return {name: one for name, one in known.items() if ids == "all" or not one.is_on_request}
    for strange in (name for name in ids if name not in known):
        near = get_close_matches(strange, known, cutoff=0.3)
        raise UnknownMeasure(key=strange, near=", ".join(near or known))
    return {name: known[name] for name in ids}


_LACKING: Mapping[Need, Text] = {
    "direction": Text(
        en="Ties with a direction: here each tie runs both ways.",
        fr="Des liens orientés\u00a0: ici, chaque lien vaut dans les deux sens.",
    ),
    "strengths": Text(
        en="Ties of different strengths: here all weigh the same.",
        fr="Des liens de forces différentes\u00a0: ici, tous pèsent autant.",
    ),
    "group": Text(
        en="A group for each organisation, such as its sector or its kind.",
        fr="Un groupe pour chaque organisme, comme son secteur ou son genre.",
    ),
    "number": Text(en="A number for each organisation.", fr="Un nombre pour chaque organisme."),
    "mode": Text(
        en="Two sides, such as organisations and partnerships.",
        fr="Deux côtés, comme des organismes et des partenariats.",
    ),
    "scale": Text(en="The scale on which ties were rated.", fr="L’échelle sur laquelle les liens ont été notés."),
    "layers": Text(en="Several kinds of ties.", fr="Plusieurs genres de liens."),
}


def _lacking(one: Outline, reading: Reading) -> Unknown | None:
    has: Mapping[Need, bool] = {
        "direction": reading.network.is_directed,
        "strengths": reading.has_strengths,
        "group": reading.group is not None,
        "number": reading.number is not None,
        "mode": reading.mode is not None,
        "scale": reading.scale is not None,
        "layers": len(reading.layers) > 1,
    }
    missing = tuple(_LACKING[need] for need in one.needs if not has[need])
    return Unknown(missing) if missing else None


def _answers(family: Family, reading: Reading) -> Mapping[str, Answer]:
    if not reading.network.size:
        return dict.fromkeys(family.ids, Unknown((_why_undefined(reading.network),)))
    if family.follows_lengths and reading.lengths == "inverse" and np.isnan(reading.network.weight).any():
        return dict.fromkeys(family.ids, UNKNOWN_WEIGHTS)
    return family.compute(reading)


def _report(reading: Reading, answers: Mapping[str, Answer], asked: Mapping[str, Outline]) -> NetworkReport:
    network = reading.network
    figures = {name: _figure(one) for name, one in answers.items()}
    known = {name: one for name, one in figures.items() if isinstance(one, Figure)}
    columns = [(asked[name].level, name, one.answer) for name, one in known.items()]
    keys = network.nodes["key"]
    return NetworkReport(
        whole=dict(_whole(network, figures)),
        nodes=_frame({"key": keys}, ((name, one) for level, name, one in columns if level == "node")),
        ties=_frame(
            {"source": keys.gather(network.source), "target": keys.gather(network.target)},
            ((name, one) for level, name, one in columns if level == "tie"),
        ),
        tables={name: one for _, name, one in columns if isinstance(one, pl.DataFrame)},
        exactness={name: one.exactness for name, one in known.items()},
        remarks=network.remarks,
    )


def _figure(answer: Answer) -> Figure | Unknown:
    return answer if isinstance(answer, Figure | Unknown) else Figure(answer)


def _whole(network: Network, figures: Mapping[str, Figure | Unknown]) -> Iterator[tuple[str, Estimate | Unknown]]:
    for name, one in figures.items():
        if isinstance(one, Unknown):
            yield name, one
        elif isinstance(one.answer, float):
            yield name, _estimate(network, name, one, one.answer)


def _estimate(network: Network, name: str, figure: Figure, value: float) -> Estimate | Unknown:
    if np.isnan(value):
        return Unknown((_why_undefined(network),))
    n = network.size if figure.n is None else figure.n
    return Estimate(float(value), n, figure.coverage, name, figure.low, figure.high)


def _why_undefined(network: Network) -> Text:
    if network.size == 0:
        return Text(en="Organisations: this network is empty.", fr="Des organismes\u00a0: ce réseau est vide.")
    if network.size == 1:
        return Text(
            en="A second organisation: one alone has nobody to be tied to.",
            fr="Un deuxième organisme\u00a0: un seul n’a personne à qui se lier.",
        )
    if network.tie_count == 0:
        return Text(
            en="Ties: nobody is tied to anybody here.", fr="Des liens\u00a0: personne n’est lié à personne ici."
        )
    return Text(
        en="More organisations or ties: what this figure divides by is zero in this network.",
        fr="Plus d’organismes ou de liens\u00a0: ce par quoi ce chiffre se divise est nul dans ce réseau.",
    )


def _frame(keys: Mapping[str, pl.Series], columns: Iterable[tuple[str, float | Column | pl.DataFrame]]) -> pl.DataFrame:
    answers = {name: pl.Series(np.asarray(one, dtype=np.float64)).fill_nan(None) for name, one in columns}
    return pl.DataFrame({**keys, **answers})
