"""Registry facts of some dozen real trials for the demo programme: number, status, phase and sites, no text of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake.files import entries
from paeonia.people.viewer import system_viewer

FACTS = Path(__file__).parent / "demo_files" / "registry_facts.json"
SOURCE = "ClinicalTrials.gov and NCI Clinical Trials Search, public record; facts only"


def load(say: Callable[[str], None]) -> None:
    """Bring the facts in as any import would; what is there already stays as it is."""
    report = import_records(entries(FACTS), system_viewer("demo programme"), SOURCE)
    say(f"{report.seen} registry records with their sites; `paeonia trials sync` fetches the whole registry.")
