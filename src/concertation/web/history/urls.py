"""Addresses of histories."""

from django.urls import path

from concertation.web.history import views

urlpatterns = [
    path("facts/<slug:kind>/<slug:key>/history/", views.show_fact_history, name="fact-history"),
]
