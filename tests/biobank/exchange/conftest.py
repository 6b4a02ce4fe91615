"""A bank to bring samples into."""

import pytest
from biobank.bankers import a_protocol
from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.modules.biobank.exchange import actions, queries, tasks


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))


@pytest.fixture
def protocol(manager, here):
    return a_protocol(manager, here)


@pytest.fixture
def handed(manager, here, protocol):
    """Hand in a file; `keep` carries it out as well."""
    def make(content, name="samples.csv", keep=False, mode="new", days="", of="PBC"):
        data = content if isinstance(content, bytes) else content.encode()
        run = actions.hand_in(SimpleUploadedFile(name, data), mode, days, of, here.pk, manager)
        if keep:
            assert actions.begin(run, manager)
            tasks.carry_out(run, manager)
            run = queries.run(run.pk, manager)
        return run
    return make
