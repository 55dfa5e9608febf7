"""The entry of web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
application = get_wsgi_application()

from concertation.journeys.interruption import settle_interrupted  # noqa: E402 after the settings
from concertation.journeys.looking_ahead import begin_looking_ahead  # noqa: E402

settle_interrupted()
begin_looking_ahead()
