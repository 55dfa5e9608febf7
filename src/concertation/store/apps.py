"""The one Django app with tables."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class StoreConfig(AppConfig):
    """The register's memory."""

    name = "concertation.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tables are altered without the triggers of the search, which read them, and are followed again after; indexes
        that nothing asks do not stay."""
        pre_migrate.connect(_let_go, sender=self)
        post_migrate.connect(_follow, sender=self)


def _let_go(using: str, plan: Any = (), **facts: Any) -> None:
    from concertation.store.search.index import drop_index  # noqa: PLC0415 after the apps

    if plan and _is_searched(using):
        drop_index()


def _follow(using: str, plan: Any = (), **facts: Any) -> None:
    from concertation.store.indexes import drop_unasked_indexes  # noqa: PLC0415 after the apps
    from concertation.store.search.index import create_index, has_index  # noqa: PLC0415 after the apps

    if plan:
        drop_unasked_indexes()
    if _is_searched(using) and (plan or not has_index()):
        create_index()


def _is_searched(using: str) -> bool:
    """Whether the migration that begins the index has been applied."""
    return using == "default" and "search_organisation" in connections[using].introspection.table_names()
