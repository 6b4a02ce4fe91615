"""Writes about data queries: raised, answered, asked again, closed. Each word said stays."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, kept
from ..choices import QueryState, QueryStepKind
from ..models import DataQuery, QueryStep, Study, Subject
from ..refusing import refuse


def raise_query(subject: Subject, text: str, due_on: date, viewer: Viewer, *, kind: str = "",
                entry_id: int | None = None) -> DataQuery:
    """Ask about data of a subject, or about one of her signed entries."""
    allowed(viewer, "conduct.sign", subject)
    _said(text)
    with acting(viewer):
        Study.objects.select_for_update().get(pk=subject.study_id)  # one number at a time
        last = DataQuery.objects.filter(study_id=subject.study_id).aggregate(last=Max("number"))["last"] or 0
        made = kept(DataQuery(study_id=subject.study_id, hospital_id=subject.hospital_id, subject=subject, number=last + 1,
                              kind=kind, entry_id=entry_id if kind else None, raised_on=timezone.localdate(),
                              due_on=due_on))
        _step(made, QueryStepKind.RAISED, text, viewer)
        return made


def answer(query: DataQuery, text: str, viewer: Viewer) -> None:
    """Answer a query; it stays open until somebody else has looked at the answer."""
    _change(query, QueryStepKind.ANSWERED, QueryState.ANSWERED, text, viewer, (QueryState.OPEN,))


def again(query: DataQuery, text: str, viewer: Viewer) -> None:
    """Ask again where the answer does not settle it, or where a closed query must be taken up once more."""
    _change(query, QueryStepKind.AGAIN, QueryState.OPEN, text, viewer, (QueryState.ANSWERED, QueryState.CLOSED))


def close(query: DataQuery, text: str, viewer: Viewer) -> None:
    """Close an answered query; whoever answered does not close."""
    last = QueryStep.objects.filter(query=query).last()
    if last is not None and last.kind == QueryStepKind.ANSWERED and last.by_id == viewer.user_id:
        raise refuse("query-own-answer", number=query.number)
    _change(query, QueryStepKind.CLOSED, QueryState.CLOSED, text or "–", viewer, (QueryState.ANSWERED,))


def _change(query: DataQuery, step: QueryStepKind, state: QueryState, text: str, viewer: Viewer,
            possible: tuple[QueryState, ...]) -> None:
    allowed(viewer, "conduct.sign", query)
    _said(text)
    with acting(viewer):
        held = DataQuery.objects.select_for_update().filter(pk=query.pk).first()
        if held is not None and step == QueryStepKind.CLOSED and held.state == QueryState.OPEN:
            raise refuse("query-not-answered", number=held.number)
        if held is None or held.state not in possible:
            raise refuse("query-no-such")
        DataQuery.objects.filter(pk=held.pk).update(state=state)
        _step(held, step, text, viewer)


def _step(query: DataQuery, kind: QueryStepKind, text: str, viewer: Viewer) -> None:
    kept(QueryStep(study_id=query.study_id, hospital_id=query.hospital_id, query=query, kind=kind, text=text.strip(),
                   by_id=viewer.user_id))


def _said(text: str) -> None:
    if not text.strip():
        raise refuse("query-text")
