"""What becomes of somebody whom WeChat knows: no account is made; she is led to connect the one she has, once."""

from __future__ import annotations

import time
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect, render

from paeonia.people.models import Membership
from paeonia.people.roles import Role
from paeonia.post.actions import know_address
from paeonia.post.choices import Channel

from .common import PROVIDERS

WAITS = "wechat_waits"      # session key: who waits to be connected, and since when
HOLDS = 600.0


class Strangers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """How WeChat's answer is received."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_requests_session(self) -> requests.Session:
        """Neither a proxy nor a password file of this machine's environment has a say."""
        session: requests.Session = super().get_requests_session()
        session.trust_env = False
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom an account belongs to; lead others to connect theirs. Staff need a second factor beside WeChat."""
        if sociallogin.account.provider not in PROVIDERS or sociallogin.state.get("process") == "connect":
            return
        if not sociallogin.is_existing:
            _same_person(request, sociallogin)
        if not sociallogin.is_existing:
            wait(request, sociallogin)
            raise ImmediateHttpResponse(redirect("wechat-connect" if request.user.is_authenticated else "wechat-unknown"))
        if works_here(sociallogin.user.pk) and not is_mfa_enabled(sociallogin.user):
            raise ImmediateHttpResponse(render(request, "house/wechat.jinja", {"why": "staff"}, status=403))
        keep_openid(sociallogin)


def _same_person(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Connect the second way to the account the first is connected to: one unionid is one person."""
    unionid = sociallogin.account.extra_data.get("unionid")
    known = SocialAccount.objects.filter(provider__in=PROVIDERS, uid=unionid).first() if unionid else None
    if known is not None:
        sociallogin.connect(request, known.user)


def wait(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Remember for ten minutes, in this session alone, who wants to be connected; WeChat's token is not kept."""
    sociallogin.token = None
    request.session[WAITS] = {"who": sociallogin.serialize(), "at": time.time()}


def waiting(request: HttpRequest) -> SocialLogin | None:
    """Who waits to be connected in this session."""
    held: dict[str, Any] | None = request.session.get(WAITS)
    if held is None or time.time() - held["at"] > HOLDS:
        return None
    return SocialLogin.deserialize(held["who"])


def works_here(user_id: int) -> bool:
    """Whether somebody is anything but a patient."""
    return Membership.objects.filter(user_id=user_id).exclude(role=Role.PATIENT).exists()


def keep_openid(sociallogin: SocialLogin) -> None:
    """The service account may write to her from now on, about what she says yes to."""
    if sociallogin.account.provider == "weixin_mp":
        know_address(sociallogin.user.pk, Channel.WECHAT, sociallogin.account.extra_data["openid"])
