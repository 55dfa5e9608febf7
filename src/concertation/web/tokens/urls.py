"""Addresses of keys."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.tokens import views

urlpatterns = [
    path(_("account/tokens/"), views.show_tokens, name="tokens"),
    path(_("account/tokens/<int:number>/revoke/"), views.end_token, name="token-revoke"),
]
