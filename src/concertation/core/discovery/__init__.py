"""Finding what may be the same, and saying why; people decide."""

from concertation.core.discovery.bilingual_names import NameGrouping, SharedName, group_bilingual_names
from concertation.core.discovery.matching import Likeness, Profile, find_alike

__all__ = ["Likeness", "NameGrouping", "Profile", "SharedName", "find_alike", "group_bilingual_names"]
