"""Addresses of the administration of accounts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.administration import inviting, views

urlpatterns = [
    path(_("accounts/"), views.list_accounts, name="accounts"),
    path(_("accounts/<int:number>/"), views.show_account, name="account"),
    path(_("accounts/<int:number>/give/"), views.give, name="account-give"),
    path(_("accounts/<int:number>/take/<int:grant>/"), views.take, name="account-take"),
    path(_("accounts/<int:number>/close/"), views.close, name="account-close"),
    path(_("accounts/<int:number>/reopen/"), views.reopen, name="account-reopen"),
    path(_("accounts/<int:number>/second-factor-off/"), views.reset_factor, name="account-second-factor-off"),
    path(_("accounts/invite/"), inviting.show_invitation_form, name="invite"),
    path(_("accounts/invitations/<int:number>/withdraw/"), inviting.withdraw, name="invitation-withdraw"),
    path(_("accounts/invitations/<int:number>/again/"), inviting.send_again, name="invitation-again"),
]
