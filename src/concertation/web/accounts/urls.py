"""Addresses of coming in and going out."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _

from concertation.web.accounts import own, views
from concertation.web.appearance import choose_appearance

urlpatterns = [
    path(_("sign-in/"), views.SignIn.as_view(), name="sign-in"),
    path(_("sign-out/"), LogoutView.as_view(), name="sign-out"),
    path(_("appearance/"), choose_appearance, name="appearance"),
    path(_("sign-in/code/"), views.ask_for_code, name="second-factor"),
    path(_("invitation/<str:token>/"), views.accept, name="invitation"),
    path(_("password/forgotten/"), views.ForgottenPassword.as_view(), name="password-forgotten"),
    path(_("password/sent/"), views.tell_sent, name="password-sent"),
    path(_("password/<str:uidb64>/<str:token>/"), views.ChooseAgain.as_view(), name="password-choose"),
    path(_("my-account/"), own.show_own_account, name="my-account"),
    path(_("my-account/password/"), own.change_password, name="password-change"),
    path(_("my-account/second-factor/"), own.set_up_second_factor, name="second-factor-set"),
    path(_("my-account/second-factor/off/"), own.take_off_second_factor, name="second-factor-off"),
    path(_("my-account/second-factor/codes/"), own.renew_codes, name="second-factor-codes"),
    path(_("my-account/sessions/end-others/"), own.end_others, name="sessions-end-others"),
    path(_("my-account/sessions/<int:number>/end/"), own.end_one, name="session-end"),
]
