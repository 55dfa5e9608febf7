"""Waves of questions: preparing, inviting, opening, reminding, closing, keeping. See docs/waves.md.

Each journey takes who does it (``by``; nobody in particular for the command line) and, where days count, the instant
at which it is done: no journey reads a clock.
"""
