"""The forms of this room; none saves, an action does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Hospital, User
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer
from paeonia.ui.forms import dress
from paeonia.ui.words import language, words

from . import queries
from .choices import APPROVING, Paper, VersionKind
from .dossier import Dossier
from .files import ACCEPT, LARGEST
from .models import (
    Decision,
    Filing,
    Grant,
    InForce,
    Member,
    Milestone,
    OwnTrial,
    Publication,
    Site,
    Spending,
    Version,
)
from .registries import WORDS

SAID = {
    "required": _("This is needed. Fill it in, then keep it again."),
    "invalid": _("This cannot be read. Write dates as 2026-11-23 and numbers in digits."),
    "invalid_choice": _("This is not one of the choices any more. Choose again."),
}


class Named(forms.ModelChoiceField):
    """A choice of a row by the words it has in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """A person's name, a hospital's words, or the row as it is called."""
        if isinstance(obj, User):
            return obj.name(language())
        return words(obj.words) if isinstance(obj, Hospital | Site) else str(obj)


class OwnForm(forms.Form):
    """A form about an own trial."""

    def __init__(self, *args: Any, file: Dossier | None = None, viewer: Viewer | None = None, **more: Any) -> None:
        more.pop("instance", None)
        super().__init__(*args, **more)
        self.file, self.viewer = file, viewer
        self.narrow()
        dress(self, SAID)

    def narrow(self) -> None:
        """Offer only what belongs to this trial."""

    def said(self) -> dict[str, Any]:
        """What was entered, for an action."""
        return dict(self.cleaned_data)

    def offer(self, name: str, kind: str, keep: Any = None) -> None:
        """Offer the standing entries of a kind."""
        assert self.file is not None
        old = self.fields[name]
        ids = [row.pk for row in self.file.standing(kind) if keep is None or keep(row)]
        found = type(self.file.standing(kind)[0]).objects.filter(pk__in=ids) if ids else old.queryset.none()
        self.fields[name] = Named(label=old.label, queryset=found, required=old.required, help_text=old.help_text)


class EntryForm(OwnForm, forms.ModelForm):
    """A form over the fields of an entry."""

    def _post_clean(self) -> None:
        """The rows' own constraints are asked when the action keeps it."""


def entry_form(model: Any, *fields: str, **extra: Any) -> Any:
    """A form over some fields of a model, in that order."""
    meta = type("Meta", (), {"model": model, "fields": fields})
    return type(f"{model.__name__}Form", (EntryForm,), {"Meta": meta, **extra})


def initial_of(row: Any) -> dict[str, Any]:
    """What a correction begins with: the entry as it stands."""
    return model_to_dict(row)


class Registration(entry_form(OwnTrial, "title_zh", "title_en", "acronym", "lead", "principal", "phase", "design",  # type: ignore[misc]
                              "randomised", "masking", "planned", "treatment")):
    """What is said of a trial when it is registered."""

    registry = forms.ChoiceField(label=_("Registry, if there is a number already"), required=False)
    number = forms.CharField(label=_("Registration number"), max_length=60, required=False)

    def narrow(self) -> None:
        """The viewer's hospitals and their physicians; an investigator registers her own."""
        assert self.viewer is not None
        ids = self.viewer.hospital_ids
        doctors = queries.physicians(ids)
        if self.viewer.role == Role.ONCOLOGIST:
            doctors = doctors.filter(pk=self.viewer.user_id)
        self.fields["lead"] = Named(label=_("Sponsor and lead hospital"), queryset=queries.hospitals(ids))
        self.fields["principal"] = Named(label=_("Principal investigator"), queryset=doctors)
        self.fields["registry"].choices = [("", ""), *((name, words(said)) for name, said in WORDS.items())]
        self.fields["treatment"].help_text = _("Names of drugs, separated by commas, so that the search finds them.")

    def clean(self) -> dict[str, Any]:
        """A number needs its registry."""
        told = super().clean() or {}
        if bool(told.get("number")) != bool(told.get("registry")):
            self.add_error("registry", gettext("Choose the registry and write its number, or leave both empty."))
        return told


class Change(Registration):
    """What was registered, changed; the lead hospital stays."""

    def narrow(self) -> None:
        """The lead's physicians."""
        super().narrow()
        assert self.file is not None
        for name in ("lead", "registry", "number"):
            del self.fields[name]
        self.fields["principal"].queryset = queries.physicians((self.file.own.lead_id,))

    def clean(self) -> dict[str, Any]:
        """Nothing beyond the fields."""
        return self.cleaned_data


