"""An address is used once its owner has confirmed it by the code that was sent there; codes are not to be guessed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from post.laid import wants

from paeonia.people.context import acting
from paeonia.post import actions, addresses, queries
from paeonia.post.models import Address
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def test_an_address_is_confirmed_by_the_code_that_was_sent_there_and_by_no_other(reader, outbox):
    from paeonia.post.tasks import code

    row = actions.name_address(reader, "sms", "+86 138-0000 0000")
    code(row.pk, row.seed, "zh")
    (said,) = outbox("sms")
    digits = addresses.code(row.seed)
    assert said["to"] == "13800000000" and digits in said["text"]
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    with pytest.raises(Refused, match="not the code"):
        actions.confirm(reader, "sms", wrong)
    assert queries.own_addresses(reader)["sms"].tries == 1
    actions.confirm(reader, "sms", f" {digits[:3]} {digits[3:]} ")
    assert queries.own_addresses(reader)["sms"].verified_at is not None
    with pytest.raises(Refused, match="no code"):
        actions.confirm(reader, "sms", digits)
    code(row.pk, row.seed, "zh")
    assert len(outbox("sms")) == 1, "a code no longer wanted is not sent"


def test_codes_are_rare_short_lived_and_not_to_be_guessed(reader, house):
    actions.name_address(reader, "mail", "a@example.org")
    with pytest.raises(Refused, match="a minute"):
        actions.name_address(reader, "mail", "b@example.org")

    def aged(**changes):
        with acting(house):
            Address.objects.update(**changes)

    aged(tries=5)
    with pytest.raises(Refused, match="five wrong"):
        actions.confirm(reader, "mail", addresses.code(queries.own_addresses(reader)["mail"].seed))
    aged(tries=0, asked_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Refused, match="ten minutes"):
        actions.confirm(reader, "mail", addresses.code(queries.own_addresses(reader)["mail"].seed))
    aged(asked=5, asked_at=max(timezone.now() - timedelta(minutes=2), midnight()))
    with pytest.raises(Refused, match="today|a minute"):
        actions.name_address(reader, "mail", "b@example.org")


def test_throwing_an_address_away_takes_back_what_was_wished_there(reader):
    wants(reader, "mail", "wechat")
    actions.forget_address(reader, "wechat")
    actions.know_address(reader.user_id, "wechat", "oX2")
    assert {pair for pair, yes in queries.wishes(reader).items() if yes} == {("test", "mail")}


def test_throwing_an_address_away_does_not_forget_how_many_codes_were_sent(reader, house):
    actions.name_address(reader, "sms", "13800000000")
    actions.forget_address(reader, "sms")
    assert queries.own_addresses(reader) == {}
    with acting(house):
        assert Address.objects.get().address == ""
    with pytest.raises(Refused, match="a minute"):
        actions.name_address(reader, "sms", "13900000000")


def midnight():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(("channel", "said"), [("mail", "a@b"), ("mail", ""), ("sms", "123"), ("sms", "12345678901"),
                                               ("wechat", "oX"), ("mail", "a@example.org\r\nBcc: b@example.org")])
def test_what_is_no_address_is_said_to_be_none(reader, channel, said):
    with pytest.raises(Refused):
        actions.name_address(reader, channel, said)
