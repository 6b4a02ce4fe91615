"""Demands of some of the patients: whom a line means stands before its `must`, what it asks of them behind it."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.reading import Reading


def conditional(reading: Reading, musts: list[int]) -> bool:
    """`Patients with hormone receptor positive disease must have progressed ...` demands something of some of them only."""
    places = [
        (piece.tokens[0].start, piece.tokens[-1].end)
        for piece in reading.pieces
        if piece.claim and not piece.claim.weak
    ]
    return any(any(end <= must for _, end in places) and any(start >= must for start, _ in places) for must in musts)


def of_those(reading: Reading, musts: list[int]) -> dict[str, Any] | None:
    """`Patients with HER2-positive disease must have received trastuzumab`: it is not positive, or she has."""
    if reading.part or reading.left or len(musts) != 1:
        return None
    claims = [
        (piece.claim, piece.tokens[0].start < musts[0])
        for piece in reading.pieces
        if piece.claim and not piece.claim.weak
    ]
    if any(claim.only == "barred" or claim.joined == "any" and len(claim.data) > 1 for claim, _ in claims):
        return None
    these, asked = ([one for claim, first in claims if first == whom for one in claim.data] for whom in (True, False))
    if not these or not asked:
        return None
    whom: dict[str, Any] = these[0] if len(these) == 1 else {"all": these}
    return {"any": [{"none": [whom]}, asked[0] if len(asked) == 1 else {"all": asked}]}


def of_some(reading: Reading, musts: list[int]) -> bool:
    """What stands before `must` says of whom something is demanded."""
    strong = [piece for piece in reading.pieces if piece.claim and not piece.claim.weak]
    return bool(strong) and any(all(piece.tokens[-1].end <= must for piece in strong) for must in musts
                                if strong[0].tokens[0].start < must)
