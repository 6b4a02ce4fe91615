"""Worklists of the ward: a clinic day by doctor, and the patients one fact away; filters live in the address."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.guidance.preparing import preparing
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.exports import ANSWERS, sent
from paeonia.modules.trials.views_trial import READING
from paeonia.modules.trials.watch import worklists
from paeonia.modules.trials.watch.frame import chosen, number, pages, tabs
from paeonia.people.audit import record_reads
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.ui.shapes import Filter, Option, Progress
from paeonia.ui.words import words

MOST = 2_000
SHOWN = {"fits": {"en": "fits", "zh": "符合"}, "one": {"en": "one fact away", "zh": "只差一项信息"},
         "open": {"en": "not known yet", "zh": "尚不能判断"}, "aside": {"en": "set aside", "zh": "已搁置"}}
WITHIN = {"day": {"en": "today", "zh": "今日"}, "week": {"en": "within 7 days", "zh": "7 日内"}}


@page(verb="watch.see")
@require_GET
def clinic(request: HttpRequest) -> HttpResponse:
    """A clinic day, pair by pair."""
    viewer, day, doctor, shown = _clinic(request)
    found = worklists.clinic(viewer, day, doctor, shown)
    fields = (Filter("doctor", {"en": "Doctor", "zh": "医生"}, "choice",
                     tuple(Option(str(id), name) for id, name in found.doctors.items()), _one(str(doctor or ""))),)
    kept = {"day": day.isoformat()} if day != timezone.localdate() else {}
    return render(request, "watch/clinic.jinja", {
        "tabs": tabs(viewer, "watch-clinic"), "list": found, "day": day, "before": day - timedelta(days=1),
        "after": day + timedelta(days=1), "now": timezone.localdate(), "filters": fields, "shown": shown,
        "shows": list(SHOWN.items()), "doctor": doctor, "kept": kept | ({"show": shown} if shown else {}),
        "exporting": may(viewer, "trials.export"), "query": request.GET.urlencode(),
        "dismissing": may(viewer, "watch.dismiss")})


def _clinic(request: HttpRequest) -> tuple[Viewer, date, int | None, str]:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
        day = day if date.min < day < date.max else timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    doctor = request.GET.get("doctor", "")
    return (viewer_of(request), day, int(doctor) if doctor.isascii() and doctor.isdecimal() and len(doctor) < 10 else None,
            chosen(request, "show", worklists.SHOWN))


@page(verb="trials.export")
@require_GET
def clinic_csv(request: HttpRequest) -> HttpResponse:
    """The clinic day for a spreadsheet; noted like the opening of each chart."""
    viewer, day, doctor, shown = _clinic(request)
    found = worklists.clinic(viewer, day, doctor, shown)
    _noted(viewer, [row.visit.person.id for row in found.rows], f"export of clinic {day}")
    lines = [(row.visit.person.mrn, words(row.visit.person.name), words(pair.trial), words(ANSWERS[pair.answer]),
              "; ".join(words(said) for said in pair.missing)) for row in found.rows for pair in row.pairs]
    return _csv([_("Record number"), _("Name"), _("Trial"), _("Answer"), _("To settle it")], lines, f"clinic-{day}.csv")


@page(verb="watch.see")
@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """Patients for whom one missing fact settles most."""
    viewer = viewer_of(request)
    shown: dict[str, object] = {"tabs": tabs(viewer, "watch-away"), "work": None}
    waiting = preparing(viewer, FAMILY)
    if waiting is not None:
        shown["work"] = Progress(READING, "running", since=waiting.since, poll=request.get_full_path())
    else:
        fact, trial, within, asking = _away(request)
        found = worklists.away(viewer, fact, trial, within, asking, number(request))
        fields = (Filter("fact", {"en": "Missing fact", "zh": "缺少的信息"}, "choice",
                         tuple(Option(name, said, many) for name, said, many in found.facts), _one(fact)),
                  Filter("trial", {"en": "Trial", "zh": "试验"}, "choice",
                         tuple(Option(slug, said, many) for slug, said, many in found.trials), _one(trial)),
                  Filter("within", {"en": "Expected", "zh": "预约就诊"}, "choice",
                         tuple(Option(key, said) for key, said in WITHIN.items()), _one(within)),
                  Filter("asks", {"en": "Questions to a person", "zh": "需询问的问题"}, "choice",
                         (Option("open", {"en": "may be open too", "zh": "可同时待答"}),), _one("open" if asking else "")))
        shown |= {"list": found, "filters": fields, "query": request.GET.urlencode(),
                  "pages": pages(found.page, fact=fact, trial=trial, within=within, asks="open" if asking else ""),
                  "exporting": may(viewer, "trials.export"), "writing": may(viewer, "chart.write")}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "watch/_away.jinja" if fragment else "watch/away.jinja", shown)


def _away(request: HttpRequest) -> tuple[str, str, str, bool]:
    return (request.GET.get("fact", "")[:300], request.GET.get("trial", "")[:60],
            chosen(request, "within", worklists.WITHIN), request.GET.get("asks") == "open")


@page(verb="trials.export")
@require_GET
def away_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    viewer = viewer_of(request)
    found = worklists.away(viewer, *_away(request), size=MOST).page.items
    _noted(viewer, [one.person.id for one in found], "export: one fact away")
    lines = [(one.person.mrn, words(one.person.name), words(one.fact), str(len(one.trials)),
              "; ".join(words(said) for _slug, said in one.trials)) for one in found]
    return _csv([_("Record number"), _("Name"), _("Missing fact"), _("Trials it settles"), _("Trials")], lines,
                "one-fact-away.csv")


def _noted(viewer: Viewer, ids: list[int], why: str) -> None:
    with acting(viewer):
        record_reads(viewer, ids, why)


def _csv(head: list[str], lines: list[tuple[str, ...]], name: str) -> HttpResponse:
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(head)
    write.writerows([safe_cell(str(cell)) for cell in line] for line in lines)
    return sent(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", name)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
