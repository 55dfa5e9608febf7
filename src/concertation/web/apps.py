"""The pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages, their forms and their templates."""

    name = "concertation.web"
    label = "web"

    def ready(self) -> None:
        """Sign-ins are noted from the first one on, before any page was asked for."""
        from concertation.web.accounts import gate  # noqa: F401, PLC0415 its receivers wait for the models
