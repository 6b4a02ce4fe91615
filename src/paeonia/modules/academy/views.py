"""Pages of a learner: what there is, one activity, coming, the test, feedback, certificate, and all she has learnt."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused, problem
from paeonia.ui.words import refusal

from . import actions, certificate, codes, credits, parts, queries, quiz, transcript
from .choices import HERE, Kind, Stage, Standing
from .forms import EnrolForm, FeedbackForm
from .frame import activity_of, done, mine_of, tell, told
from .models_learner import Certificate


@page(verb="academy.see")
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is taught, by what is still to come."""
    viewer = viewer_of(request)
    found = [(one, queries.next_session(one)) for one in queries.activities(viewer)]
    kind = request.GET.get("kind", "")
    shown = [pair for pair in found if kind not in Kind.values or pair[0].kind == kind]
    later = date.max.isoformat()
    shown.sort(key=lambda pair: (pair[0].stage == Stage.ENDED, pair[1].starts.isoformat() if pair[1] else later))
    held = {one.activity.pk: one.enrolment.get_standing_display() for one in queries.mine(viewer)
            if one.enrolment.standing in HERE}
    return render(request, "academy/catalogue.jinja", {
        "found": shown, "kinds": [pair for pair in Kind.choices if any(one.kind == pair[0] for one, _next in found)],
        "kind": kind, "held": held, "teaches": may(viewer, "academy.teach"), "told": told(request)})


@page(verb="academy.see")
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    """One activity: its agenda, where the reader stands, and the form to enrol."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    mine = next(iter(queries.mine(viewer, one.pk)), None)
    form = EnrolForm(request.POST or None, initial={"name": viewer.name, "place": _place_of(viewer)})
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enrol(one, viewer, **form.cleaned_data)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _said(row.standing))
            return redirect("academy-activity", one.pk)
    sessions = one.sessions.prefetch_related("items")
    seats = None if one.seats is None else max(one.seats - queries.taken(one), 0)
    return render(request, "academy/activity.jinja", {
        "one": one, "sessions": sessions, "mine": mine, "form": form, "lines": lines, "seats": seats, "now": timezone.now(),
        "is_open": queries.is_open(one) and queries.is_for(viewer, one), "teaches": queries.teaches(viewer, one),
        "here": mine is not None and mine.enrolment.standing in HERE, "offers": parts.offers(one), "told": told(request)},
        status=422 if request.method == "POST" else 200)


def _place_of(viewer: Viewer) -> str:
    first = queries.hospital_of(viewer) if viewer.role != "patient" else None
    return first.words[viewer.language] if first else ""


def _said(standing: str) -> str:
    if standing == Standing.WAITING:
        return _("All places are taken: you are on the waiting list and move up when one comes free.")
    return _("You are enrolled.") if standing == Standing.ENROLLED else _("You have asked; the organiser will answer.")


@page(verb="academy.learn")
@require_POST
def withdraw(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Give the place back."""
    one = activity_of(request, activity_id)
    mine = mine_of(request, one)
    return done(request, lambda: actions.withdraw(mine.enrolment, viewer_of(request)),       # type: ignore[no-any-return]
                _("You have withdrawn; your place goes to the next."), "academy-activity", one.pk)


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, code: str) -> HttpResponse:
    """What a telephone opens after scanning: one button that says `I am here`."""
    viewer = viewer_of(request)
    user_id = viewer.user_id or 0
    read = codes.confirmed(code, user_id) if request.method == "POST" else codes.read(code)
    session = None if isinstance(read, str) else queries.any_session(read)
    if session is None:
        said = problem("academy-code-old" if read == "old" else "academy-code-strange").text(viewer.language)
        return render(request, "academy/here.jinja", {"lines": [said]}, status=410 if read == "old" else 404)
    if request.method == "GET":
        return render(request, "academy/here.jinja", {"session": session, "token": codes.scanned(session.pk, user_id)})
    try:
        actions.attend(session, viewer)
    except Refused as refused:
        return render(request, "academy/here.jinja", {"session": session, "lines": refusal(refused)}, status=422)
    return render(request, "academy/here.jinja", {"session": session, "is_noted": True})


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def test(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The test: the attempt that is open or a new one; handing it in shows the result with the reasons."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    mine = mine_of(request, one)
    bank = queries.bank(one)
    lines: list[str] = []
    attempt = None
    try:
        if request.method == "POST" and request.POST.get("attempt", "").isdigit():
            attempt = actions.hand_in(int(request.POST["attempt"][:18]), request.POST, mine, viewer)
            return redirect("academy-result", one.pk, attempt.number)
        attempt = actions.sit(mine, viewer) if request.method == "POST" else mine.open_attempt
    except Refused as refused:
        lines = refusal(refused)
    return render(request, "academy/test.jinja", {
        "one": one, "mine": mine, "attempt": attempt, "asked": quiz.asked(attempt, bank) if attempt else [], "lines": lines},
        status=422 if lines else 200)


@page(verb="academy.learn")
@require_GET
def result(request: HttpRequest, activity_id: int, number: int) -> HttpResponse:
    """A test that was handed in, with the right answers and why."""
    one = activity_of(request, activity_id)
    mine = mine_of(request, one)
    attempt = next((row for row in mine.attempts if row.number == number and row.handed_in), None)
    if attempt is None:
        return redirect("academy-activity", one.pk)
    return render(request, "academy/result.jinja", {
        "one": one, "mine": mine, "attempt": attempt, "asked": quiz.asked(attempt, queries.bank(one))})


@page(verb="academy.learn")
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Four short questions, once."""
    one = activity_of(request, activity_id)
    mine = mine_of(request, one)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(request, lambda: actions.say(mine, form.cleaned_data, viewer_of(request)),   # type: ignore[no-any-return]
                    _("Thank you. It goes to the organiser."), "academy-activity", one.pk)
    return render(request, "academy/feedback.jinja", {"one": one, "form": form}, status=422 if form.errors else 200)


@page(verb="academy.learn")
@require_POST
def certify(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Have the certificate made, and open it."""
    viewer, one = viewer_of(request), activity_of(request, activity_id)
    mine = mine_of(request, one)

    def drawn(made: Certificate) -> bytes:
        address = request.build_absolute_uri(reverse("academy-check", args=[made.serial]))
        return certificate.draw(made, one, address, viewer.language, mine.study)

    return done(request, lambda: actions.certify(mine, viewer, drawn),       # type: ignore[no-any-return]
                _("Your certificate is ready."), "academy-activity", one.pk)


@page(verb="academy.learn")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """All the reader has taken part in, and her year beside what the rule asks of it."""
    found = queries.mine(viewer_of(request))
    return render(request, "academy/mine.jinja", {
        "found": found, "years": queries.year(found), "rule": credits.rule_on(timezone.localdate()),
        "this_year": timezone.localdate().year})


@page(verb="academy.learn")
@require_GET
def transcript_file(request: HttpRequest) -> HttpResponse:
    """The reader's whole record as a sheet."""
    viewer = viewer_of(request)
    address = request.build_absolute_uri(reverse("academy-check", args=["PA"]))
    answer = HttpResponse(transcript.pdf(viewer.name, queries.mine(viewer), address.removesuffix("PA/")),
                          content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="transcript.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
