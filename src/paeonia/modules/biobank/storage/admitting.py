"""Who may lie where: own lists of types and protocols, else those of the container above; an empty list admits all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paeonia.record.problems import Refused

from ..models import Protocol, Specimen
from ..refusing import refuse
from .groups import kind_words, kinds_over
from .tree import Ruled


def not_admitted(one: Specimen, box: str, rules: Ruled) -> Refused | None:
    """Why a specimen may not lie there; its protocol is asked for only where there is a list of them."""
    if rules.kinds and not set(kinds_over(one.kind)) & set(rules.kinds):
        return refuse("store-kind-refused", box=box, label=one.label, kind=kind_words([one.kind]),
                      kinds=kind_words(rules.kinds))
    if rules.protocols and one.collection.registration.protocol_id not in rules.protocols:
        return refuse("store-protocol-refused", box=box, label=one.label, protocols=protocol_codes(rules.protocols),
                      protocol=one.collection.registration.protocol.code)
    return None


def admitted(specimens: Sequence[Specimen], box: str, rules: Ruled) -> None:
    """Refuse the first specimen that may not lie there."""
    for one in specimens:
        no = not_admitted(one, box, rules)
        if no:
            raise no


def protocol_codes(ids: Iterable[int]) -> str:
    """Protocols by their codes."""
    return ", ".join(Protocol.objects.filter(pk__in=list(ids)).order_by("code").values_list("code", flat=True))
