"""Every sign-in, failure and change of a factor, written down as the library tells of it."""

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa import signals as factors
from allauth.socialaccount import signals as others
from django.contrib.auth import signals as auth
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from paeonia.people.access import record_access
from paeonia.people.models import User
from paeonia.people.viewer import NOBODY, Viewer, viewer_of
from paeonia.post.actions import forget_address
from paeonia.post.choices import Channel
from paeonia.site.wechat.strangers import keep_openid


def watch() -> None:
    """Begin to listen; called once, when the house is set up."""
    for signal, kind in (
        (auth.user_logged_in, "signed_in"),
        (auth.user_logged_out, "signed_out"),
        (account.password_changed, "password_changed"),
        (account.password_set, "password_changed"),
        (account.password_reset, "password_changed"),
        (account.email_added, "address_changed"),
        (account.email_changed, "address_changed"),
        (account.email_removed, "address_changed"),
        (factors.authenticator_reset, "factor_renewed"),
        (factors.authentication_failed, "sign_in_failed"),
    ):
        signal.connect(Note(kind), weak=False, dispatch_uid=f"doors.{id(signal)}")
    others.social_account_added.connect(connected, dispatch_uid="doors.connected")
    others.social_account_removed.connect(parted, dispatch_uid="doors.parted")
    auth.user_login_failed.connect(failed, dispatch_uid="doors.failed")
    # The library tells of a new factor only once it is kept; the trail is to stand or fall with it.
    post_save.connect(factor_kept, sender="mfa.Authenticator", dispatch_uid="doors.factor_kept")
    post_delete.connect(factor_gone, sender="mfa.Authenticator", dispatch_uid="doors.factor_gone")


class Note:
    """Writes one kind of event down."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, request: HttpRequest | None = None, user: Any = None, **told: Any) -> None:
        """Receive a signal; signing out nobody is no event."""
        if user is not None:
            what = told["authenticator"].type if told.get("authenticator") is not None else ""
            note(self.kind, request, user, what)


def factor_kept(instance: Any, created: bool, **_: Any) -> None:
    """Note a new factor; a use of an old one is saved too and is no event here."""
    if created:
        note("factor_added", context.request, instance.user, instance.type)


def factor_gone(instance: Any, **_: Any) -> None:
    """Note a factor taken away."""
    note("factor_removed", context.request, instance.user, instance.type)


def connected(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    """Note a WeChat connected to an account, and where its service account may write to from now on."""
    note("factor_added", request, sociallogin.user, sociallogin.account.provider)
    keep_openid(sociallogin)


def parted(request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    """Note a WeChat parted from an account; nothing is sent there any more."""
    note("factor_removed", request, socialaccount.user, socialaccount.provider)
    if socialaccount.provider == "weixin_mp":
        forget_address(viewer_of(request), Channel.WECHAT)


def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Note a refused password. A name nobody has is not kept: people type their password there."""
    note("sign_in_failed", request, User.objects.filter(username=credentials.get("username") or "").first())


def note(kind: str, request: HttpRequest | None, user: User | None, what: str = "") -> None:
    """Write the event down with where it came from; the person may not be signed in yet, or no longer."""
    known = request is not None and request.META.get("REMOTE_ADDR")
    source = get_adapter().get_client_ip(request) if known else None
    record_access(kind, Viewer(user.pk if user else None, user.username if user else "", NOBODY, ()), what, source)
