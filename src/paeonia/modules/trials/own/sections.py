"""What each part of an own trial shows: tables of its entries with how they stand, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from paeonia.ui.numbers import date as shown
from paeonia.ui.numbers import number
from paeonia.ui.shapes import Column, Row

from .choices import HgrState, VersionKind
from .dossier import Dossier
from .standing import ethics, level, member_name
from .words_of import said


@dataclass(frozen=True)
class Section:
    """A table with what can be added to it; `history` are entries that a correction has replaced."""

    id: str
    title: Any
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Any
    adds: tuple[str, ...] = ()
    lead: Any = ""
    history: int = 0


def columns(*named: tuple[str, Any]) -> tuple[Column, ...]:
    """Columns in order."""
    return tuple(Column(key, words) for key, words in named)


def until(day: date | None, today: date) -> str:
    """A last day with how near it is, said in signs and words."""
    if day is None:
        return gettext("no end stated")
    near = level(day, today)
    if near == "over":
        return "! " + gettext("ended on %(day)s") % {"day": shown(day)}
    return shown(day) if near == "far" else "! " + gettext("%(day)s, %(left)s days left") % {
        "day": shown(day), "left": (day - today).days}


def _maybe(day: date | None) -> str:
    return shown(day) if day else "–"


def _rows(file: Dossier, kind: str, cells: Callable[[Any], tuple[Any, ...]], writes: bool) -> tuple[Row, ...]:
    found = []
    for one in file.standing(kind):
        href = reverse("own-correct", args=[file.own.pk, kind, one.pk]) if writes else ""
        found.append(Row(cells(one), href=href))
    return tuple(found)


def _gone(file: Dossier, kind: str) -> int:
    return len(file.rows[kind]) - len(file.standing(kind))


def protocol(file: Dossier, today: date, writes: bool, signs: bool) -> tuple[Section, ...]:
    """Versions of the protocol and the consent form."""
    turns = {version.pk: turn for kind in VersionKind for turn, version, _by in file.turns(kind)}
    by = {version.pk: decision for kind in VersionKind for _turn, version, decision in file.turns(kind)}
    now = {one[1].pk for kind in VersionKind if (one := file.in_force(kind, today))}

    def cells(one: Any) -> tuple[Any, ...]:
        turn = turns.get(one.pk)
        state = gettext("written down") if turn is None else "✓ " + gettext("in force") if one.pk in now else \
            gettext("to come") if turn.from_day > today else gettext("superseded")
        goes = file.latest("version", one.protocol_id).number if one.protocol_id else "–"
        changes = said(one.changes) if one.changes["en"] else "–"
        return (f"{one.number} · {shown(one.on_day)}", state, shown(turn.from_day) if turn else "–",
                by[one.pk].number if one.pk in by else "–", goes, changes, file_link(file, one.document))

    found = []
    for kind, title, empty in (
            (VersionKind.PROTOCOL, _("Versions of the protocol"), _("No version of the protocol has been entered.")),
            (VersionKind.CONSENT, _("Versions of the consent form"), _("No version of the consent form has been entered."))):
        rows = tuple(Row(cells(one), href=reverse("own-correct", args=[file.own.pk, "version", one.pk]) if writes else "")
                     for one in file.standing("version") if one.kind == kind)
        found.append(Section(kind.value, title, columns(
            ("version", _("Version")), ("state", _("State")), ("from", _("In force from")), ("by", _("Approved by")),
            ("goes", _("With protocol")), ("changes", _("What changed")), ("file", _("File"))), rows, empty,
            (("version", "inforce") if signs else ("version",)) if writes and kind == VersionKind.PROTOCOL else (),
            history=_gone(file, "version") if kind == VersionKind.PROTOCOL else 0))
    return tuple(found)


def file_link(file: Dossier, document: Any) -> Any:
    """A link to a kept file, or a dash."""
    if document is None:
        return "–"
    return Markup('<a href="{}" download>{}</a>').format(
        reverse("own-file", args=[file.own.pk, document.pk]), f"{document.title} ({document.number})")


STATES = {"valid": _("valid"), "expired": _("expired: nobody may be enrolled"), "none": _("no approval yet"),
          "stopped": _("stopped: nobody may be enrolled")}


def papers(file: Dossier, today: date, writes: bool, signs: bool) -> tuple[Section, ...]:
    """Ethics by site, decisions, human genetic resources."""
    sites = []
    for site in file.sites:
        now = ethics(file, site, today)
        sign = "✓ " if now.state == "valid" else "! "
        sites.append(Row((said(site.words), sign + str(STATES[now.state]),
                          until(now.until, today) if now.state in ("valid", "expired") else "–",
                          until(now.review_due, today) if now.review_due else "–",
                          gettext("of the lead hospital") if site.relies_on_lead else gettext("of its own"))))

    def decided(one: Any) -> tuple[Any, ...]:
        return (one.number, said(file.site(one.site_id).words), one.committee, one.get_review_display(),
                one.get_outcome_display(), shown(one.on_day), _maybe(one.valid_until), _maybe(one.review_due),
                file_link(file, one.letter))

    def filed(one: Any) -> tuple[Any, ...]:
        who = one.entered_by.name(_lang()) if one.entered_by else gettext("command line")
        state = one.get_state_display()
        if one.state == HgrState.NOT_NEEDED:
            signature = gettext("signed by %(who)s, %(day)s") % {"who": who, "day": shown(one.on_day)}
            state = f"{state} · {one.reason} · {signature}"
        return (one.get_kind_display(), state, one.number or "–", one.scope or "–",
                number(one.headcount) if one.headcount is not None else "–",
                until(one.valid_until, today) if one.state == HgrState.GRANTED else "–", file_link(file, one.paper))

    return (
        Section("sites", _("Ethics approval by site"), columns(
            ("site", _("Site")), ("state", _("State")), ("until", _("Valid until")),
            ("review", _("Continuing review due by")), ("whose", _("Committee"))),
            tuple(sites), _("No site has been entered.")),
        Section("decisions", _("Decisions of ethics committees"), columns(
            ("number", _("Number")), ("site", _("Site")), ("committee", _("Ethics committee")),
            ("review", _("Kind of review")), ("outcome", _("Decision")), ("day", _("Decided on")),
            ("until", _("Valid until")),
            ("due", _("Continuing review due by")), ("letter", _("Letter"))), _rows(file, "decision", decided, writes),
            _("No decision has been entered."), ("decision",) if writes else (), history=_gone(file, "decision")),
        Section("hgr", _("Human genetic resources"), columns(
            ("kind", _("Kind of filing")), ("state", _("State")), ("number", _("Number")), ("scope", _("Scope")),
            ("persons", _("Persons")), ("until", _("Valid until")), ("file", _("File"))),
            _rows(file, "filing", filed, writes), _("Nothing has been said yet. Enter each filing, or that none is needed."),
            ("filing",) if writes else (), history=_gone(file, "filing")))


def _lang() -> str:
    from paeonia.ui.words import language

    return language()


def team(file: Dossier, today: date, writes: bool, signs: bool) -> tuple[Section, ...]:
    """Sites and people."""
    def placed(one: Any) -> tuple[Any, ...]:
        lead = one.hospital_id == file.own.lead_id
        return (said(one.words), gettext("lead hospital") if lead else gettext("partner"), one.investigator,
                gettext("left on %(day)s") % {"day": shown(one.left_on)} if one.left_on else "✓ " + gettext("takes part"))

    def works(one: Any) -> tuple[Any, ...]:
        return (said(member_name(one)), one.get_part_display(), said(file.site(one.site_id).words),
                f"{shown(one.from_day)} – {_maybe(one.until_day) if one.until_day else ''}".strip(),
                until(one.gcp_until, today) if one.gcp_until else gettext("not recorded"))

    return (
        Section("places", _("Sites"), columns(("site", _("Site")), ("part", _("Part")),
                ("who", _("Investigator at the site")), ("state", _("State"))), _rows(file, "site", placed, writes),
                _("No site has been entered."), ("site",) if writes else (), history=_gone(file, "site")),
        Section("members", _("Team"), columns(("who", _("Person")), ("part", _("Part")), ("site", _("Site")),
                ("days", _("From – to")), ("gcp", _("GCP certificate valid until"))), _rows(file, "member", works, writes),
                _("Nobody has been entered."), ("member",) if writes else (), history=_gone(file, "member")))


def money(file: Dossier, today: date, writes: bool, signs: bool) -> tuple[Section, ...]:
    """Grants with what is left, spending, milestones, publications."""
    spent: dict[int, Any] = {}
    for one in file.standing("spending"):
        pk = file.latest("grant", one.grant_id).pk
        spent[pk] = spent.get(pk, 0) + one.amount

    def given(one: Any) -> tuple[Any, ...]:
        used = spent.get(one.pk, 0)
        return (one.title, one.funder, one.number or "–", f"{number(one.amount)} {one.currency}",
                f"{number(used)} {one.currency} ({number(used / one.amount * 100)} %)",
                f"{shown(one.from_day)} – {shown(one.until_day)}")

    def paid(one: Any) -> tuple[Any, ...]:
        grant = file.latest("grant", one.grant_id)
        return one.what, shown(one.on_day), f"{number(one.amount, 2)} {grant.currency}", grant.title

    def reached(one: Any) -> tuple[Any, ...]:
        late = one.reached_on is None and one.planned_on < today
        return (one.get_kind_display(), shown(one.planned_on), "✓ " + shown(one.reached_on) if one.reached_on
                else "! " + gettext("overdue") if late else gettext("to come"), one.note or "–")

    return (
        Section("grants", _("Funding"), columns(("title", _("Grant or programme")), ("funder", _("Funder")),
                ("number", _("Grant number")), ("amount", _("Amount")), ("spent", _("Spent, as recorded")),
                ("days", _("From – to"))), _rows(file, "grant", given, writes), _("No funding has been entered."),
                ("grant",) if writes else (), history=_gone(file, "grant")),
        Section("spending", _("Spending"), columns(("what", _("For what")), ("day", _("Day")), ("amount", _("Amount")),
                ("grant", _("Grant or programme"))), _rows(file, "spending", paid, writes),
                _("No spending has been recorded."), ("spending",) if writes and file.standing("grant") else (),
                history=_gone(file, "spending")),
        Section("milestones", _("Milestones"), columns(("what", _("Milestone")), ("planned", _("Planned for")),
                ("reached", _("Reached on")), ("note", _("Note"))), _rows(file, "milestone", reached, writes),
                _("No milestone has been entered."), ("milestone",) if writes else (), history=_gone(file, "milestone")),
        Section("publications", _("Publications"), columns(("title", _("Title")), ("where", _("Journal or meeting")),
                ("planned", _("Planned for")), ("state", _("State"))), _rows(file, "publication", lambda one: (
                    one.title, one.where or "–", shown(one.planned_on), one.get_stage_display()), writes),
                _("No publication is planned yet."), ("publication",) if writes else (), history=_gone(file, "publication")))


def documents(file: Dossier, today: date, writes: bool, signs: bool) -> tuple[Section, ...]:
    """Files, each with its version and checksum."""
    def kept(one: Any) -> tuple[Any, ...]:
        return (file_link(file, one), one.get_kind_display(), f"{number(max(one.size // 1024, 1))} KB",
                shown(one.entered_at.date()), one.entered_by.name(_lang()) if one.entered_by else "–",
                f"{one.sha256[:12]}…")

    rows = tuple(Row(kept(one)) for one in file.standing("document"))
    return (Section("documents", _("Documents"), columns(
        ("title", _("Title and version")), ("kind", _("Kind of document")), ("size", _("Size")), ("day", _("Handed in on")),
        ("by", _("Handed in by")), ("sum", _("Checksum (SHA-256)"))), rows, _("No document has been handed in."),
        ("document",) if writes else ()),)


SECTIONS = {"protocol": protocol, "ethics": papers, "team": team, "money": money, "documents": documents}
PARTS = (("overview", _("Overview")), ("protocol", _("Protocol")), ("ethics", _("Ethics")), ("team", _("Team and sites")),
         ("money", _("Funding and milestones")), ("documents", _("Documents")))
