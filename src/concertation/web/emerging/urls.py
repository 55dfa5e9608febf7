"""Addresses of partnerships to be."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.emerging import answers, recording, views

urlpatterns = [
    path(_("emerging/"), views.list_groups, name="emerging"),
    path(_("emerging/likely-ties/"), views.list_pairs, name="emerging-pairs"),
    path(_("emerging/answers/"), answers.list_answers, name="emerging-answers"),
    path(_("emerging/<slug:group>/"), views.review_group, name="emerging-group"),
    path(_("emerging/<slug:group>/record/"), recording.record, name="emerging-record"),
]
