"""The dictionary of facts: every kind of fact the register keeps, its columns, its words in both languages.

The tables of the store, the columns of the snapshot, the sheets of the workbook and the forms of the pages
all follow this one dictionary.
"""

from concertation.core.facts.dictionary import Column, FactKind, Field, all_kinds, fact_kind
from concertation.core.facts.sections import Section, sections_of, unit_of

__all__ = ["Column", "FactKind", "Field", "Section", "all_kinds", "fact_kind", "sections_of", "unit_of"]
