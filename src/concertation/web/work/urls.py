"""Addresses of work."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.work import views

urlpatterns = [
    path(_("work/"), views.list_works, name="works"),
    path(_("work/<int:number>/"), views.show_work, name="work"),
    path(_("work/<int:number>/stop/"), views.stop_work, name="work-stop"),
]
