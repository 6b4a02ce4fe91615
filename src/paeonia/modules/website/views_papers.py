"""Publications: a citation to take away, and a file of papers brought in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from paeonia.people.pages import open_page, page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Problem

from . import actions, citing, papers, queries
from . import messages as _messages  # noqa: F401  declares what is said here

MOST = 20 * 2**20


@open_page(reason="publications are public")
@require_safe
def cite(request: HttpRequest, tongue: str, paper_id: int, style: str) -> HttpResponse:
    """One paper as a reference manager reads it."""
    found = queries.paper(paper_id) if paper_id < 2**63 else None
    if found is None or style not in citing.STYLES:
        raise Http404
    write, kind = citing.STYLES[style]
    answer = HttpResponse(write(found), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="paper-{found.pk}.{style}"'
    return answer


@page(verb="website.edit")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in a BibTeX, NBIB or RIS file; entries that cannot be kept are named, the others are kept."""
    problems: list[Problem] = []
    counted: tuple[int, int, int] | None = None
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or (file.size or 0) > MOST:
            problems.append(Problem("papers-file", "", {"most": MOST // 2**20}))
        else:
            read = papers.read(file.read().decode("utf-8-sig", "replace"))
            problems = read.problems
            counted = actions.bring_papers(read.papers) if read.papers else None
    said = [one.text(viewer_of(request).language) for one in problems]
    return render(request, "website/bring_papers.jinja", {"problems": said, "counted": counted},
                  status=422 if problems and counted is None else 200)
