"""Addresses of coming in and going out."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.accounts.views import SignIn
from concertation.web.appearance import choose_appearance

urlpatterns = [
    path(_("sign-in/"), SignIn.as_view(), name="sign-in"),
    path(_("sign-out/"), LogoutView.as_view(), name="sign-out"),
    path(_("appearance/"), choose_appearance, name="appearance"),
]
