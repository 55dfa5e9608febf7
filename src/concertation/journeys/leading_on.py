"""Where the code of a record that was merged leads."""

from __future__ import annotations

from collections.abc import Collection

from concertation.journeys.neighbourhood import model_of

# The registry of identifiers under which a merged record's code is kept: this register itself.
FORMER_CODE = "register_code"
# Keys looked for in one query; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 5_000


def standing_keys(keys: Collection[str]) -> dict[str, str]:
    """Of these keys of organisations, those that were merged, each with the key of the record that stands for it.

    For whoever meets a key from before a merge: an import, an address, another system. A key that stands by itself,
    or that nobody knows, is not among the answers.
    """
    found: dict[str, str] = {}
    wanted = sorted(set(keys))
    identifiers = model_of("organisation_identifier").objects.filter(scheme=FORMER_CODE)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        found.update(identifiers.filter(value__in=chunk).order_by("id").values_list("value", "organisation__key"))
    standing = model_of("organisation").objects.filter(key__in=found).values_list("key", flat=True)
    for key in standing:
        del found[key]
    return found


def former_codes() -> dict[str, str]:
    """Every code of a merged organisation that no record bears any more, with the key of what stands for it."""
    return standing_keys(
        model_of("organisation_identifier").objects.filter(scheme=FORMER_CODE).values_list("value", flat=True)
    )


def standing_key(key: str) -> str | None:
    """The key of the record that stands for a merged one, or ``None``."""
    return standing_keys([key]).get(key)
