"""Anybody's tables read as facts: what is guessed of them, what people say, and what is remembered of a source."""

from concertation.exchange.mapping.applying import read_mapped
from concertation.exchange.mapping.bundle import bundle, is_bundle, open_bundle, read_bundle
from concertation.exchange.mapping.guessing import (
    LIKELY,
    SURE,
    Column,
    ColumnGuess,
    SheetGuess,
    columns_of,
    guess_file,
    guess_sheet,
    is_ours,
)
from concertation.exchange.mapping.mapping import (
    ColumnUse,
    FileMapping,
    InvalidMapping,
    SheetMapping,
    mapping_as_json,
    mapping_from_json,
)
from concertation.exchange.mapping.recipes import Part, Recipe, find_recipe, plain_recipes, recipes
from concertation.exchange.mapping.remembering import ENOUGH_IN_COMMON, Adapted, adapt, fingerprint_of, in_common

__all__ = [
    "ENOUGH_IN_COMMON",
    "LIKELY",
    "SURE",
    "Adapted",
    "Column",
    "ColumnGuess",
    "ColumnUse",
    "FileMapping",
    "InvalidMapping",
    "Part",
    "Recipe",
    "SheetGuess",
    "SheetMapping",
    "adapt",
    "bundle",
    "columns_of",
    "find_recipe",
    "fingerprint_of",
    "guess_file",
    "guess_sheet",
    "in_common",
    "is_bundle",
    "is_ours",
    "mapping_as_json",
    "mapping_from_json",
    "open_bundle",
    "plain_recipes",
    "read_bundle",
    "read_mapped",
    "recipes",
]
