"""What both ways of signing in by WeChat share.

A person's openid is another in each application; her unionid is the same in all that belong to one open platform. So the
unionid is who she is, where WeChat tells it. Nothing else of her profile is kept: no nickname, no picture, no token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from allauth.socialaccount.providers.weixin.client import WeixinOAuth2Client
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from paeonia.people.pages import open_page

API = "https://api.weixin.qq.com"
OPEN = "https://open.weixin.qq.com"
PROVIDERS = ("weixin_web", "weixin_mp")


class Client(WeixinOAuth2Client):  # type: ignore[misc]
    """WeChat's own dialect: parameters in the order of the alphabet, and a fragment without which it shows nothing."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        """Where the reader is sent."""
        return f"{super().get_redirect_url(authorization_url, scope, extra_params)}#wechat_redirect"


class Asking(OAuth2Adapter):  # type: ignore[misc]
    """Asks WeChat who somebody is."""

    client_class = Client
    access_token_method = "GET"  # noqa: S105  the way it is asked for
    path: str

    def _setting(self, name: str, usual: str) -> str:
        return str(settings.SOCIALACCOUNT_PROVIDERS.get(self.provider_id, {}).get(name) or usual)

    @property
    def authorize_url(self) -> str:
        """Where WeChat asks the reader."""
        return self._setting("OPEN_URL", OPEN) + self.path

    @property
    def access_token_url(self) -> str:  # type: ignore[override]
        """Where a code becomes a token."""
        return self._setting("API_URL", API) + "/sns/oauth2/access_token"

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **said: Any) -> SocialLogin:
        """Read who it is; a refusal comes with status 200 and an errcode."""
        answered = said.get("response") or {}
        with get_adapter().get_requests_session() as asking:
            answer = asking.get(self._setting("API_URL", API) + "/sns/userinfo", params={
                "access_token": token.token, "openid": answered.get("openid", ""), "lang": "zh_CN"})
            answer.raise_for_status()
            who = answer.json()
        if who.get("errcode") or not who.get("openid") or who["openid"] != answered.get("openid"):
            raise OAuth2Error(f"WeChat {who.get('errcode', 'openid')}")
        kept = {"openid": who["openid"], "unionid": who.get("unionid") or answered.get("unionid") or ""}
        return self.get_provider().sociallogin_from_response(request, kept)


class WeixinProvider(OAuth2Provider):  # type: ignore[misc]
    """Somebody's WeChat account."""

    name = "WeChat 微信"
    account_class = ProviderAccount

    def extract_uid(self, data: dict[str, str]) -> str:
        """Who she is in every application of the hospital, or at least in this one."""
        return data["unionid"] or data["openid"]

    def extract_common_fields(self, data: dict[str, str]) -> dict[str, str]:
        """Nothing of hers is copied into an account."""
        return {}


def configured(provider: str) -> bool:
    """Whether the hospital has set this way up."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS.get(provider, {}).get("APPS"))


def offered(provider: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The library's page, open to all, and not there where this way is not set up."""
    @open_page(reason="signing in must be open; WeChat's answer is checked against the state this session sent")
    def shown(request: HttpRequest) -> HttpResponse:
        if not configured(provider):
            raise Http404
        return view(request)

    return shown


def way(request: HttpRequest) -> str:
    """Which of the two ways suits this reader's browser; empty when none is set up."""
    inside = "MicroMessenger" in request.headers.get("User-Agent", "")
    wanted = "weixin_mp" if inside else "weixin_web"
    return wanted if configured(wanted) else ""
