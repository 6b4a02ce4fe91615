"""The workbench itself: a draft with its text, its lines one by one, and the way to approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, queries
from .approving import actions as approving
from .choices import GroupKind, Outcome, State
from .counting import count
from .messages import Changed
from .reading import asking, read
from .textview import pieces

CHOICES = (Outcome.DRAFTED, Outcome.ASK, Outcome.HEADING, Outcome.REMARK)
BENCH = "curation-draft"


@page(verb="curation.see")
@require_GET
def bench(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Text on the left, sentences on the right; `edit` in the address opens one line."""
    return _bench(request, draft_id, editing=_number(request.GET.get("edit", "")))


def _bench(request: HttpRequest, draft_id: int, editing: int = 0, wrong: list[str] | None = None,
           **more: Any) -> HttpResponse:
    found = queries.bench(draft_id, viewer_of(request))
    opened = found.draft.state == State.OPEN and found.may_write
    changes, against = queries.compared(found.draft)
    return render(request, "curation/bench.jinja", {
        **_shown(found), "pieces": pieces(found.draft.text, [*found.rows]), "editing": editing if opened else 0,
        "wrong": wrong or [], "changes": changes, "against": against, "sent": {}, "kinds": GroupKind.choices, **more},
        status=422 if wrong else 200)


def _shown(found: queries.Bench) -> dict[str, Any]:
    return {"bench": found, "draft": found.draft, "outcomes": CHOICES,
            "opened": found.draft.state == State.OPEN and found.may_write}


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, draft_id: int, line_id: int) -> HttpResponse:
    """One line: its form, and what is sent with it; a line others have changed comes back with both texts."""
    viewer, part = viewer_of(request), request.headers.get("HX-Request") == "true"
    if request.method != "POST":
        found, row = queries.row(draft_id, line_id, viewer)
        edit = "show" not in request.GET and found.draft.state == State.OPEN
        if not part:
            query = f"?edit={line_id}" if edit else ""
            return redirect(f"{reverse(BENCH, args=[draft_id])}{query}#line-{line_id}")
        return render(request, "curation/_line.jinja", {**_shown(found), "row": row, "editing": line_id if edit else 0,
                                                        "sent": {}, "wrong": []})
    sent = _sent(request)
    try:
        actions.write(draft_id, line_id, _number(request.POST.get("edition", "")), sent["outcome"], _sentence(sent), viewer,
                      settle=request.POST.get("how") == "settle", group=request.POST.get("group"))
    except Refused as refused:
        said = refusal(refused)
        now = refused.line if isinstance(refused, Changed) else None
        if not part:
            return _bench(request, draft_id, line_id, said, sent=sent, now=now)
        found, row = queries.row(draft_id, line_id, viewer)
        return render(request, "curation/_line.jinja", {**_shown(found), "row": row, "editing": line_id, "sent": sent,
                                                        "wrong": said, "now": now}, status=422)
    if not part:
        return redirect(f"{reverse(BENCH, args=[draft_id])}#line-{line_id}")
    found, row = queries.row(draft_id, line_id, viewer)
    return render(request, "curation/_line.jinja", {**_shown(found), "row": row, "editing": 0, "sent": {}, "wrong": [],
                                                    "totals": True})


