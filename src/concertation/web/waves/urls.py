"""Addresses of the surveys of a partnership."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.waves import answers, closing, overview, people, preparing, writing

urlpatterns = [
    path(_("partnerships/<slug:key>/waves/"), overview.list_waves, name="waves"),
    path(_("partnerships/<slug:key>/waves/new/"), preparing.prepare, name="wave-new"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/"), overview.show_wave, name="wave"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/edit/"), preparing.edit, name="wave-edit"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/remove/"), preparing.remove, name="wave-remove"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/questions/"), preparing.questions, name="wave-questions"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/people/"), people.show_people, name="wave-people"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/people/add/"), people.add, name="wave-people-add"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/people/<int:number>/"), people.show_person, name="wave-person"),
    path(
        _("partnerships/<slug:key>/waves/<slug:wave>/people/<int:number>/answers/"),
        answers.show_answers,
        name="wave-answers",
    ),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/open/"), writing.open_page, name="wave-open"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/write/"), writing.invite_page, name="wave-write"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/remind/"), writing.remind_page, name="wave-remind"),
    path(_("partnerships/<slug:key>/waves/<slug:wave>/closing/"), closing.change, name="wave-closing"),
]
