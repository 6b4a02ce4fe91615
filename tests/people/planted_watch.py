"""What the watch holds about the planted patients: a pair set aside for each, news for whoever is told, a saved search."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.watch import actions, fresh

TRIAL = "destiny-breast06"  # not the one whose candidates are asked for: they leave out what was set aside


def plant_watch(world: Any) -> dict[str, int]:
    """Set a pair aside for every patient, with a canary in its words; returns the dismissals by patient's name."""
    from people.planted import token

    found = {}
    for name, patient in world.patients.items():
        code = "east" if name in ("own", "self") else "west"
        row = actions.dismiss(patient, TRIAL, "other", token(name, "place"), world.doctors[code])
        found[name] = row.pk
    for hospital in world.hospitals.values():
        fresh.whole_round(hospital.pk)
    return found


def plant_search(user: Any, viewer: Any) -> int:
    """A search that belongs to one reader."""
    return actions.save_search(viewer, f"search of {user.username}", {"setting": "advanced"}, []).pk


FORMS = (
    ("watch/pair/<int:patient_id>/<str:slug>/", "good", {"reason": "declined", "remark": "x"}),
    ("watch/pair/<int:patient_id>/<str:slug>/", "odd", {"reason": "\x00"}),
    ("watch/read/", "good", {"item": "all"}),
    ("watch/read/", "odd", {"item": "1,x", "back": "//e"}),
    ("watch/manner/", "good", {"how": "once", "digest_at": "08:00", "quiet_from": "20:00", "quiet_until": "07:00"}),
    ("watch/searches/new/", "good", {"name": "mine", "setting": "advanced"}),
    ("watch/feasibility/", "good", {"sentence": "- ecog: {at most: 1}", "months": "12"}),
    ("watch/feasibility/", "odd", {"sentence": "\x00: ["}),
)
