"""A database of its own for the benchmark, filled once and kept under build/bench-home."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import Results

if TYPE_CHECKING:
    from paeonia.people.viewer import Viewer

HOME = Path(os.environ.get("PAEONIA_BENCH_HOME") or Path(__file__).parents[1] / "build" / "bench-home")
HOSPITAL = "main"       # the demo hospital in which all invented patients are
SEED = 9
PERSON = "lin"          # the oncologist who looks
IN_CLINIC = 30          # patients expected today


def open_house() -> None:
    """Start Django on the benchmark's own data folder, never on that of the installation."""
    for address in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(address, None)
    os.environ["PAEONIA_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "paeonia.site.settings"
    HOME.mkdir(parents=True, exist_ok=True)
    import django  # deferred: the population part needs none of it

    django.setup()


def ready(results: Results, patients: int | None) -> None:
    """The house with `patients` people in it, loaded now if they are not there; some are expected in clinic today."""
    from django.apps import apps

    if not apps.ready:
        open_house()
    from paeonia.people import demo
    from paeonia.site.demo_state import remember
    from paeonia.site.tables import bring_up_to_date

    bring_up_to_date(verbosity=0)
    demo.load(lambda said: None)
    remember()
    if patients is None:
        return
    if there() != patients:
        from bench.load import load

        results.say(f"Loading {patients:,} invented patients into {HOME.name}, once; this takes minutes. "
                    "Rows are copied in the shape that the door writes, because the door itself would take an hour.")
        load(patients)
    expect()


def there() -> int:
    """How many patients the last load left; 0 where there is none, or the tables have changed since."""
    from bench.load import shape

    mark = HOME / "patients"
    found = mark.read_text().split() if mark.exists() else []
    return int(found[0]) if len(found) == 2 and found[1] == shape() else 0


def viewer() -> Viewer:
    """The oncologist of the benchmark."""
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again

    return viewer_again(User.objects.get(username=PERSON).pk, "oncologist", language="en")


def expect() -> None:
    """Put some patients on today's list, evenly over all."""
    from django.utils import timezone

    from paeonia.chart import door

    who, day = viewer(), timezone.localdate()
    if not door.visits(who, day):
        for patient in some(IN_CLINIC):
            door.expect(patient, day, who, clinic="breast")


def some(number: int) -> list[int]:
    """Ids of `number` patients, evenly over all; the load numbers them from 1."""
    step = max(1, there() // number)
    return [1 + step * place for place in range(number)]
