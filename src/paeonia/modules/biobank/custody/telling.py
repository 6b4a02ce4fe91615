"""What an event of custody says beside its deed, its time and its person: where to, from what, how, why."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, gettext_lazy

from paeonia.ui.words import words

from .. import findings
from ..choices import Closed
from ..measures import measured, unit_words
from ..models import CustodyEvent
from ..refusing import told as at_minute
from ..wordlist import word

SHOWN = 6
# In the order in which a reader asks; what is for the house alone, as numbers of rows, is not shown.
SAID = (
    ("path", ""), ("place", ""), ("from", gettext_lazy("from %(said)s")), ("into", gettext_lazy("into %(said)s")),
    ("members", gettext_lazy("of %(said)s")), ("parent", gettext_lazy("of %(said)s")),
    ("children", gettext_lazy("into %(said)s")), ("fixative", ""), ("g", gettext_lazy("%(said)s g")),
    ("temperature", gettext_lazy("%(said)s °C")), ("temperature_c", gettext_lazy("%(said)s °C")), ("recipient", ""),
    ("request", ""), ("shipment", ""), ("order", ""), ("quantity", ""), ("condition", ""), ("back_by", ""),
    ("why", ""), ("how", ""), ("evidence", ""),
)


def told(event: CustodyEvent) -> list[str]:
    """The parts of an event as short pieces of text, in the reader's language."""
    fields = dict(event.fields or {})
    if fields.get("quantity") not in (None, "") and fields.get("unit"):
        fields["quantity"] = _measured(str(fields["quantity"]), str(fields["unit"]))
    read = findings.entry(event)
    if read:
        fields.pop("how", None)     # a code of the room that says it in words
    found = [str(how % {"said": _text(name, fields[name])}) if how else _text(name, fields[name])
             for name, how in SAID if fields.get(name) not in (None, "", [])]
    found = [words(said) for said in read] + _exposed(fields) + found
    return [piece for piece in found if piece]


def _exposed(fields: dict[str, Any]) -> list[str]:
    """How long a tube was outside its limits, and how far: in a container that failed, or on its way in a parcel."""
    if fields.get("test") != "temperature_exposure":
        return []
    said = gettext("outside its limit of %(limit)s °C for %(num)s min, at worst %(extreme)s °C") % {
        "limit": _text("limit", fields.get("limit_c", "?")), "num": fields.get("value", "?"),
        "extreme": _text("extreme", fields.get("extreme_c", "?"))}
    return [said, *([str(fields["judgement"])[:200]] if fields.get("judgement") else [])]


def _measured(quantity: str, unit: str) -> str:
    try:
        return measured(Decimal(quantity), unit)
    except InvalidOperation:
        return f"{quantity} {unit_words(unit)}"


def _text(name: str, value: Any) -> str:
    if name == "fixative":
        return words(word("fixatives", str(value)))
    if name == "back_by":
        moment = parse_datetime(str(value))
        return gettext("expected back %(moment)s") % {"moment": at_minute(moment) if moment else value}
    if name == "why" and value in Closed.values:
        return str(Closed(value).label)
    if isinstance(value, list):
        first, rest = ", ".join(str(one) for one in value[:SHOWN]), len(value) - SHOWN
        return first + (gettext(" and %(num)s more") % {"num": rest} if rest > 0 else "")
    return f"{value:g}" if isinstance(value, float) else str(value)[:200]
