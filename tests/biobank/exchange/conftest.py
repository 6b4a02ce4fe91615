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


@pytest.fixture
def brought(manager, protocol):
    """Hand in a file of a sort, and keep it where that is asked."""

    def bring(mode, text, keep=False, as_=None):
        upload = SimpleUploadedFile("rows.csv", text if isinstance(text, bytes) else text.encode())
        run = actions.hand_in(upload, mode, "", "", protocol.hospital_id, as_ or manager)
        if keep:
            actions.begin(run, manager)
            tasks.carry_out(run, manager)
        return queries.run(run.pk, manager)

    return bring


@pytest.fixture
def why():
    """What is said of each row that could not be taken."""
    return lambda run, manager: {row.number: " ".join(one["en"] for one in row.why)
                                 for row in queries.bad_rows(run, manager)}
