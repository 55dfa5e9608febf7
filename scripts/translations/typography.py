"""French as Canadian printers set it: a space that cannot break where one is due, none where none is.

After the usage of the Office québécois de la langue française: a non-breaking space before a colon, inside guillemets
and before a percent sign; no space before a semicolon, an exclamation or a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOUND = "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_SLIPS = (
    (re.compile(r"(?<=\w) :|(?<=[»)]) :"), "a breaking space before “:”"),
    (re.compile(r"(?<=[^\W\d_])[:](?=\s|$)"), "no space before “:”"),
    (re.compile(r" [;!?]"), "a breaking space before “;”, “!” or “?”"),
    (re.compile(rf"«(?!{_BOUND})"), "no non-breaking space after “«”"),
    (re.compile(rf"(?<!{_BOUND})»"), "no non-breaking space before “»”"),
    (re.compile(r"\d ?%(?![(sd])"), "no non-breaking space before “%”"),
    (re.compile(r"(?<=\w)'(?=\w)"), "a straight apostrophe"),
    (re.compile(r"\.\.\."), "three dots instead of “…”"),
    (re.compile(r'"(?![\w-]*=)[^"<>=]*"'), "straight quotation marks instead of « »"),
)
_LEFT_AS_WRITTEN = re.compile(
    r"https?://\S+|<\w+:\w+>|\{[^}]*\}|%\(\w+\)[a-z]|<[^>]+>|`[^`]*`|^\s*In English:", re.MULTILINE
)


def slips(french: str) -> Iterator[str]:
    """What a printer would correct. Addresses, placeholders, code and the way to English are left as written."""
    text = _LEFT_AS_WRITTEN.sub("x", french)
    for pattern, sentence in _SLIPS:
        if pattern.search(text):
            yield sentence
