"""Names of organisations reduced to the words that distinguish them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import polars as pl

from concertation.core.text import search_key

# Articles, prepositions and legal forms of both languages, folded: they tell no organisation from another.
_EMPTY_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "to",
        "a",
        "an",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "pour",
        "en",
        "au",
        "aux",
        "a",
        "un",
        "une",
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "ltee",
        "limitee",
        "corp",
        "corporation",
        "co",
        "org",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "to",
        "school",
        "board",
        "community",
        "services",
        "association",
        "society",
        "learning",
        "council",
        "newcomers",
        "high",
        "adult",
        "immigrant",
        "refugee",
        "organization",
        "settlement",
        "women",
        "youth",
    ]
)
_FRENCH = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "pour",
        "au",
        "aux",
        "ecole",
        "conseil",
        "communautaire",
        "francophone",
        "nouveaux",
        "arrivants",
        "organisme",
        "accueil",
        "etablissement",
        "immigrants",
        "femmes",
        "jeunesse",
    ]
)
_LANGUAGES = {**dict.fromkeys(_ENGLISH, "en"), **dict.fromkeys(_FRENCH, "fr")}
# Addresses under which many unrelated organisations live.
_SHARED_HOSTS = frozenset(
    {
        "facebook.com",
        "canada.ca",
        "google.com",
        "linkedin.com",
        "instagram.com",
        "twitter.com",
        "wordpress.com",
    }
)


@lru_cache(maxsize=100_000)
def distinctive_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without articles, prepositions and legal forms, or all when none remains."""
    words = search_key(name).split()
    return tuple(word for word in words if word not in _EMPTY_WORDS) or tuple(words)


def apparent_language(name: str) -> Literal["en", "fr"] | None:
    """The language that the small words of a name betray, or ``None`` when they betray neither."""
    return language_of_words(search_key(name).split())


def language_of_words(words: Sequence[str]) -> Literal["en", "fr"] | None:
    """The same of a name already folded and cut into words."""
    told = [_LANGUAGES.get(word) for word in words]
    english, french = told.count("en"), told.count("fr")
    if english == french:
        return None
    return "en" if english > french else "fr"


def host(address: str) -> str | None:
    """The site of a Web address without ``www.``; ``None`` for sites that many organisations share."""
    try:
        found = (urlsplit(address if "//" in address else f"//{address}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return found if found and found not in _SHARED_HOSTS else None


def hosts(addresses: pl.Series) -> pl.Series:
    """The same of many addresses; those written plainly without leaving the column."""
    plain = addresses.str.extract(_PLAIN_ADDRESS).str.to_lowercase().str.strip_prefix("www.")
    others = addresses.filter(plain.is_null() & addresses.is_not_null()).unique()
    read = pl.Series([host(address) for address in others], dtype=pl.String)
    known = pl.when(~plain.is_in(list(_SHARED_HOSTS))).then(plain)
    odd = addresses.replace_strict(others, read, default=None, return_dtype=pl.String)
    return pl.select(pl.when(plain.is_not_null()).then(known).otherwise(odd)).to_series()


_PLAIN_ADDRESS = r"^https?://([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:/[!-~]*)?$"