class NumberForm(OwnForm):
    """A number that a registry gave."""

    registry = forms.ChoiceField(label=_("Which registry"))
    number = forms.CharField(label=_("Registration number"), max_length=60)

    def narrow(self) -> None:
        """The registries."""
        self.fields["registry"].choices = [(name, words(said)) for name, said in WORDS.items()]


class SiteForm(entry_form(Site, "hospital", "name_zh", "name_en", "investigator", "relies_on_lead", "left_on")):  # type: ignore[misc]
    """A hospital that takes part."""

    def narrow(self) -> None:
        """Hospitals of the programme."""
        self.fields["hospital"] = Named(label=_("Hospital"), queryset=queries.hospitals(), required=False,
                                        help_text=_("Or write the name of a hospital without an account here."))
        self.order_fields(["hospital"])


class DecisionForm(entry_form(Decision, "site", "review", "committee", "number", "on_day", "outcome",  # type: ignore[misc]
                              "valid_until", "review_due", "letter")):
    """What an ethics committee decided."""

    def narrow(self) -> None:
        """Sites and letters of this trial."""
        self.offer("site", "site")
        self.offer("letter", "document", lambda row: row.kind == Paper.ETHICS)
        self.order_fields(["site", "review", "committee"])


class VersionForm(entry_form(Version, "kind", "number", "on_day", "protocol", "amendment", "changes_zh", "changes_en",  # type: ignore[misc]
                             "reconsent", "document")):
    """A version of the protocol or the consent form."""

    def narrow(self) -> None:
        """Protocols and files of this trial."""
        self.offer("protocol", "version", lambda row: row.kind == VersionKind.PROTOCOL)
        self.fields["protocol"].help_text = _("For a consent form only.")
        self.offer("document", "document")
        self.order_fields(["kind", "number", "on_day", "protocol"])


class InForceForm(entry_form(InForce, "version", "decision", "from_day")):  # type: ignore[misc]
    """A version that comes into force."""

    def narrow(self) -> None:
        """Versions of this trial and decisions that approve."""
        self.offer("version", "version")
        self.fields["version"].label_from_instance = lambda one: f"{one.get_kind_display()} {one.number}"
        self.offer("decision", "decision", lambda row: row.outcome in APPROVING)
        self.fields["decision"].label_from_instance = lambda one: f"{one.number} · {one.on_day:%Y-%m-%d}"


class FilingForm(entry_form(Filing, "kind", "state", "number", "scope", "headcount", "on_day", "valid_until", "reason",  # type: ignore[misc]
                            "paper")):
    """A filing on human genetic resources."""

    def narrow(self) -> None:
        """Papers of this trial."""
        self.offer("paper", "document")


class MemberForm(entry_form(Member, "site", "part", "user", "name", "from_day", "until_day", "gcp_until")):  # type: ignore[misc]
    """Somebody of the team."""

    def narrow(self) -> None:
        """Sites, and people of their hospitals."""
        assert self.file is not None
        self.offer("site", "site")
        self.fields["user"] = Named(label=_("Person"), required=False,
                                    queryset=queries.people([one.hospital_id for one in self.file.sites if one.hospital_id]))
        self.order_fields(["site", "part", "user"])


class SpendingForm(entry_form(Spending, "grant", "on_day", "amount", "what")):  # type: ignore[misc]
    """Money spent."""

    def narrow(self) -> None:
        """Grants of this trial."""
        self.offer("grant", "grant")


class DocumentForm(OwnForm):
    """A file handed in."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=Paper.choices)
    title = forms.CharField(label=_("Title"), max_length=200,
                            help_text=_("The same title again makes the next version; the earlier ones stay."))
    file_sent = forms.FileField(label=pgettext_lazy("of a computer", "File"), max_length=200)

    def narrow(self) -> None:
        """What may be chosen."""
        self.fields["file_sent"].widget.attrs["accept"] = ACCEPT
        self.fields["file_sent"].help_text = gettext("PDF, docx, xlsx, PNG or JPEG, up to %(most)s MB.") % {
            "most": LARGEST // 2**20}


GrantForm = entry_form(Grant, "funder", "title", "number", "amount", "currency", "from_day", "until_day")
MilestoneForm = entry_form(Milestone, "kind", "planned_on", "reached_on", "note")
PublicationForm = entry_form(Publication, "title", "where", "planned_on", "stage")
