"""From a letter to a person: inside always, outside only what she said yes to, and never what may not leave the house."""

import json
from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone
from post.laid import deliveries, wants, write

from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.post import actions, carrying, kinds, queries, quiet
from paeonia.post.channels.message import Later, Never
from paeonia.post.choices import Channel
from paeonia.post.models import Address, Delivery, Letter, Wish
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def test_it_stands_inside_and_goes_nowhere_unless_she_said_yes(reader, house, outbox):
    actions.know_address(reader.user_id, "mail", "a@example.org")
    assert write(reader, link="/academy/") == [reader.user_id]
    (line,), many = queries.letters(reader)
    assert (line.text, line.link, line.is_read, many) == ("Your result: HER2 3+", "/academy/", False, 1)
    assert queries.unread(reader) == 1 and deliveries(house) == [] and outbox() == []
    assert actions.read(reader) == 1 and queries.unread(reader) == 0


def test_a_yes_without_a_confirmed_address_sends_nothing(reader, house):
    actions.name_address(reader, "mail", "b@example.org")
    actions.wish(reader, {("test", "mail")})
    write(reader)
    assert deliveries(house) == []


def test_what_leaves_the_house_holds_no_word_that_is_not_public(reader, house, outbox):
    wants(reader, "mail", "sms", "wechat")
    write(reader)
    for row in deliveries(house):
        carrying.carry(row.pk)
    for channel in Channel.values:
        (said,) = outbox(channel)
        assert "HER2" not in json.dumps(said) and "测试" in said["text"]
        assert said["link"].endswith(f"/messages/{row.letter_id}/")
    assert {row.state for row in deliveries(house)} == {"sent"}


def test_the_law_no_parameter_that_is_not_public_gets_into_what_is_told_outside():
    assert len(kinds.KINDS) >= 2
    for one in kinds.KINDS.values():
        canaries = {name: f"canary{name}canary" for name in one.holds}
        for language in kinds.LANGUAGES:
            assert one.said(canaries, language), one.name
            told = one.told(canaries, language)
            leaked = {name for name, canary in canaries.items() if canary in told}
            assert leaked <= one.public, f"{one.name} tells {leaked - one.public} outside"
            assert one.outside is not None or not leaked, one.name


@pytest.mark.parametrize(("made", "what"), [
    ({"inside": {"en": "{a}", "zh": "{b}"}, "holds": ("a",)}, "'b'"),
    ({"inside": {"en": "x", "zh": "x"}, "holds": ("a",), "outside": {"en": "x", "zh": "{a}"}}, "'a'"),
    ({"inside": {"en": "x", "zh": "x"}, "public": ("a",)}, "public"),
    ({"inside": {"en": "{a.__class__}", "zh": "x"}, "holds": ("a",)}, "__class__")])
def test_a_text_that_would_say_too_much_cannot_be_declared(made, what):
    with pytest.raises(ValueError, match=what):
        kinds.kind("bad", "test", **made)


def test_told_once_however_often_it_is_said(reader, viewer, two_hospitals):
    other = viewer("nurse", two_hospitals[0])
    assert write(reader, once="x") == [reader.user_id] and write(reader, once="x") == []
    everybody = [reader.user_id, other.user_id, None, 10**9]
    assert actions.send(everybody, "test-secret", {"result": "y"}, once="x") == [other.user_id]


def test_a_letter_that_could_not_be_read_or_leads_elsewhere_is_never_written(reader, house):
    with pytest.raises(KeyError):
        actions.send([reader.user_id], "test-secret", {})
    with pytest.raises(KeyError):
        actions.send([reader.user_id], "no-such-kind")
    for link in ("https://elsewhere.example/", "//elsewhere.example/"):
        with pytest.raises(Error), transaction.atomic():
            write(reader, link=link)
    with acting(house):
        assert not Letter.objects.exists()


def test_nobody_sees_anothers_letters_wishes_or_addresses(reader, viewer, two_hospitals):
    wants(reader, "mail")
    write(reader)
    for role in ("patient", "programme_admin", "auditor"):
        with acting(viewer(role, two_hospitals[0])):
            assert [model.objects.count() for model in (Letter, Delivery, Wish, Address)] == [0, 0, 0, 0]
    with acting(reader):
        assert [model.objects.count() for model in (Letter, Delivery, Wish, Address)] == [1, 1, 1, 1]
        with pytest.raises(Error), transaction.atomic():
            Wish.objects.update(yes=False)


