"""Each way out against a stand-in of its provider: what is sent, what is noted, and what becomes of each kind of failure."""

import socket
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from post.standin import SLOW, mail_server, provider

from paeonia.post.channels import asking, mail, sms, wechat
from paeonia.post.channels.message import Later, Message, Never

TEMPLATES = """
sms:
  default: {id: SMS_1001, fields: {what: purpose, link: link}}
  code: {id: SMS_1002, fields: {code: code}}
  broken: {id: SMS_1003, fields: {x: result}}
wechat:
  default: {id: tpl-1, fields: {thing1: purpose, time2: at}}
  notice: {id: tpl-2, way: subscribe, fields: {thing4: line}}
  odd: {id: tpl-3, way: pigeon}
"""


def message(channel, to, what="courses", **more):
    return Message(f"paeonia-{channel}-7", channel, to, what, "您在芍药有一条新消息：课程与活动\n请登录查看。",
                   "https://paeonia.example/messages/7/", "zh",
                   {"purpose": "课程与活动", "line": "长" * 30, "at": "2026-11-28 09:30", **more})


@pytest.fixture
def templates(settings, tmp_path):
    path = tmp_path / "post.yaml"
    path.write_text(TEMPLATES, "utf-8")
    settings.POST_TEMPLATES = str(path)
    return path


