"""The clinicians' own dictionary, and a made-up patient in FHIR."""

from pathlib import Path

import pytest

from paeonia.knowledge.dictionary import load

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "fhir"


@pytest.fixture(scope="session")
def dictionary():
    """The breast dictionary as it stands in the repository."""
    return load(ROOT / "knowledge" / "breast")[0]


@pytest.fixture(scope="session")
def real():
    """The folder of real FHIR files; tests that need it are skipped where it is not."""
    if not REAL.exists():
        pytest.skip("no ../shared/data/fhir beside the repository")
    return REAL
