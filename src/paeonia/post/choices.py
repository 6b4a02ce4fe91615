"""The words of the post that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Ways out of the house. The letter inside is no channel: it is always there."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("Text message")
    WECHAT = "wechat", _("WeChat")


class State(models.TextChoices):
    """How far a letter has come on one way out."""

    WAITING = "waiting", _("waiting to go out")
    HELD = "held", _("held back until it may go")
    FAILED = "failed", _("did not go, will be tried again")
    SENT = "sent", _("handed over")
    GIVEN_UP = "given_up", _("given up")
    NEEDLESS = "needless", _("no longer needed")


OPEN = (State.WAITING, State.HELD, State.FAILED)


class Why(models.TextChoices):
    """Why a letter does not go out now, or no longer; what a provider answered stands beside it as it came."""

    QUIET = "quiet", _("quiet hours")
    ENOUGH = "enough", _("enough messages for one day")
    READ = "read", _("read inside meanwhile")
    UNWISHED = "unwished", _("no longer wanted this way")
    NOWHERE = "nowhere", _("no confirmed address")
    GONE = "gone", _("nothing of this kind is written any more")
    LATE = "late", _("too late to be of use")
    ATTEMPTS = "attempts", _("tried too often")
