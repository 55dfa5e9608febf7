"""The address of the page that describes the API, in both languages."""

from django.urls import path

from concertation.api.reference import show_reference

urlpatterns = [path("api/v1/", show_reference, name="api-reference")]
