"""Facts as plain values, between files and the register."""

from __future__ import annotations

from collections.abc import Mapping

# The columns of facts by kind and key: ``name_en``…, and for a reference the key of the record meant.
FactsByKind = Mapping[str, Mapping[str, Mapping[str, object]]]
