"""Letters as tests ask for them."""

from paeonia.people.context import acting
from paeonia.post import actions
from paeonia.post.models import Delivery


def wants(who, *channels, purpose="test"):
    for channel in channels:
        actions.know_address(who.user_id, channel, {"mail": "a@example.org", "sms": "13800000000"}.get(channel, "oX1"))
    actions.wish(who, {(purpose, channel) for channel in channels})


def deliveries(house):
    with acting(house):
        return list(Delivery.objects.order_by("id"))


def write(who, kind="test-secret", **more):
    return actions.send([who.user_id], kind, {"result": "HER2 3+"}, **more)
