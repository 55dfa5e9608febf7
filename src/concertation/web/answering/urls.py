"""Addresses of answering: the personal link, then pages that carry no secret."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.answering import arriving, checking, leaving, organisations, topics

urlpatterns = [
    path("s/<str:token>/", arriving.show_first_page, name="survey-link"),
    path(_("s/<str:token>/decline/"), leaving.show_declining, name="survey-decline"),
    path(_("answer/"), arriving.go_on, name="answering"),
    path(_("answer/begin/"), arriving.begin_answering, name="answering-begin"),
    path(_("answer/later/"), leaving.show_later, name="answering-later"),
    path(_("answer/check/"), checking.show_check, name="answering-check"),
    path(_("answer/sent/"), checking.show_sent, name="answering-sent"),
    path(_("answer/delete/"), leaving.show_deleting, name="answering-delete"),
    path(_("answer/the-organisations/"), organisations.show_organisations, name="answering-organisations"),
    path(_("answer/the-organisations/<str:key>/"), organisations.show_tie, name="answering-tie"),
    path(_("answer/<str:page>/"), topics.show_topic, name="answering-topic"),
]
