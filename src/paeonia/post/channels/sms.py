"""Carries text messages: one signed call in the shape of Aliyun's SendSms (dysmsapi, 2017-05-25, HMAC-SHA1).

The provider knows no key against sending twice; `OutId` lets a report be compared with the log.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from django.conf import settings

from .asking import ask
from .message import Later, Message, Never
from .templates import template

URL = "https://dysmsapi.aliyuncs.com/"
# Said by the provider when the same call may succeed another time; everything else it says is final.
PASSING = ("isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE",
           "isp.SYSTEM_ERROR", "isp.GATEWAY_VERSION_ERROR", "Throttling", "ServiceUnavailable", "InternalError",
           "SignatureNonceUsed", "SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidTimeStamp", "Forbidden")
LIMITED = ("isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL")


def carry(message: Message) -> str:
    """Send one text message; returns the provider's BizId."""
    chosen = template(message)
    asked = {
        "Action": "SendSms", "Version": "2017-05-25", "RegionId": "cn-hangzhou", "Format": "JSON",
        "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0", "SignatureNonce": secrets.token_hex(16),
        "Timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "AccessKeyId": settings.POST_SMS["key"],
        "PhoneNumbers": message.to, "SignName": settings.POST_SMS["sign"], "TemplateCode": chosen.id,
        "TemplateParam": json.dumps(chosen.filled(message), ensure_ascii=False), "OutId": message.number}
    asked["Signature"] = signature(asked, settings.POST_SMS["secret"])
    said = ask("POST", settings.POST_SMS["url"] or URL, data=asked, may_refuse=True)
    code = str(said.get("Code", ""))
    if code == "OK":
        return str(said.get("BizId", ""))
    if code.startswith(PASSING):
        raise Later(code, timedelta(hours=6) if code in LIMITED else None)
    raise Never(code or "no code")


def signature(asked: Mapping[str, str], secret: str, method: str = "POST") -> str:
    """The provider's RPC signature: parameters in order, escaped twice, HMAC-SHA1 with the secret and `&`."""
    query = "&".join(f"{escaped(name)}={escaped(asked[name])}" for name in sorted(asked))
    signed = f"{method}&{escaped('/')}&{escaped(query)}"
    digest = hmac.new(f"{secret}&".encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def escaped(text: str) -> str:
    """Percent-escaped as the provider reads it: a space is %20, a tilde stays."""
    return quote(text, safe="-_.~")
