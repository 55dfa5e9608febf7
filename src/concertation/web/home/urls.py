"""The address of the first page."""

from django.urls import path

from concertation.web.home.views import show_home

urlpatterns = [path("", show_home, name="home")]