@page(verb="curation.write")
@require_POST
def check(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A sentence as it is being written: its words, what is wrong, whom it lets through. Nothing is kept."""
    sent = _sent(request)
    found = read(_sentence(sent)) if _sentence(sent).strip() else None
    number = count(viewer_of(request), found.node) if found and found.node is not None else None
    return render(request, "curation/_check.jinja", {"read": found, "count": number})


def _sent(request: HttpRequest) -> dict[str, str]:
    told = {name: request.POST.get(name, "").replace("\0", "\ufffd")
            for name in ("sentence", "en", "zh", "outcome", "against")}
    if told["outcome"] not in CHOICES:
        told["outcome"] = Outcome.DRAFTED
    return told


def _sentence(sent: dict[str, str]) -> str:
    if sent["outcome"] != Outcome.ASK:
        return sent["sentence"]
    en, zh = sent["en"].strip(), sent["zh"].strip()
    return asking(en, zh, bool(sent["against"])) if en or zh else ""


Deed = Callable[[HttpRequest, int, int, int, Viewer], Any]
LINE_DEEDS: dict[str, Deed] = {
    "settle": lambda r, d, i, e, v: actions.settle(d, i, e, v),
    "unsettle": lambda r, d, i, e, v: actions.settle(d, i, e, v, undo=True),
    "ask": lambda r, d, i, e, v: actions.ask_of_a_person(d, i, e, v),
    "up": lambda r, d, i, e, v: actions.move(d, i, e, -1, v),
    "down": lambda r, d, i, e, v: actions.move(d, i, e, 1, v),
    "add": lambda r, d, i, e, v: actions.add(d, i, v),
    "split": lambda r, d, i, e, v: actions.split(d, i, e, r.POST.get("parts", "").splitlines(), v),
    "remove": lambda r, d, i, e, v: actions.remove(d, i, e, v),
}
DRAFT_DEEDS: dict[str, Callable[[HttpRequest, int, Viewer], Any]] = {
    "add": lambda r, d, v: actions.add(d, None, v, r.POST.get("group", "")),
    "quiet": lambda r, d, v: actions.settle_quiet(d, v),
    "group": lambda r, d, v: actions.add_group(d, r.POST.get("code", ""), _kind(r), r.POST.get("en", ""),
                                               r.POST.get("zh", ""), v),
    "ungroup": lambda r, d, v: actions.remove_group(d, r.POST.get("code", "")[:40], v),
    "submit": lambda r, d, v: approving.submit(d, v, r.POST.get("note", "")),
    "recall": lambda r, d, v: approving.recall(d, v),
    "withdraw": lambda r, d, v: approving.give_up(d, v, r.POST.get("note", "")),
}
JUDGED: dict[str, Callable[[HttpRequest, int, Viewer], Any]] = {
    "approve": lambda r, d, v: approving.approve(d, _number(r.POST.get("edition", "")), v, r.POST.get("note", "")),
    "return": lambda r, d, v: approving.hand_back(d, v, r.POST.get("note", "")),
}


@page(verb="curation.write")
@require_POST
def deed(request: HttpRequest, draft_id: int, line_id: int, what: str) -> HttpResponse:
    """Something done with one line; the page comes back to it."""
    if what not in LINE_DEEDS:
        raise Http404(what)
    viewer, part = viewer_of(request), request.headers.get("HX-Request") == "true"
    said: list[str] = []
    try:
        made = LINE_DEEDS[what](request, draft_id, line_id, _number(request.POST.get("edition", "")), viewer)
    except Refused as refused:
        said, made = refusal(refused), None
        if not part:
            return _bench(request, draft_id, 0, said)
    if part:
        found, row = queries.row(draft_id, line_id, viewer)
        return render(request, "curation/_line.jinja", {**_shown(found), "row": row, "editing": 0, "sent": {},
                                                        "wrong": said, "totals": True}, status=422 if said else 200)
    opens = f"?edit={made.pk}#line-{made.pk}" if what == "add" else "" if what == "remove" else f"#line-{line_id}"
    return redirect(reverse(BENCH, args=[draft_id]) + opens)


@page(verb="curation.write")
@require_POST
def way(request: HttpRequest, draft_id: int, what: str) -> HttpResponse:
    """Something done with the whole draft."""
    return _way(request, draft_id, DRAFT_DEEDS.get(what), what)


@page(verb="curation.approve")
@require_POST
def judge(request: HttpRequest, draft_id: int, what: str) -> HttpResponse:
    """The second person's word: approved, or returned with what has to be changed."""
    return _way(request, draft_id, JUDGED.get(what), what)


def _way(request: HttpRequest, draft_id: int, do: Callable[[HttpRequest, int, Viewer], Any] | None,
         what: str) -> HttpResponse:
    if do is None:
        raise Http404(what)
    try:
        made = do(request, draft_id, viewer_of(request))
    except Refused as refused:
        return _bench(request, draft_id, 0, refusal(refused))
    if what == "approve":
        return redirect("curation-version", made.dossier.slug, made.number)
    opens = f"?edit={made.pk}#line-{made.pk}" if what == "add" else ""
    return redirect(reverse(BENCH, args=[draft_id]) + opens)


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    return kind if kind in GroupKind.values else GroupKind.COHORT


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 12 else 0
