"""Signing in by WeChat against a stand-in of it: no account is made by it, one unionid is one person, staff need more."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from post.standin import SLOW, provider

from paeonia.people.models import Access, User
from paeonia.people.viewer import viewer_again
from paeonia.post import queries

pytestmark = pytest.mark.django_db
PASSWORD = "long enough for a test"
TOKEN, WHO = "/sns/oauth2/access_token", "/sns/userinfo"
LOGIN, BACK = "/accounts/{}/login/", "/accounts/{}/login/callback/"


@pytest.fixture
def there(settings):
    with provider() as held:
        settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 1
        settings.SOCIALACCOUNT_PROVIDERS = {name: {
            "APPS": [{"client_id": f"wx-{name}", "secret": "s", "key": ""}], "API_URL": held.url}
            for name in ("weixin_web", "weixin_mp")}
        yield held


@pytest.fixture
def patient(person, two_hospitals):
    return person("patient", two_hospitals[0], name="bai")


def knows(there, openid="oMP-1", unionid="U-1"):
    union = {"unionid": unionid} if unionid else {}
    there.will(TOKEN, {"access_token": "AT", "expires_in": 7200, "refresh_token": "RT", "openid": openid,
                       "scope": "snsapi_userinfo", **union})
    there.will(WHO, {"openid": openid, "nickname": "白兰", "sex": 0, "language": "zh_CN", "city": "", "province": "",
                     "country": "", "headimgurl": "https://thirdwx.example/x", "privilege": [], **union})


def begin(client, way="weixin_mp"):
    """Go to WeChat; returns the state it is to bring back."""
    answer = client.post(LOGIN.format(way))
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer["Location"]).query)["state"][0]


def come_back(client, way="weixin_mp", **given):
    return client.get(BACK.format(way), {"code": "CODE", "state": begin(client, way), **given})


def user_of(client):
    return client.session.get("_auth_user_id")


def connected(there, patient, way="weixin_mp"):
    client = Client()
    come_back(client, way)
    client.post("/accounts/login/", {"login": patient.username, "password": PASSWORD})
    client.post("/accounts/wechat/connect/")
    return client


@pytest.mark.parametrize(("way", "path", "scope"), [
    ("weixin_web", "/connect/qrconnect", "snsapi_login"), ("weixin_mp", "/connect/oauth2/authorize", "snsapi_userinfo")])
def test_where_a_reader_is_sent(there, way, path, scope):
    parts = urlsplit(Client().post(LOGIN.format(way))["Location"])
    asked = {key: value[0] for key, value in parse_qs(parts.query).items()}
    assert (parts.netloc, parts.path, parts.fragment) == ("open.weixin.qq.com", path, "wechat_redirect")
    assert list(asked) == ["appid", "redirect_uri", "response_type", "scope", "state"]
    assert asked["scope"] == scope and asked["appid"] == f"wx-{way}" and asked["redirect_uri"].endswith(BACK.format(way))


def test_whoever_is_not_known_gets_no_account_but_is_led_to_connect_hers(there, patient):
    knows(there)
    client, people = Client(), User.objects.count()
    assert come_back(client)["Location"] == "/accounts/wechat/"
    assert user_of(client) is None and User.objects.count() == people and not SocialAccount.objects.exists()
    page = client.get("/accounts/wechat/").content.decode()
    assert "next=/accounts/wechat/connect/" in page
    signed = client.post("/accounts/login/", {"login": "bai", "password": PASSWORD, "next": "/accounts/wechat/connect/"})
    assert signed["Location"] == "/accounts/wechat/connect/" and not SocialAccount.objects.exists(), "she is asked first"
    assert client.get("/accounts/wechat/connect/").status_code == 200
    client.post("/accounts/wechat/connect/")
    row = SocialAccount.objects.get()
    assert (row.user_id, row.uid, row.extra_data) == (patient.pk, "U-1", {"openid": "oMP-1", "unionid": "U-1"})
    assert not SocialToken.objects.exists() and Access.objects.filter(kind="factor_added", what="weixin_mp").exists()
    again = Client()
    come_back(again)
    assert user_of(again) == str(patient.pk)


def test_the_service_account_may_write_to_her_until_she_parts_from_it(there, patient):
    knows(there)
    client = connected(there, patient)
    me = viewer_again(patient.pk, "patient")
    row = queries.own_addresses(me)["wechat"]
    assert row.address == "oMP-1" and row.verified_at is not None
    asked = client.post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    client.post(asked["Location"], {"password": PASSWORD})      # parting too asks for it again
    assert queries.own_addresses(me) == {} and not SocialAccount.objects.exists()


def test_one_unionid_is_one_person_in_both_ways_and_an_openid_alone_is_not(there, patient):
    knows(there)
    connected(there, patient)
    knows(there, openid="oWEB-1")
    client = Client()
    come_back(client, "weixin_web")
    assert user_of(client) == str(patient.pk)
    assert set(SocialAccount.objects.values_list("provider", "uid")) == {("weixin_mp", "U-1"), ("weixin_web", "U-1")}
    kept = queries.own_addresses(viewer_again(patient.pk, "patient"))["wechat"]
    assert kept.address == "oMP-1", "that of the service account"
    knows(there, openid="oWEB-2", unionid="")
    other = Client()
    come_back(other, "weixin_web")
    assert user_of(other) is None


def test_a_wechat_of_somebody_else_is_not_taken_over(there, patient, person, two_hospitals):
    knows(there)
    connected(there, patient)
    thief = person("patient", two_hospitals[0], name="other")
    client = Client()
    client.force_login(thief)
    come_back(client)
    assert user_of(client) == str(patient.pk), "it opens its owner's account, whoever held the browser"
    assert SocialAccount.objects.get().user_id == patient.pk


def test_a_session_that_was_open_already_must_show_the_password_again(there, patient):
    knows(there)
    client = Client()
    client.post("/accounts/login/", {"login": "bai", "password": PASSWORD})
    assert come_back(client)["Location"] == "/accounts/wechat/connect/"
    assert client.post("/accounts/wechat/connect/")["Location"] == "/accounts/reauthenticate/"
    assert not SocialAccount.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user_id == patient.pk


@pytest.mark.parametrize("given", [{"state": "forged"}, {"state": ""}, {"code": ""}])
def test_an_answer_that_was_not_asked_for_opens_nothing(there, patient, given):
    knows(there)
    connected(there, patient)
    client = Client()
    there.seen.clear()
    if "code" in given:
        there.will(TOKEN, {"errcode": 41008, "errmsg": "missing code"})
    assert come_back(client, **given).status_code == 401 and user_of(client) is None
    assert not there.asked(WHO)


def test_a_state_serves_once_and_only_the_session_that_asked(there, patient):
    knows(there)
    connected(there, patient)
    asked, other = Client(), Client()
    state = begin(asked)
    assert other.get(BACK.format("weixin_mp"), {"code": "C", "state": state}).status_code == 401
    asked.get(BACK.format("weixin_mp"), {"code": "C", "state": state})
    assert user_of(asked) and asked.get(BACK.format("weixin_mp"), {"code": "C", "state": state}).status_code == 401


@pytest.mark.parametrize(("path", "answer"), [
    (TOKEN, {"errcode": 40029, "errmsg": "invalid code, rid: 6543"}),
    (TOKEN, {"errcode": 40163, "errmsg": "code been used"}),
    (TOKEN, 500), (TOKEN, b"<html>"), (TOKEN, SLOW), (WHO, {"errcode": 40003, "errmsg": "invalid openid"}), (WHO, 503),
    (WHO, {"openid": "oANOTHER", "unionid": "U-1"}), (WHO, b"")])
def test_a_fault_of_wechat_is_said_and_opens_nothing(there, patient, path, answer):
    knows(there)
    connected(there, patient)
    there.will(path, answer)
    client = Client()
    said = come_back(client)
    assert said.status_code == 401 and user_of(client) is None and "<h1" in said.content.decode()


def test_wechat_alone_does_not_open_an_account_of_staff(there, person, two_hospitals):
    knows(there)
    doctor = person("oncologist", two_hospitals[0], name="lin")
    connected(there, doctor)
    client = Client()
    assert come_back(client).status_code == 403 and user_of(client) is None
    TOTP.activate(doctor, generate_totp_secret())
    RecoveryCodes.activate(doctor)
    answer = come_back(client)
    assert answer["Location"] == "/accounts/2fa/authenticate/" and user_of(client) is None, "her second factor is asked for"


def test_somebody_who_left_is_not_let_in(there, patient):
    knows(there)
    connected(there, patient)
    User.objects.update(is_active=False)
    client = Client()
    come_back(client)
    assert user_of(client) is None


def test_what_waits_to_be_connected_waits_ten_minutes(there, patient, monkeypatch):
    knows(there)
    client = Client()
    come_back(client)
    client.post("/accounts/login/", {"login": "bai", "password": PASSWORD})
    monkeypatch.setattr("paeonia.site.wechat.strangers.HOLDS", -1.0)
    assert client.post("/accounts/wechat/connect/")["Location"] == "/accounts/3rdparty/"
    assert not SocialAccount.objects.exists()


def test_where_it_is_not_set_up_there_is_nothing(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    for way in ("weixin_web", "weixin_mp"):
        assert client.post(LOGIN.format(way)).status_code == 404 and client.get(BACK.format(way)).status_code == 404
    assert "wechat_login" not in client.get("/accounts/login/").content.decode()


def test_the_sign_in_page_offers_the_way_that_suits_the_browser(there, client):
    for agent, way in (("Mozilla/5.0 (iPhone) MicroMessenger/8.0.50", "weixin_mp"), ("Mozilla/5.0 (X11)", "weixin_web")):
        page = client.get("/accounts/login/", headers={"user-agent": agent}).content.decode()
        assert f'action="/accounts/{way}/login/"' in page
