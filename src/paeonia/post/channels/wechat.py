"""Carries WeChat messages of a service account: a template message or a subscription notice, whichever is set up.

A thin client of our own: one token, one call. `client_msg_id` keeps a template message from being shown twice within
ten minutes; a subscription notice has no such key.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from .asking import ask
from .message import Later, Message, Never
from .templates import Template, template

URL = "https://api.weixin.qq.com"
WAYS = {"template": "/cgi-bin/message/template/send", "subscribe": "/cgi-bin/message/subscribe/bizsend"}
STALE = {40001, 40014, 42001}       # the token, not the message
PASSING = {-1: None, 45009: timedelta(hours=12), 45011: timedelta(minutes=10), 45047: timedelta(hours=12),
           48001: timedelta(hours=12)}      # busy, too often today, too often now, too many to her, not allowed yet
NOTED = {40003: "no such openid", 43004: "does not follow the account", 43101: "refused by the reader",
         40037: "no such template", 47003: "template fields"}
LONGEST = {"thing": 20, "character_string": 32, "phrase": 5, "name": 10, "const": 20}    # letters a field may hold
EARLY = 300.0       # seconds by which a token is taken for old


@dataclass(frozen=True)
class Token:
    """A token and until when it holds, by this process's clock."""

    text: str
    until: float


_held: dict[str, Token] = {}       # by account; asked for again after a restart, which the provider answers with the same


def carry(message: Message) -> str:
    """Send one message; a token that turned stale is renewed once. Returns the provider's number."""
    chosen = template(message)
    said = _send(message, chosen, token())
    if said.get("errcode") in STALE:
        said = _send(message, chosen, token(renewed=True))
    code = said.get("errcode", 0)
    if code == 0:
        return str(said.get("msgid", ""))
    if code in STALE:
        raise Later(f"WeChat {code}")
    if code in PASSING:
        raise Later(f"WeChat {code}", PASSING[code])
    raise Never(f"WeChat {code} {NOTED.get(code, '')}".strip())


def token(*, renewed: bool = False) -> str:
    """The account's token, kept while it holds. `renewed` throws away the one that others may hold too."""
    app = settings.POST_WECHAT["app"]
    held = _held.get(app)
    if held is not None and not renewed and held.until > time.monotonic():
        return held.text
    said = ask("POST", f"{_base()}/cgi-bin/stable_token", json={
        "grant_type": "client_credential", "appid": app, "secret": settings.POST_WECHAT["secret"], "force_refresh": renewed})
    if not said.get("access_token"):
        raise Later(f"WeChat token {said.get('errcode', '')}")
    _held[app] = Token(str(said["access_token"]), time.monotonic() + float(said.get("expires_in", 0)) - EARLY)
    return _held[app].text


def _send(message: Message, chosen: Template, held: str) -> dict[str, Any]:
    if chosen.way not in WAYS:
        raise Never(f"no way {chosen.way!r}")
    body: dict[str, Any] = {"touser": message.to, "template_id": chosen.id, "data": {
        name: {"value": fitted(name, value)} for name, value in chosen.filled(message).items()}}
    body |= {"url": message.link, "client_msg_id": message.number} if chosen.way == "template" else {"page": message.link}
    return ask("POST", f"{_base()}{WAYS[chosen.way]}", params={"access_token": held}, json=body)


def fitted(name: str, value: str) -> str:
    """The value as long as the kind of field takes it: a longer one would be refused whole."""
    most = LONGEST.get(name.rstrip("0123456789"), 200)
    return value if len(value) <= most else value[: most - 1] + "…"


def _base() -> str:
    return settings.POST_WECHAT["url"] or URL
