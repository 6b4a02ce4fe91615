"""Pages of colleagues: the list, one thread, writing through the gate, following, reporting, pictures."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.chart import redrawing, uploads
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.roles import WORDS
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import actions, case, gate, queries
from .choices import Topic
from .forms import CaseForm, PictureForm, TalkForm
from .models import Reply, Thread

TOLD = "forum"


def tell(request: HttpRequest, line: str, *, good: bool = True) -> None:
    """Say it on the forum's next page."""
    telling.tell(request, TOLD, line, good=good)


def opened(request: HttpRequest, number: int) -> queries.Opened:
    """The thread as this reader sees it, or the page of things that are not there."""
    try:
        return queries.thread(number, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None


def reply_of(request: HttpRequest, found: queries.Opened) -> Reply | None:
    """The reply a form names, None when it means the thread itself; anything else is not there."""
    asked = request.POST.get("reply", "")
    if not asked:
        return None
    try:
        return queries.reply(found, int(asked[:18]) if asked.isascii() and asked.isdigit() else -1)
    except queries.NotHere:
        raise Http404 from None


def gate_answers(posted: QueryDict) -> dict[str, str]:
    """What was said of each trace: taken, or why it is none."""
    told = {name.removeprefix("gate-"): value for name, value in posted.items() if name.startswith("gate-")}
    return {key: gate.TAKE if value == gate.TAKE else posted.get(f"why-{key}", "") for key, value in told.items()}


def mended(posted: QueryDict, texts: dict[str, str]) -> QueryDict:
    """What was posted, with the texts as far as they were mended."""
    again = posted.copy()
    for name, text in texts.items():
        again[name] = text
    return again


@page(verb="forum.read")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Threads by topic, those followed with something new, and one's own that were given back."""
    viewer, topic, text = viewer_of(request), request.GET.get("topic", ""), request.GET.get("q", "")[:100]
    number = request.GET.get("page", "1")
    at = int(number[:6]) if number.isascii() and number.isdigit() else 1
    found, many = queries.threads(viewer, topic, text, at)
    return render(request, "communityforum/home.jinja", {
        "found": found, "many": many, "topic": topic, "text": text, "topics": Topic.choices, "at": at,
        "more": many > max(at, 1) * queries.PAGE, "roles": WORDS, "mine": queries.mine(viewer),
        "followed": queries.followed(viewer), "looks": queries.waiting(viewer), "told": telling.told(request, TOLD)})


@page(verb="forum.write")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a case by its template, or a question without one."""
    return _written(request, CaseForm if kind == "case" else TalkForm, None)


@page(verb="forum.write")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Mend one's own thread; it goes through the gate again."""
    held = opened(request, number).thread
    if held.user_id != viewer_of(request).user_id:
        raise Http404
    return _written(request, CaseForm if held.case else TalkForm, held)


def _written(request: HttpRequest, kind: type[TalkForm], held: Thread | None) -> HttpResponse:
    first = {**held.case, **{name: getattr(held, name) for name in ("topic", *kind.texts)}} if held else {}
    form, lines, open_ones = kind(request.POST or None, initial=first), [], []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.write(held, said["topic"], {name: said[name] for name in kind.texts}, form.told_case(),
                                 gate_answers(request.POST), said["attested"], viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        except gate.Closed as closed:
            open_ones, form = closed.open, kind(mended(request.POST, closed.texts))
        else:
            tell(request, _("It is shown to colleagues. You follow it now."))
            return redirect("forum-thread", made.pk)
    return render(request, "communityforum/write.jinja", {
        "form": form, "lines": lines, "open": open_ones, "held": held, "is_case": kind is CaseForm},
        status=422 if form.errors or lines or open_ones else 200)


@page(verb="forum.read")
@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, number: int) -> HttpResponse:
    """One thread with its replies; a reply goes through the gate too."""
    viewer, found = viewer_of(request), opened(request, number)
    writes, lines, open_ones, text = may(viewer, "forum.write"), [], [], request.POST.get("text", "")[:4000]
    if request.method == "POST":
        if not writes:
            raise Http404
        try:
            actions.answer(found.thread, text, gate_answers(request.POST), "attested" in request.POST, viewer)
        except Refused as refused:
            lines = refusal(refused)
        except gate.Closed as closed:
            open_ones, text = closed.open, closed.texts["text"]
        else:
            tell(request, _("Your reply is shown."))
            return redirect("forum-thread", number)
    else:
        actions.seen(found, viewer)
    return render(request, "communityforum/thread.jinja", _shown(request, found) | {
        "writes": writes, "lines": lines, "open": open_ones, "text": text}, status=422 if lines or open_ones else 200)


def _shown(request: HttpRequest, found: queries.Opened) -> dict[str, Any]:
    viewer, one = viewer_of(request), found.thread
    return {"one": one, "found": found, "case": case.lines(one.case), "roles": WORDS, "hers": one.user_id == viewer.user_id,
            "looks": queries.moderates(viewer, one),
            "looks_at": [row.pk for row in found.replies if queries.moderates(viewer, row)],
            "told": telling.told(request, TOLD), "lines": []}


@page(verb="forum.read")
@require_POST
def follow(request: HttpRequest, number: int) -> HttpResponse:
    """Follow a thread, or no longer."""
    actions.follow(opened(request, number).thread, request.POST.get("follow") == "yes", viewer_of(request))
    return redirect("forum-thread", number)


@page(verb="forum.write")
@require_POST
def say_done(request: HttpRequest, number: int) -> HttpResponse:
    """Say which reply was followed."""
    found = opened(request, number)
    try:
        actions.say_done(found.thread, reply_of(request, found), viewer_of(request))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    return redirect("forum-thread", number)


@page(verb="forum.read")
@require_POST
def flag(request: HttpRequest, number: int) -> HttpResponse:
    """Report a thread or a reply."""
    found = opened(request, number)
    try:
        actions.flag(found.thread, reply_of(request, found), request.POST.get("why", ""), viewer_of(request))
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("Thank you; a moderator will look at it."))
    return redirect("forum")


@page(verb="forum.write")
@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """Add a picture to one's own thread."""
    found = opened(request, number)
    if found.thread.user_id != viewer_of(request).user_id:
        raise Http404
    form, lines = PictureForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.picture(found.thread, said["file"], said["shows"], said["attested"], viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        except gate.Closed:
            lines = [_("Say what it shows without names, numbers and days.")]
        else:
            tell(request, _("Thank you. A moderator looks at the picture before others see it."))
            return redirect("forum-thread", number)
    return render(request, "communityforum/picture.jinja", {"form": form, "one": found.thread, "lines": lines},
                  status=422 if form.errors or lines else 200)


@page(verb="forum.read")
@require_GET
def file(request: HttpRequest, number: int, picture_id: int) -> HttpResponseBase:
    """The picture itself, for those who see it; no browser keeps it."""
    try:
        found = queries.picture(opened(request, number), picture_id)
        sent = FileResponse(uploads.path_of(found.stored).open("rb"), content_type=redrawing.KINDS[found.ends])
    except (queries.NotHere, OSError):
        raise Http404 from None
    sent["Cache-Control"] = "private, no-store"
    return sent