def test_her_last_word_counts_also_for_what_is_on_its_way(reader, house, outbox):
    wants(reader, "mail")
    write(reader)
    actions.wish(reader, set())
    carrying.carry(deliveries(house)[0].pk)
    assert [(row.state, row.why) for row in deliveries(house)] == [("needless", "unwished")] and outbox() == []
    with acting(house):
        assert [one.yes for one in Wish.objects.all()] == [True, False]
    assert actions.wish(reader, set()) == 0, "the same word is not written twice"


def test_what_was_read_inside_is_not_sent(reader, house, outbox):
    wants(reader, "mail")
    write(reader)
    actions.read(reader)
    carrying.carry(deliveries(house)[0].pk)
    assert deliveries(house)[0].why == "read" and outbox() == []


def test_quiet_hours_hold_it_until_they_end(reader, house, outbox, settings):
    settings.POST_QUIET = ("21:00", "08:00")
    wants(reader, "mail")
    write(reader)
    row = deliveries(house)[0]
    night = at(23)
    carrying.carry(row.pk, night)
    row = deliveries(house)[0]
    assert (row.state, row.why, row.attempts, outbox()) == ("held", "quiet", 0, [])
    assert timezone.localtime(row.not_before) == at(8, days=1)
    carrying.carry(row.pk, at(8, days=1))
    assert deliveries(house)[0].state == "sent" and len(outbox()) == 1
    carrying.carry(row.pk, at(9, days=1))
    assert len(outbox()) == 1, "what was sent is not sent again"


def at(hour, days=0):
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


@pytest.mark.parametrize(("hour", "ends"), [(12, None), (20, None), (21, (8, 1)), (23, (8, 1)), (0, (8, 0)), (7, (8, 0)),
                                            (8, None)])
def test_when_something_may_go(settings, hour, ends):
    settings.POST_QUIET = ("21:00", "08:00")
    assert quiet.may_go(at(hour)) == (at(hour) if ends is None else at(ends[0], ends[1]))


def test_a_reminder_that_would_come_too_late_does_not_come(reader, house, outbox):
    wants(reader, "mail")
    write(reader, until=timezone.now() + timedelta(hours=1))
    carrying.carry(deliveries(house)[0].pk, timezone.now() + timedelta(hours=2))
    assert deliveries(house)[0].why == "late" and outbox() == []


def test_enough_for_a_day_waits_for_the_morning(reader, house, outbox, settings):
    settings.POST_MOST_A_DAY = 2
    wants(reader, "mail")
    for _each in range(3):
        write(reader)
    for row in deliveries(house):
        carrying.carry(row.pk)
    last = deliveries(house)[2]
    assert (last.state, last.why, len(outbox())) == ("held", "enough", 2)
    assert timezone.localtime(last.not_before).date() == timezone.localdate() + timedelta(days=1)


class Carrier:
    """A carrier that does as it is told."""

    def __init__(self, monkeypatch, *faults):
        self.faults, self.seen = list(faults), []
        monkeypatch.setattr(carrying, "carrier", lambda channel: self)

    def __call__(self, message):
        self.seen.append(message)
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        return "provider-1"


def test_it_is_tried_again_after_growing_waits_under_the_same_number(reader, house, monkeypatch):
    wants(reader, "mail")
    write(reader)
    there = Carrier(monkeypatch, Later("HTTP 503"), RuntimeError("a@example.org"), Later("busy", timedelta(hours=6)))
    now, waits = timezone.now(), []
    for _each in range(3):
        carrying.carry(deliveries(house)[0].pk, now)
        row = deliveries(house)[0]
        waits.append(row.not_before - now)
        assert row.state == "failed" and "@" not in row.why
        now = row.not_before
    assert waits == [timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=6)]
    carrying.carry(row.pk, now)
    row = deliveries(house)[0]
    assert (row.state, row.number, row.attempts, row.why) == ("sent", "provider-1", 4, "")
    assert len({one.number for one in there.seen}) == 1


