"""What can be entered about an own trial: title, form, action, and the part of the trial one comes back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from paeonia.people.viewer import Viewer

from . import actions, forms
from .dossier import Dossier


@dataclass(frozen=True)
class Deed:
    """One form with its action; `kind` is the kind of entry, empty where nothing can be corrected by a new entry."""

    title: Any
    form: Any
    part: str
    kind: str = ""
    lead: Any = ""
    do: Callable[[Dossier, Any, Viewer], Any] | None = None
    file: bool = False


def _number(file: Dossier, form: Any, viewer: Viewer) -> None:
    actions.add_number(file, form.cleaned_data["number"], form.cleaned_data["registry"], viewer)


def _document(file: Dossier, form: Any, viewer: Viewer) -> Any:
    told = form.cleaned_data
    return actions.hand_in(file, told["file_sent"], told["kind"], told["title"], viewer)


def _change(file: Dossier, form: Any, viewer: Viewer) -> None:
    actions.change(file, form.said(), viewer)


DEEDS: dict[str, Deed] = {
    "change": Deed(_("Change what was registered"), forms.Change, "overview", do=_change),
    "number": Deed(_("Add a registration number"), forms.NumberForm, "overview", do=_number,
                   lead=_("When the registry's record is imported, it is joined to this trial.")),
    "version": Deed(_("Enter a version"), forms.VersionForm, "protocol", "version",
                    lead=_("A version is only written down here. It counts once it is approved and brought into force.")),
    "inforce": Deed(_("Bring a version into force"), forms.InForceForm, "protocol", "inforce", lead=_(
        "Signed by the principal investigator or the research office, on the decision that approves it.")),
    "decision": Deed(_("Enter a decision of the ethics committee"), forms.DecisionForm, "ethics", "decision"),
    "filing": Deed(_("Enter a filing on human genetic resources"), forms.FilingForm, "ethics", "filing",
                   lead=_("Where none is needed, say so and why: it is signed with your name.")),
    "site": Deed(_("Add a site"), forms.SiteForm, "team", "site"),
    "member": Deed(_("Add somebody to the team"), forms.MemberForm, "team", "member"),
    "grant": Deed(_("Enter funding"), forms.GrantForm, "money", "grant"),
    "spending": Deed(_("Enter spending"), forms.SpendingForm, "money", "spending",
                     lead=_("As the accounts of the hospital say.")),
    "milestone": Deed(_("Enter a milestone"), forms.MilestoneForm, "money", "milestone"),
    "publication": Deed(_("Plan a publication"), forms.PublicationForm, "money", "publication"),
    "document": Deed(_("Hand in a document"), forms.DocumentForm, "documents", do=_document, file=True,
                     lead=_("Kept privately with its checksum; earlier versions stay.")),
}
