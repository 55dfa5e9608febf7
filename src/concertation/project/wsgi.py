"""The entry of web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
application = get_wsgi_application()

from concertation.journeys.interruption import settle_interrupted  # noqa: E402 after the settings

settle_interrupted()