def test_it_is_given_up_at_once_or_after_enough_attempts_and_an_administrator_may_try_again(
        reader, house, monkeypatch, viewer, two_hospitals):
    wants(reader, "mail", "sms")
    write(reader)
    first, second = deliveries(house)
    Carrier(monkeypatch, Never("550"))
    carrying.carry(first.pk)
    Carrier(monkeypatch, *[Later("down")] * 20)
    for _each in range(20):
        carrying.carry(second.pk)
    assert [(row.state, row.why, row.attempts) for row in deliveries(house)] == [
        ("given_up", "550", 1), ("given_up", "attempts: down", len(actions.WAITS) + 1)]
    admin, elsewhere = (viewer("programme_admin", place) for place in two_hospitals)
    with pytest.raises(queries.NotHere):
        actions.again(second.pk, elsewhere)
    actions.again(second.pk, admin)
    with pytest.raises(Refused, match="not waiting"):
        actions.again(second.pk, admin)
    Carrier(monkeypatch)
    carrying.carry(second.pk)
    assert deliveries(house)[1].state == "sent" and queries.log(elsewhere) == ([], 0)
    assert {line.address for line in queries.log(admin)[0]} == {"a***@e***.org", "138****00"}


def test_killed_between_sending_and_noting_it_goes_once_more_under_the_same_number(reader, house, monkeypatch):
    wants(reader, "mail")
    write(reader)
    pk = deliveries(house)[0].pk
    there = Carrier(monkeypatch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "sent", lambda *told: (_ for _ in ()).throw(SystemExit(9)))
        with pytest.raises(SystemExit):
            carrying.carry(pk)
    assert deliveries(house)[0].attempts == 1
    carrying.carry(pk)
    carrying.carry(pk)
    assert [one.number for one in there.seen] == [f"paeonia-{pk}"] * 2 and deliveries(house)[0].state == "sent"


def test_what_was_left_lying_is_asked_for_again(reader, house):
    wants(reader, "mail")
    write(reader)
    assert actions.pick_up(timezone.now(), timedelta(minutes=30)) == 0
    later = timezone.now() + timedelta(hours=1)
    assert actions.pick_up(later, timedelta(minutes=30)) == 1 and actions.pick_up(later, timedelta(minutes=30)) == 0


def test_the_pages(reader, house, outbox, viewer, two_hospitals):
    wants(reader, "mail")
    write(reader, link="/academy/")
    client = Client()
    client.force_login(User.objects.get(pk=reader.user_id))
    client.cookies["django_language"] = "en"
    page = client.get("/messages/").content.decode()
    assert "Your result: HER2 3+" in page and "letter-count" in page and "1 message you have not read" in page
    (line,), _many = queries.letters(reader)
    opened = client.get(f"/messages/{line.id}/").content.decode()
    assert 'href="/academy/"' in opened and queries.unread(reader) == 0
    assert "letter-count" not in client.get("/messages/").content.decode()
    assert client.get("/messages/999999999999999999999/").status_code == 404
    other = Client()
    other.force_login(User.objects.get(pk=viewer("patient", two_hospitals[0]).user_id))
    assert other.get(f"/messages/{line.id}/").status_code == 404 and client.get("/messages/log/").status_code == 403
    assert client.post("/messages/read/", {"item": "x"}).status_code == 404
    client.post("/messages/reach/wishes/", {"wish": ["test.sms", "nothing.mail", "test"]})
    assert queries.wishes(reader) == {("test", "mail"): False, ("test", "sms"): True}
    answer = client.post("/messages/reach/mail/", {"do": "name", "address": "no address"}, follow=True)
    assert "is no e-mail address" in answer.content.decode()
    assert client.post("/messages/reach/pigeon/", {"do": "name"}).status_code == 404
    admin = Client()
    admin.force_login(User.objects.get(pk=viewer("programme_admin", two_hospitals[0]).user_id))
    seen = admin.get("/messages/log/").content.decode()
    assert "a***@e***.org" in seen and "a@example.org" not in seen and "HER2" not in seen


def test_the_box_costs_two_questions(reader, django_assert_max_num_queries):
    for _each in range(40):
        write(reader)
    with acting(reader), django_assert_max_num_queries(4):     # two of them are the savepoint
        queries.letters(reader)


@pytest.mark.django_db(transaction=True)
def test_of_what_was_rolled_back_nothing_goes_out_and_of_what_was_kept_it_does(reader, house, outbox):
    from background import do_all_work

    wants(reader, "mail")
    with pytest.raises(RuntimeError), transaction.atomic():
        write(reader)
        raise RuntimeError
    do_all_work()
    assert outbox() == [] and deliveries(house) == []
    write(reader)
    do_all_work()
    assert len(outbox()) == 1 and deliveries(house)[0].state == "sent"
