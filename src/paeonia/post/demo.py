"""What the demo people want outside: an oncologist e-mail about her courses, a patient WeChat about her questions."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

from . import actions, queries

# sign-in name, role, channel, address, purposes
WANT = (("lin", "oncologist", "mail", "lin@example.org", ("courses", "trials")),
        ("chen", "partner_physician", "sms", "13800000000", ("courses",)),
        ("bai", "patient", "wechat", "oDemo-Bai-Lan", ("questions",)))


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Keep their wishes where they have said nothing yet; the letters themselves come with courses and questions."""
    known = dict(User.objects.values_list("username", "pk"))
    for name, role, channel, address, purposes in WANT:
        if name not in known:
            continue
        who = viewer_again(known[name], role)
        if not queries.own_addresses(who):
            actions.know_address(known[name], channel, address)
            actions.wish(who, {(purpose, channel) for purpose in purposes})
    say(f"{len(WANT)} people who want messages outside.")
