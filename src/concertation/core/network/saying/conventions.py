"""Conventions of ours: how many must be there before a thing is said, and how much is said at once."""

from __future__ import annotations

# Fewer organisations than this are named rather than ranked: an order of three says nothing.
FEWEST_RANKED = 5
# A group found in the ties counts from this many members on; fewer are a pair.
FEWEST_OF_GROUP = 3
# Whoever leaves a hole is told from this many others cut off on; whoever hangs by one tie is told together with others.
FEWEST_CUT_OFF = 2
# Of two without whom others are cut off, a third is told with them where that parts this share of all more.
THIRD_SHARE = 0.1
# What is missing of a vocabulary is said where at least this share of organisations is coded by it.
CODED_SHARE = 0.5
# A sector keeps to itself when this share of its ties stays within, of so many ties at least.
WITHIN_SHARE, FEWEST_TIES = 0.75, 5
# A sector stands aside when this share of its organisations has no tie, and so many times that of all of them.
ASIDE_SHARE, ASIDE_TIMES, FEWEST_OF_SECTOR = 0.5, 1.5, 5
# Whoever carries more than this share of the ties between two groups bridges them.
BRIDGING_SHARE = 0.5
# Two tables are said to share members from so many on.
FEWEST_SHARED = 2
# Sentences of one kind, and names in one sentence, at most.
MOST_SENTENCES, MOST_NAMES = 3, 4
# Groups called after whoever they are around, in one sentence, at most.
MOST_GROUPS = 3
