"""The controlled vocabularies of the field: one reviewable file a scheme, both languages side by side."""

from concertation.core.vocabulary.groups import SchemeGroup, scheme_groups
from concertation.core.vocabulary.reading import all_schemes, load_scheme, read_scheme, scheme_ids
from concertation.core.vocabulary.scheme import Origin, Scheme, SchemeOrigin, Term

__all__ = [
    "Origin",
    "Scheme",
    "SchemeGroup",
    "SchemeOrigin",
    "Term",
    "all_schemes",
    "load_scheme",
    "read_scheme",
    "scheme_groups",
    "scheme_ids",
]
