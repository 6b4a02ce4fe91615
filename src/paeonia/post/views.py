"""A person's own letters: the list, one of them, and noting them as read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from . import actions, queries
from .frame import number, pages, told


@page(verb="post.read")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The reader's letters, those she has not read first."""
    viewer, wanted = viewer_of(request), number(request)
    found, many = queries.letters(viewer, wanted)
    return render(request, "post/inbox.jinja", {
        "found": found, "unread": queries.unread(viewer), "pages": pages(wanted, many), "told": told(request)})


@page(verb="post.read")
@require_GET
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter; whoever opens it has read it."""
    viewer = viewer_of(request)
    try:
        one = queries.letter(viewer, letter_id)
    except queries.NotHere:
        raise Http404 from None
    if not one.is_read:
        actions.read(viewer, [one.id])
    return render(request, "post/letter.jinja", {"one": one})


@page(verb="post.read")
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Note one letter as read, or all."""
    item = request.POST.get("item", "")
    if item == "all":
        actions.read(viewer_of(request))
    elif item.isascii() and item.isdecimal() and len(item) < 18:
        actions.read(viewer_of(request), [int(item)])
    else:
        raise Http404
    return redirect("post-inbox")
