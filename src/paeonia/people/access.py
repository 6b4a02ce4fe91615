"""Writes down what happens at the doors: sign-ins, failures, factors, roles taken, refusals, exports."""

from paeonia.people.models import Access
from paeonia.people.viewer import Viewer


def record_access(kind: str, viewer: Viewer, what: str = "", source: str | None = None) -> None:
    """Record one event, in the same transaction as what it tells of. `what` names things of the house, never a patient."""
    Access.objects.create(
        kind=Access.Kind(kind),
        who_id=viewer.user_id,
        acting_as=f"{viewer.role}: {viewer.name}"[:80],
        what=what[:200],
        source=source,
    )
