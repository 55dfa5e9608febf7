"""Papers: what a page shows as a tagged document or as a picture, made without a browser."""

from concertation.reports.documents.compiling import as_pdf, as_png
from concertation.reports.documents.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Key,
    KeyEntry,
    Paper,
    Paragraph,
    Phrase,
    Ranked,
    RankedItem,
    Run,
    Table,
)

__all__ = [
    "Block",
    "Column",
    "Document",
    "Figure",
    "Heading",
    "Items",
    "Key",
    "KeyEntry",
    "Paper",
    "Paragraph",
    "Phrase",
    "Ranked",
    "RankedItem",
    "Run",
    "Table",
    "as_pdf",
    "as_png",
]
