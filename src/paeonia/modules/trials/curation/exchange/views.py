"""A CTML file into a draft; drafts and versions as files to take away, with what those cannot say."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import language, refusal

from .. import queries as bench
from ..messages import refuse
from . import out, queries
from .actions import bring

FILES = {"ctml.json": "application/json", "ctml.yaml": "application/yaml", "trial.yaml": "application/yaml"}


@page(verb="curation.write")
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest) -> HttpResponse:
    """Bring a CTML file; its trial must be on record here."""
    wrong: list[str] = []
    number = request.POST.get("number", "")[:60].replace("\0", "")
    if request.method == "POST":
        try:
            upload = request.FILES.get("file")
            if upload is None:
                raise refuse("exchange-no-file")
            begun = bring(upload.chunks(), upload.name or "ctml", number, language(), viewer_of(request))
        except Refused as refused:
            wrong = refusal(refused)
        else:
            for note in begun.notes:
                messages.info(request, note.text(language()))
            return redirect("curation-draft", begun.draft.pk)
    return render(request, "curation/come.jinja", {"wrong": wrong, "number": number}, status=422 if wrong else 200)


@page(verb="curation.see")
@require_GET
def go(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A draft's files, and what CTML cannot say of it."""
    draft = bench.draft_of(draft_id)
    outgoing = queries.of_draft(draft)
    card = queries.card(draft.dossier.slug)
    return render(request, "curation/go.jinja", {
        "draft": draft, "card": card, "problems": out.ctml(outgoing, card)[1], "groups": outgoing.groups,
        "unsettled": draft.lines.filter(settled_by=None).count(), "versions": draft.dossier.versions.order_by("-number")})


@page(verb="curation.see")
@require_GET
def draft_file(request: HttpRequest, draft_id: int, file: str) -> HttpResponse:
    """A draft as a file."""
    return _file(queries.of_draft(bench.draft_of(draft_id)), file, "draft")


@page(verb="curation.see")
@require_GET
def version_file(request: HttpRequest, slug: str, number: int, file: str) -> HttpResponse:
    """An approved version as a file."""
    row = queries.version(slug, number)
    return _file(queries.of_version(row), file, f"v{row.number}")


def _file(outgoing: out.Outgoing, file: str, mark: str) -> HttpResponse:
    if file not in FILES:
        raise Http404(file)
    card = queries.card(outgoing.slug)
    data = out.house(outgoing, card) if file == "trial.yaml" else out.ctml(outgoing, card)[0]
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n" if file.endswith(".json") else out.as_yaml(data)
    safe = "".join(letter if letter.isalnum() and letter.isascii() or letter in "-_" else "-" for letter in outgoing.slug)
    return HttpResponse(text, content_type=f"{FILES[file]}; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{safe}-{mark}-{file}"'})
