"""The pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages, their forms and their templates."""

    name = "concertation.web"
    label = "web"
