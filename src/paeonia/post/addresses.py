"""Addresses as people write them, as they are kept, and as they may be shown in a log; and the code that confirms one."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import Channel

HOLDS = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
CODES_A_DAY = 5
TRIES = 5
MOBILE = re.compile(r"1[3-9]\d{9}|\+[1-9]\d{6,14}")


def clean(channel: str, said: str) -> str:
    """The address as it is kept; raises Refused for one that cannot be."""
    said = said.replace("\0", "").strip()[:254]
    if channel == Channel.MAIL:
        try:
            validate_email(said)
        except ValidationError:
            raise refuse("post-mail", said=said) from None
        return said
    if channel == Channel.SMS:
        number = re.sub(r"[\s\-()]", "", said).removeprefix("+86")
        if not MOBILE.fullmatch(number):
            raise refuse("post-phone", said=said)
        return number
    raise refuse("post-wechat")


def code(seed: str) -> str:
    """The six digits asked for, made from the seed and the house's secret: they stand in no table and in no job."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"post.code {seed}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**6:06d}"


def masked(channel: str, address: str) -> str:
    """An address that its owner would know again and nobody else could use."""
    if not address:
        return ""
    if channel == Channel.MAIL:
        name, _at, host = address.rpartition("@")
        return f"{name[:1]}***@{host[:1]}***.{host.rpartition('.')[2]}"
    return f"{address[:3]}****{address[-2:]}"
