"""The workbook of facts: a template in either language, its reading with every fault, and its writing."""

from concertation.exchange.workbook.columns import ColumnRows, SheetColumns
from concertation.exchange.workbook.faults_file import write_faults_csv, write_faults_xlsx
from concertation.exchange.workbook.reading import missing_values, read_facts, read_workbook
from concertation.exchange.workbook.rows import Answer, Named, Reading, SameFile, SheetRow
from concertation.exchange.workbook.sites import is_list_of_sites, read_sites
from concertation.exchange.workbook.writing import write_facts, write_template

__all__ = [
    "Answer",
    "ColumnRows",
    "Named",
    "Reading",
    "SameFile",
    "SheetColumns",
    "SheetRow",
    "is_list_of_sites",
    "missing_values",
    "read_facts",
    "read_sites",
    "read_workbook",
    "write_facts",
    "write_faults_csv",
    "write_faults_xlsx",
    "write_template",
]
