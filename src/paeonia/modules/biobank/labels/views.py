"""The label designer, printing with its lock, and reading the codes of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import language, refusal, words

from .. import boxes
from ..camera import with_camera
from ..frame import row_or_404
from ..models import Protocol
from ..queries import by_code
from ..wordlist import word
from . import actions, queries
from .design import Design, Filled
from .design_reading import shipped
from .design_text import written
from .designing import LEVELS, OWN, chosen, drawn, examples, looks, offered
from .inventory import inventory_pdf
from .models import Paper
from .reading import MOST_MB, codes_in
from .sheet import labels_pdf
from .zpl import Printer, zpl

LONGEST = {"donor": 80, "primary": 120, "derived": 120, "aliquot": 120}
MOST_TEXT = 20_000


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room; `said` gives a problem its sentence."""
    return render(request, f"banklabels/{template}.jinja",
                  {"said": lambda problem: problem.text(language()), **context}, status=status)


@page(verb="bank.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Designs of the protocols, what was printed lately, ways to print and to read."""
    viewer = viewer_of(request)
    return show(request, "home", {"protocols": queries.protocols(viewer), "jobs": queries.jobs(viewer),
                                  "may_manage": may(viewer, "bank.manage"), "may_print": may(viewer, "bank.collect")})


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def design(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """How the labels of a protocol are made: formats, design, what both give; keeping them makes a version."""
    viewer = viewer_of(request)
    protocol = row_or_404(Protocol, protocol_id, viewer, "hospital")
    kept = queries.versions(protocol, viewer)
    asked = _asked(request.POST) if request.method == "POST" else _kept(protocol, kept[0].design if kept else None)
    refused: list[str] = []
    if request.method == "POST" and request.POST.get("do") != "check":
        try:
            actions.keep(protocol, asked["formats"], chosen(asked["code"], asked["own"]), asked["note"], viewer)
            return redirect("bank-label-design", protocol.pk)
        except Refused as wrong:
            refused = refusal(wrong)
    return show(request, "design", {
        **asked, **_checked(asked, protocol), "protocol": protocol, "versions": kept, "refused": refused, "levels": LEVELS,
        "offered": offered(), "designs": shipped(), "longest": LONGEST}, 422 if refused else 200)


@page(verb="bank.manage")
@require_POST
def check(request: HttpRequest, protocol_id: int) -> HttpResponse:
    """The part of the designer that changes while somebody types."""
    protocol = row_or_404(Protocol, protocol_id, viewer_of(request), "hospital")
    return show(request, "_checked", _checked(_asked(request.POST), protocol))


@page(verb="bank.collect")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def printing(request: HttpRequest) -> HttpResponse:
    """Choose tubes, a design and a printer; what was printed before needs a reason. The answer is the file itself."""
    viewer = viewer_of(request)
    told = request.POST if request.method == "POST" else request.GET
    codes = queries.codes_of(told.get("codes", "")[:200_000])
    visit = told.get("visit", "")
    if not codes and visit.isascii() and visit.isdigit() and len(visit) < 12:
        codes = queries.labels_of_visit(int(visit), viewer)
    held = queries.designs(viewer)
    picked = queries.selection(codes, viewer)
    code = told.get("design", "")
    code = code if code in held else queries.usual_design(picked.rows, held)
    paper = told.get("paper", "") if told.get("paper", "") in Paper.values else Paper.ZPL_300.value
    why, refused = told.get("why", "").replace("\0", "")[:200], []
    if request.method == "POST" and told.get("do") == "print":
        try:
            return _file(actions.print_labels(codes, held[code], paper, why, viewer), held[code], paper)
        except Refused as wrong:
            refused = _few(refusal(wrong))
    view = drawn(held[code], picked.rows[0].known, picked.rows[0].specimen.label) if picked.rows else None
    return show(request, "print", {
        "codes": "\n".join(codes), "picked": picked, "designs": held, "design": code, "papers": Paper.choices,
        "paper": paper, "why": why, "refused": refused, "looks": view,
        "again": [one for one in picked.rows if one.before]}, 422 if refused else 200)


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Read the codes of a picture, and find the tubes that have them."""
    viewer, found, refused = viewer_of(request), None, []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            read = codes_in(file.read(MOST_MB * 1_000_000 + 1)) if file else ()
            found = [(one, by_code(one.text, viewer)) for one in read] if file else None
            refused = [] if file else [gettext("No picture came with the form. Choose one, then send it again.")]
        except Refused as wrong:
            refused = refusal(wrong)
    return show(request, "read", {"found": found, "refused": refused, "may_print": may(viewer, "bank.collect")},
                422 if refused else 200)


@page(verb="bank.see")
@require_GET
def box(request: HttpRequest, container_id: int) -> HttpResponse:
    """A box on paper: its map with the code of each tube, then a list, so that work goes on while the tubes stay cold."""
    viewer = viewer_of(request)
    found = boxes.of(container_id, viewer)
    if found is None:
        raise Http404(container_id)
    response = HttpResponse(inventory_pdf(found, f"{viewer.name} {timezone.localtime():%Y-%m-%d %H:%M}"),
                            content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.name}.pdf") or ""
    return response


def _few(lines: list[str], most: int = 3) -> list[str]:
    """The first of many sentences of one kind; the list beside shows every tube."""
    if len(lines) <= most + 1:
        return lines
    return [*lines[:most], gettext("and %(num)s more labels") % {"num": len(lines) - most}]


def _file(labels: list[tuple[Filled, ...]], design: Design, paper: str) -> HttpResponse:
    if paper.startswith("zpl"):
        body, kind, name = zpl(design, labels, Printer(int(paper[3:]))).encode(), "text/plain; charset=utf-8", "labels.zpl"
    else:
        body, kind, name = labels_pdf(design, labels, gettext("Labels"), paper), "application/pdf", "labels.pdf"  # type: ignore[arg-type]
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(told: Mapping[str, str]) -> dict[str, Any]:
    """What the form of the designer says."""
    code = told.get("design", "")
    return {
        "formats": {level: _line(told.get(f"{level}_format", ""), LONGEST[level]) for level in LEVELS},
        "code": code if code in shipped() or code == OWN else "cryotube",
        "own": told.get("own", "").replace("\0", "")[:MOST_TEXT], "note": _line(told.get("note", ""), 300)}


def _line(text: str, most: int) -> str:
    return text.replace("\0", "").strip("\r\n")[:most]


def _kept(protocol: Protocol, design: Any) -> dict[str, Any]:
    """What the form starts with: the protocol's formats and its latest design."""
    held = design if isinstance(design, dict) else None
    code = held["code"] if held else "cryotube"
    same = code in shipped() and (held is None or written(held) == written(shipped()[code]))
    return {"formats": {level: getattr(protocol, f"{level}_format") for level in LEVELS},
            "code": code if same else OWN, "own": written(held or shipped()[code]), "note": ""}


def _checked(asked: Mapping[str, Any], protocol: Protocol) -> dict[str, Any]:
    """Examples of the formats, and the label of an aliquot as the design prints it."""
    found = examples(asked["formats"], protocol.code)
    spoken = {"TYPE": words(word("types", "plasma")), "HOSPITAL": words(protocol.hospital.words), "CP_CODE": protocol.code}
    return {"examples": found, "looks": looks(asked["code"], asked["own"], found[-1].label,
                                              gettext("Preview of the label"), spoken)}
