"""Addresses of the page of one partnership."""

from django.urls import path

from concertation.web.history.views import show_partnership_history
from concertation.web.partnerships import views

urlpatterns = [
    path("partnerships/<slug:key>/", views.show_partnership, name="partnership"),
    path("partnerships/<slug:key>/report/", views.show_whole_partnership, name="partnership-report"),
    path("partnerships/<slug:key>/history/", show_partnership_history, name="partnership-history"),
    path("partnerships/<slug:key>/<slug:section>/", views.show_partnership, name="partnership-section"),
]
