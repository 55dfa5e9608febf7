"""Drawings made from plain rows: the same one on the screen and on paper.

Each function returns a drawing as SVG text with its title and description. Colours come from style sheets
through classes; nothing is styled inline, so that a strict content security policy holds.
"""
