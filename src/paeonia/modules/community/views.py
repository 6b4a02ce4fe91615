"""Pages of readers and askers: the list, one question, asking, replying, reporting, and the groups."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.roles import WORDS
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from . import actions, queries, reading
from .choices import State, Topic
from .forms import AskForm
from .models import Question, Reply

TOLD = "community"


def told(request: HttpRequest) -> list[tuple[str, str]]:
    """What the last deed has to say, each with its tone."""
    return telling.told(request, TOLD)


def tell(request: HttpRequest, line: str, *, good: bool = True) -> None:
    """Say it on the community's next page."""
    telling.tell(request, TOLD, line, good=good)


def question_of(number: int, viewer: Viewer) -> tuple[Question, list[Reply]]:
    """The question with its replies, or the page of things that are not there."""
    try:
        return queries.question(number, viewer)
    except queries.NotHere:
        raise Http404 from None


@page(verb="community.read")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Questions that are shown, what the reader asked herself, and for the team what nobody has answered."""
    viewer, topic, text = viewer_of(request), request.GET.get("topic", ""), request.GET.get("q", "")[:100]
    number = request.GET.get("page", "1")
    found, many = queries.shown(viewer, topic, text, int(number[:6]) if number.isascii() and number.isdigit() else 1)
    answers = may(viewer, "community.answer")
    return render(request, "community/home.jinja", {
        "found": found, "many": many, "topic": topic, "text": text, "topics": Topic.choices, "told": told(request),
        "mine": queries.mine(viewer) if may(viewer, "community.ask") else [], "asks": may(viewer, "community.ask"),
        "unanswered": queries.unanswered(viewer) if answers else []})


@page(verb="community.read")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask; words of danger bring the advice to call on the very next page. The team answers and is led to the list."""
    viewer, form, lines = viewer_of(request), AskForm(request.POST or None), []
    if not may(viewer, "community.ask"):
        return redirect("community")
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(**form.cleaned_data, viewer=viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Thank you. It is read before it is shown; you find it under your questions."))
            return redirect("community-question", made.pk)
    return render(request, "community/ask.jinja", {"form": form, "lines": lines},
                  status=422 if form.errors or lines else 200)


@page(verb="community.read")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question with its answers; the team and other patients may reply."""
    viewer = viewer_of(request)
    one, replies = question_of(number, viewer)
    answers, asks = may(viewer, "community.answer"), may(viewer, "community.ask")
    lines: list[str] = []
    if request.method == "POST":
        if not (answers or asks):
            raise Http404
        try:
            made = actions.reply(one, request.POST.get("text", "")[:4000], request.POST.get("name", ""), viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Your answer is shown.") if made.role else _("Thank you. It is read before it is shown."))
            return redirect("community-question", one.pk)
    hers = one.user_id == viewer.user_id
    own = [*one.dangers * hers, *(danger for row in replies if row.user_id == viewer.user_id for danger in row.dangers)]
    return render(request, "community/question.jinja", {
        "one": one, "replies": replies, "hers": hers, "roles": WORDS, "advice": reading.said_of(own), "told": told(request),
        "lines": lines, "replying": (answers or asks) and one.state == State.SHOWN, "answers": answers,
        "moderates": queries.moderates(viewer, one), "promotion": queries.promotion(one, viewer)},
        status=422 if lines else 200)


@page(verb="community.read")
@require_POST
def flag(request: HttpRequest, number: int) -> HttpResponse:
    """Report a question or one of its replies."""
    viewer = viewer_of(request)
    one, _replies = question_of(number, viewer)
    reply = request.POST.get("reply", "")
    try:
        number_of_reply = int(reply[:18]) if reply.isascii() and reply.isdigit() else None
        actions.flag(one, number_of_reply, request.POST.get("why", ""), viewer)
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("Thank you; somebody of the team will look at it."))
    return redirect("community-question", one.pk)


@page(verb="community.ask")
@require_POST
def agree(request: HttpRequest, number: int) -> HttpResponse:
    """Say that one's own question may become an article, or may not."""
    viewer = viewer_of(request)
    one, _replies = question_of(number, viewer)
    if one.user_id != viewer.user_id:
        raise Http404
    try:
        actions.agree(one, request.POST.get("agrees") == "yes", viewer)
    except Refused as refused:
        tell(request, refusal(refused)[0], good=False)
    else:
        tell(request, _("Thank you, that is noted."))
    return redirect("community-question", one.pk)


@page(verb="community.read")
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Groups outside this house, each with its card."""
    viewer = viewer_of(request)
    today = timezone.localdate()
    found = [(one, segno.make(one.link, error="m").svg_data_uri(scale=5, border=3) if one.link and not one.has_ended else "",
              one.ends_soon(today)) for one in queries.groups(viewer)]
    return render(request, "community/groups.jinja", {
        "found": found, "keeps": may(viewer, "community.moderate"), "told": told(request)})
