"""The workbook of facts: a template in either language, its reading with every fault, and its writing."""

from concertation.exchange.workbook.reading import missing_values, read_workbook
from concertation.exchange.workbook.rows import Answer, Named, Reading, SameFile, SheetRow
from concertation.exchange.workbook.writing import write_facts, write_template

__all__ = [
    "Answer",
    "Named",
    "Reading",
    "SameFile",
    "SheetRow",
    "missing_values",
    "read_workbook",
    "write_facts",
    "write_template",
]
