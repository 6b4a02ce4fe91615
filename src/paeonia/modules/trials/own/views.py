"""Pages of our own trials: the overview, registering one, a trial with its parts, every form about it, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.chart import uploads
from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.chrome import Link
from paeonia.ui.words import language, refusal

from . import actions, files, forms, queries
from .checklist import Item, checklist
from .deeds import DEEDS
from .dossier import Dossier
from .picture import expiries
from .sections import PARTS, SECTIONS
from .standing import Due, dues, permit_of

NEAR = ("over", "week", "month", "soon")


@dataclass(frozen=True)
class Card:
    """An own trial in the overview."""

    file: Dossier
    steps: tuple[Item, ...]
    near: tuple[Due, ...]
    may_enrol: tuple[tuple[dict[str, str], tuple[str, ...]], ...]

    @property
    def done(self) -> int:
        """How much of the checklist is there."""
        return sum(one.done for one in self.steps)


def _card(file: Dossier, today: date) -> Card:
    held = []
    for site in file.sites:
        if site.hospital_id and not (site.left_on and site.left_on < today):
            why = permit_of(file, site.hospital_id, today).why
            held.append((site.words, tuple(one.text(language()) for one in why)))
    near = tuple(one for one in dues(file, today) if one.level in NEAR and one.kind != "mark")
    return Card(file, checklist(file, today), near, tuple(held))


def _file(own_id: int, viewer: Viewer, verb: str = "own.see") -> Dossier:
    try:
        return queries.trial(own_id, viewer, verb)
    except queries.NotHere:
        raise Http404 from None


@page(verb="own.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Our own trials: what ends soon, and what each still lacks before its first patient."""
    viewer, today = viewer_of(request), timezone.localdate()
    with acting(viewer):
        cards = [_card(file, today) for file in queries.trials(viewer)]
    drawn = sorted(((card.file.own.acronym, due) for card in cards for due in dues(card.file, today) if due.kind != "mark"),
                   key=lambda one: one[1].day)
    return render(request, "own/list.jinja", {
        "cards": cards, "today": today, "picture": expiries(gettext("What ends when"), drawn[:14], today) if drawn else "",
        "more": max(len(drawn) - 14, 0), "may_write": may(viewer, "own.write")})


@page(verb="own.write")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register an own trial."""
    viewer = viewer_of(request)
    form = forms.Registration(request.POST or None, viewer=viewer, initial={
        "lead": viewer.hospital_ids[0] if viewer.hospital_ids else None, "principal": viewer.user_id})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        number, registry = told.pop("number"), told.pop("registry")
        try:
            made = actions.register(told, viewer, number, registry)
            messages.success(request, gettext("Registered. What is still missing stands in the checklist."))
            return redirect("own-trial", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return _form(request, form, gettext("Register an own trial"), reverse("own"), None)


@page(verb="own.see")
@require_GET
def trial(request: HttpRequest, own_id: int, part: str = "overview") -> HttpResponse:
    """One part of an own trial."""
    viewer, today = viewer_of(request), timezone.localdate()
    file = _file(own_id, viewer)
    if part != "overview" and part not in SECTIONS:
        raise Http404
    with acting(viewer):
        writes, signs = queries.may_write(viewer, file.own), queries.may_sign(viewer, file.own)
    links = [Link(words, reverse("own-part", args=[own_id, name]), current=name == part) for name, words in PARTS]
    shared = {"file": file, "own": file.own, "tabs": links, "today": today, "may_write": writes, "deeds": DEEDS}
    if part == "overview":
        ends = [("", one) for one in dues(file, today)]
        return render(request, "own/trial.jinja", {
            **shared, "shown": _card(file, today),
            "picture": expiries(gettext("What ends when"), ends, today) if ends else ""})
    return render(request, "own/part.jinja", {**shared, "sections": SECTIONS[part](file, today, writes, signs),
                                              "title": dict(PARTS)[part]})


@page(verb="own.write")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, own_id: int, what: str, item_id: int = 0) -> HttpResponse:
    """Enter something about an own trial, or correct an entry."""
    viewer, deed = viewer_of(request), DEEDS.get(what)
    file = _file(own_id, viewer, "own.write")
    if deed is None or (item_id and not deed.kind):
        raise Http404
    old = None
    if item_id:
        try:
            old = queries.entry(file, deed.kind, item_id)
        except queries.NotHere:
            raise Http404 from None
    today = timezone.localdate()
    initial = forms.initial_of(old or file.own) if old or what == "change" else {
        "on_day": today, "from_day": today, "site": file.sites[0].pk if file.sites else None}
    with acting(viewer):
        form = deed.form(request.POST or None, request.FILES or None, file=file, viewer=viewer, initial=initial)
        good = request.method == "POST" and form.is_valid()
    why = request.POST.get("why_corrected", "")
    if good:
        try:
            if deed.do is not None:
                deed.do(file, form, viewer)
            else:
                actions.enter(deed.kind, file, form.said(), viewer, old, why)
            messages.success(request, gettext("Kept."))
            return redirect("own-part", own_id, deed.part)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = deed.title if old is None else gettext("Correct an entry")
    return _form(request, form, title, reverse("own-part", args=[own_id, deed.part]), file, lead=deed.lead,
                 correcting=old is not None, why=why, upload=deed.file)


def _form(request: HttpRequest, form: Any, title: Any, back: str, file: Dossier | None, **more: Any) -> HttpResponse:
    return render(request, "own/form.jinja", {
        "form": form, "title": title, "back": back, "file": file, "lead": "", "correcting": False, "why": "",
        "upload": False, **more}, status=422 if request.method == "POST" else 200)


@page(verb="own.see")
@require_GET
def document(request: HttpRequest, own_id: int, document_id: int) -> HttpResponse:
    """A file as it was handed in, never shown within a page; that it left is noted."""
    viewer = viewer_of(request)
    file = _file(own_id, viewer)
    try:
        one: Any = queries.entry(file, "document", document_id)
    except queries.NotHere:
        raise Http404 from None
    try:
        held = uploads.whole(one.stored, one.sha256)
    except uploads.Damaged:
        return render(request, "own/damaged.jinja", {"file": file, "own": file.own, "one": one}, status=410)
    with acting(viewer):
        record_access("exported", viewer, f"own trial {file.own.pk}: document {one.pk}")
    answer = HttpResponse(held, content_type=one.media)
    answer["Content-Disposition"] = content_disposition_header(True, f"{one.title}-{one.number}{files.ENDINGS[one.media]}")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
