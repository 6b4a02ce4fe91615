"""Hospitals, the people who work or are treated there, and the trail of charts they opened."""

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from paeonia.people.roles import Role

LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]


@pghistory.track()
class Hospital(models.Model):
    """A hospital of the programme; every patient row belongs to one."""

    code = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name_en

    @property
    def words(self) -> dict[str, str]:
        """The name in both languages."""
        return {"en": self.name_en, "zh": self.name_zh}


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in, with a name in each script and the language she reads."""

    name_zh = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="zh-hans")

    def name(self, language: str) -> str:
        """Return the name to show a reader of `language`; falls back to the other script, then to the sign-in name."""
        first, second = (self.name_en, self.name_zh) if language == "en" else (self.name_zh, self.name_en)
        return first or second or self.username


@pghistory.track()
class Membership(models.Model):
    """One person in one role at one hospital."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "hospital", "role"], name="one_membership_per_role"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.hospital_id}"


class ChartRead(models.Model):
    """Somebody opened a patient's chart: who, whose, why, when, by which page. Never changed, never deleted."""

    who = models.ForeignKey(User, on_delete=models.PROTECT, null=True)  # empty: the command line
    acting_as = models.CharField(max_length=80)
    patient_id = models.BigIntegerField(db_index=True)  # no foreign key: patients live a floor above
    why = models.CharField(max_length=200)
    route = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.who_id} read {self.patient_id}"


class Access(models.Model):
    """Something happened at the doors: a sign-in, a failure, a factor changed, a refusal, an export. Never changed."""

    class Kind(models.TextChoices):
        """What happened."""

        SIGNED_IN = "signed_in"
        SIGN_IN_FAILED = "sign_in_failed"
        SIGNED_OUT = "signed_out"
        PASSWORD_CHANGED = "password_changed"  # noqa: S105  the name of an event
        FACTOR_ADDED = "factor_added"
        FACTOR_REMOVED = "factor_removed"
        FACTOR_RENEWED = "factor_renewed"
        ADDRESS_CHANGED = "address_changed"
        ROLE_TAKEN = "role_taken"
        REFUSED = "refused"
        EXPORTED = "exported"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    who = models.ForeignKey(User, on_delete=models.PROTECT, null=True)  # empty: no such person, or the command line
    acting_as = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=200, blank=True)
    source = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="access_by_person")]

    def __str__(self) -> str:
        return f"{self.who_id} {self.kind}"
