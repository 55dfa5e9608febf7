"""Identifiers of organisations between HSDS (schemes of org-id.guide) and the register."""

from __future__ import annotations

import re

# Lists of org-id.guide that the register knows under their own name.
_SCHEMES = {"XI-ROR": "ror", "XI-WIKIDATA": "wikidata"}
_OUR_TYPES = {"business number": "business_number", "numero d'entreprise": "business_number"}
# A business number: nine digits, with or without the program account (Canada Revenue Agency, "Business number").
_BUSINESS_NUMBER = re.compile(r"\d{9}(?: ?[A-Z]{2} ?\d{4})?")
_CHARITY = re.compile(r"\d{9} ?RR ?\d{4}")
_CHARITY_SCHEME = "CA-CRA_ACR"


def read_tax_number(written: str) -> dict[str, str]:
    """A tax number is a business number where it looks like one."""
    scheme = "business_number" if _BUSINESS_NUMBER.fullmatch(written) else "other"
    return {"scheme": scheme, "value": written}


def read_identifier(scheme: str, kind: str, identifier: str) -> dict[str, str]:
    """The registry and number of an HSDS identifier; a list we do not name is an org-id, ``GB-COH-1234567``."""
    own_type = _OUR_TYPES.get(kind.strip().lower().replace("é", "e").replace("’", "'"))
    if scheme in _SCHEMES:
        return {"scheme": _SCHEMES[scheme], "value": identifier}
    if own_type is not None or scheme == _CHARITY_SCHEME:
        return {"scheme": own_type or "business_number", "value": identifier}
    if not scheme or not identifier:
        return {"scheme": "other", "value": identifier}
    return {"scheme": "org_id", "value": f"{scheme}-{identifier}"}


def write_identifier(scheme: str, value: str) -> dict[str, str]:
    """The same as HSDS columns."""
    if scheme == "business_number":
        listed = _CHARITY_SCHEME if _CHARITY.fullmatch(value) else ""
        return {"identifier_scheme": listed, "identifier_type": "Business number", "identifier": value}
    if scheme == "org_id":
        listed, _, number = value.rpartition("-")
        if listed and number:
            return {"identifier_scheme": listed, "identifier_type": "org-id", "identifier": number}
        return {"identifier_scheme": "", "identifier_type": "org-id", "identifier": value}
    listed = next((name for name, own in _SCHEMES.items() if own == scheme), "")
    return {"identifier_scheme": listed, "identifier_type": scheme, "identifier": value}