@pytest.fixture
def there(settings, templates, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    monkeypatch.setattr(wechat, "_held", {})
    with provider() as held:
        settings.POST_SMS = {"key": "testId", "secret": "testSecret", "sign": "芍药", "url": held.url + "/sms"}
        settings.POST_WECHAT = {"app": "wx1", "secret": "s1", "url": held.url}
        yield held


# --- text messages --------------------------------------------------------------------------------


def test_the_signature_is_the_providers_own_example():
    asked = {"SignatureMethod": "HMAC-SHA1", "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
             "AccessKeyId": "testId", "SignatureVersion": "1.0", "Timestamp": "2017-07-12T02:42:19Z", "Format": "XML",
             "Action": "SendSms", "Version": "2017-05-25", "RegionId": "cn-hangzhou", "PhoneNumbers": "15300000001",
             "SignName": "阿里云短信测试专用", "TemplateParam": '{"customer":"test"}', "TemplateCode": "SMS_71390007",
             "OutId": "123"}
    assert sms.signature(asked, "testSecret", "GET") == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


def test_a_text_message_is_signed_and_says_only_what_its_template_takes(there):
    there.will("/sms", {"Message": "OK", "RequestId": "F655A8D5", "Code": "OK", "BizId": "900619746936498440^0"})
    assert sms.carry(message("sms", "13800000000")) == "900619746936498440^0"
    (asked,) = there.asked("/sms")
    given = asked.pop("Signature")
    assert given == sms.signature(asked, "testSecret")
    assert asked["TemplateParam"] == '{"what": "课程与活动", "link": "https://paeonia.example/messages/7/"}'
    assert (asked["PhoneNumbers"], asked["SignName"], asked["TemplateCode"], asked["OutId"]) == (
        "13800000000", "芍药", "SMS_1001", "paeonia-sms-7")
    sms.carry(message("sms", "13800000000", "code", code="123456"))
    assert there.asked("/sms")[1]["TemplateParam"] == '{"code": "123456"}'
    assert there.asked("/sms")[1]["SignatureNonce"] != asked["SignatureNonce"]


@pytest.mark.parametrize(("answer", "fault", "wait"), [
    ({"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发小时级流控Permits:5"}, Later, timedelta(hours=6)),
    ({"Code": "isp.SYSTEM_ERROR", "Message": "x"}, Later, None),
    ({"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "13800000000 invalid mobile number"}, Never, None),
    ({"Code": "isv.SMS_TEMPLATE_ILLEGAL", "Message": "x"}, Never, None),
    ((404, {"Code": "InvalidAccessKeyId.NotFound", "HostId": "dysmsapi.aliyuncs.com", "Message": "x"}), Later, None),
    ((400, {"Code": "Throttling.User", "HostId": "dysmsapi.aliyuncs.com"}), Later, None),
    (503, Later, None), (429, Later, None), (302, Never, None), (b"<html>", Later, None), (b"[]", Later, None),
    ({}, Never, None), (SLOW, Later, None)])
def test_what_becomes_of_a_text_message_that_did_not_go(there, answer, fault, wait):
    there.will("/sms", answer)
    with pytest.raises(fault) as told:
        sms.carry(message("sms", "13800000000"))
    assert "138" not in told.value.why, "what the provider says may repeat the number"
    if fault is Later:
        assert told.value.wait == wait


# --- WeChat ---------------------------------------------------------------------------------------

TOKEN, TEMPLATE, NOTICE = "/cgi-bin/stable_token", "/cgi-bin/message/template/send", "/cgi-bin/message/subscribe/bizsend"


def test_a_template_message_with_a_token_that_is_kept(there):
    there.will(TOKEN, {"access_token": "T1", "expires_in": 7200})
    there.will(TEMPLATE, {"errcode": 0, "errmsg": "ok", "msgid": 200228332})
    assert [wechat.carry(message("wechat", "oX1")) for _ in range(2)] == ["200228332"] * 2
    assert there.asked(TOKEN) == [
        {"grant_type": "client_credential", "appid": "wx1", "secret": "s1", "force_refresh": False}]
    assert there.asked(TEMPLATE)[0] == {
        "access_token": "T1", "touser": "oX1", "template_id": "tpl-1", "url": "https://paeonia.example/messages/7/",
        "client_msg_id": "paeonia-wechat-7",
        "data": {"thing1": {"value": "课程与活动"}, "time2": {"value": "2026-11-28 09:30"}}}


def test_a_subscription_notice_as_long_as_its_field_takes(there):
    there.will(TOKEN, {"access_token": "T1", "expires_in": 7200})
    there.will(NOTICE, {"errcode": 0, "errmsg": "ok"})
    assert wechat.carry(message("wechat", "oX1", "notice")) == ""
    (asked,) = there.asked(NOTICE)
    assert asked["page"].endswith("/messages/7/") and asked["data"]["thing4"]["value"] == "长" * 19 + "…"


def test_a_token_about_to_end_is_asked_for_again_and_a_stale_one_renewed_once(there):
    there.will(TOKEN, {"access_token": "T1", "expires_in": 200}, {"access_token": "T2", "expires_in": 7200},
               {"access_token": "T3", "expires_in": 7200})
    there.will(TEMPLATE, {"errcode": 0, "msgid": 1}, {"errcode": 40001, "errmsg": "invalid credential, access_token is"
               " invalid or not latest rid: 6"}, {"errcode": 0, "msgid": 2})
    assert [wechat.carry(message("wechat", "oX1")) for _ in range(2)] == ["1", "2"]
    assert [one["access_token"] for one in there.asked(TEMPLATE)] == ["T1", "T2", "T3"]
    assert [one["force_refresh"] for one in there.asked(TOKEN)] == [False, False, True]


@pytest.mark.parametrize(("answer", "fault", "hours"), [
    ({"errcode": 40001, "errmsg": "x"}, Later, None), ({"errcode": -1, "errmsg": "system error"}, Later, None),
    ({"errcode": 45047, "errmsg": "out of response count limit"}, Later, 12),
    ({"errcode": 43101, "errmsg": "user refuse to accept the msg"}, Never, None),
    ({"errcode": 40003, "errmsg": "invalid openid"}, Never, None),
    ({"errcode": 43004, "errmsg": "require subscribe"}, Never, None),
    ({"errcode": 47003, "errmsg": "argument invalid! data.thing1.value"}, Never, None),
    (500, Later, None), (SLOW, Later, None)])
def test_what_becomes_of_a_message_that_did_not_go(there, answer, fault, hours):
    there.will(TOKEN, {"access_token": "T1", "expires_in": 7200})
    there.will(TEMPLATE, answer)
    with pytest.raises(fault) as told:
        wechat.carry(message("wechat", "oX1"))
    assert "oX1" not in told.value.why and "T1" not in told.value.why
    if hours:
        assert told.value.wait == timedelta(hours=hours)


def test_no_token_is_no_fault_of_the_letter(there):
    there.will(TOKEN, {"errcode": 40164, "errmsg": "invalid ip 1.2.3.4, not in whitelist"})
    with pytest.raises(Later, match="40164"):
        wechat.carry(message("wechat", "oX1"))


# --- templates ------------------------------------------------------------------------------------


def test_a_template_that_is_missing_odd_or_asks_for_what_is_not_public_is_said_to_be(there, templates):
    there.will(TOKEN, {"access_token": "T1", "expires_in": 7200})
    for carry, one in ((sms.carry, message("sms", "1", "broken")), (wechat.carry, message("wechat", "o", "odd"))):
        with pytest.raises(Never, match="result|pigeon"):
            carry(one)
    for text in ("", "sms: [", "sms: {default: {}}", "- x"):
        templates.write_text(text)
        with pytest.raises(Never, match="no template"):
            sms.carry(message("sms", "1"))
    templates.unlink()
    with pytest.raises(Never, match="no template"):
        sms.carry(message("sms", "1"))


# --- e-mail ---------------------------------------------------------------------------------------


@pytest.fixture
def smtp(settings):
    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "芍药 Paeonia <post@paeonia.example>"

    return use


def test_an_email_in_plain_text_under_the_same_number_at_every_attempt(smtp):
    with mail_server() as (port, taken):
        smtp(port)
        assert [mail.carry(message("mail", "a@example.org")) for _ in range(2)] == ["<paeonia-mail-7@paeonia.example>"] * 2
    one = message_from_bytes(taken[0])
    assert one["Message-ID"] == "<paeonia-mail-7@paeonia.example>" and one["To"] == "a@example.org"
    assert str(make_header(decode_header(one["Subject"]))) == "您在芍药有一条新消息：课程与活动"
    body = one.get_payload(decode=True).decode()
    assert "请登录查看" in body and body.rstrip().rstrip(".").rstrip().endswith("https://paeonia.example/messages/7/")
    assert one["Auto-Submitted"] == "auto-generated" and len(taken) == 2


@pytest.mark.parametrize(("answers", "fault"), [
    ({"rcpt": "550 no such user a@example.org"}, Never), ({"rcpt": "451 greylisted, come again"}, Later),
    ({"data": "554 refused"}, Never), ({"data": "452 disk full"}, Later)])
def test_what_becomes_of_an_email_that_did_not_go(smtp, answers, fault):
    with mail_server(**answers) as (port, _taken):
        smtp(port)
        with pytest.raises(fault) as told:
            mail.carry(message("mail", "a@example.org"))
    assert "@" not in told.value.why


def test_no_mail_server_is_no_fault_of_the_letter(smtp):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    smtp(port)
    with pytest.raises(Later, match="ConnectionRefused"):
        mail.carry(message("mail", "a@example.org"))
