"""Full-text search kept by the database: what is searched, how the index follows every write, how it is asked."""

from concertation.store.search.asking import Rank, count_hits, count_holding, find_ids, rank_hits
from concertation.store.search.documents import SEARCHED_KINDS
from concertation.store.search.index import (
    IndexState,
    check_index,
    create_index,
    drop_index,
    leave_index_alone,
    rebuild_index,
)

__all__ = [
    "SEARCHED_KINDS",
    "IndexState",
    "Rank",
    "check_index",
    "count_hits",
    "count_holding",
    "create_index",
    "drop_index",
    "find_ids",
    "leave_index_alone",
    "rank_hits",
    "rebuild_index",
]
