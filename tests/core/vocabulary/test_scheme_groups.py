"""The vocabularies are gathered by what they are about."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

from concertation.core.vocabulary import scheme_groups, scheme_ids


def test_every_scheme_stands_in_one_group() -> None:
    """Named in the file of groups, once; a new scheme is placed there by whoever adds it."""
    document = resources.files("concertation.core.vocabulary").joinpath("groups.toml").read_text(encoding="utf-8")
    named = Counter(scheme_id for group in tomllib.loads(document)["group"] for scheme_id in group["schemes"])
    assert set(named) == set(scheme_ids())
    assert set(named.values()) == {1}


def test_the_groups_hold_every_scheme() -> None:
    """Whatever the file says."""
    assert sorted(scheme.id for group in scheme_groups() for scheme in group.schemes) == list(scheme_ids())
