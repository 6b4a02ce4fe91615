"""A CTML file becomes a draft, a draft becomes files, and the model's page says whether it is on."""

import json

import pytest
import yaml
from curation_exchange.test_ctml import ARMS
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from proposing.stand_in import StandIn, vllm

from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import read_trial, trials
from paeonia.modules.trials.curation.models import Draft, Line

pytestmark = pytest.mark.django_db
SLUG = "destiny-breast04"


def upload(document=None, name="trial.yaml", raw=None):
    return SimpleUploadedFile(name, raw if raw is not None else as_yaml(document or ARMS))


def as_yaml(document):
    """YAML without references, which are not read."""
    return yaml.safe_dump(json.loads(json.dumps(document))).encode()


def number():
    return trials()[SLUG].registry[0]


def test_a_file_becomes_a_draft_with_groups_and_nothing_settled(signed_in):
    answer = signed_in.post(reverse("curation-bring"), {"file": upload({**ARMS, "nct_id": number()}), "number": ""})
    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("curation-draft", args=[draft.pk])
    assert (draft.dossier.slug, draft.origin) == (SLUG, "imported")
    assert [group.code for group in draft.groups.all()] == ["1-A", "1-A-1", "1-B"]
    assert not draft.lines.exclude(settled_by=None).exists()
    odd = draft.lines.get(sentence__contains="pdl1_quux")
    assert odd.group.code == "1-B" and odd.outcome == "ask" and "a person has to answer it" in odd.text


@pytest.mark.parametrize(("sent", "said"), [
    ({}, "choose a CTML file"),
    ({"file": upload(raw=b"{")}, "neither JSON nor YAML"),
    ({"file": upload()}, "names no registry number"),
    ({"file": upload(), "number": "NCT00000000"}, "names no registry number"),
    ({"file": upload(raw=json.dumps([ARMS, ARMS]).encode(), name="two.json")}, "holds 2 trials"),
])
def test_what_cannot_become_a_draft_is_refused_in_words(signed_in, sent, said):
    answer = signed_in.post(reverse("curation-bring"), sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_second_draft_of_the_same_trial_is_refused(signed_in):
    for status in (302, 422):
        assert signed_in.post(reverse("curation-bring"), {"file": upload(), "number": number()}).status_code == status
    assert Draft.objects.count() == 1


def test_a_draft_leaves_as_files(signed_in, made):
    draft = made("age: {from: 18, to: 75}", "er: positive", "lvef: {at least: 50 %}")
    page = signed_in.get(reverse("curation-files", args=[draft.pk])).content.decode()
    assert "ventricular ejection fraction" in page and "left out" in page
    got = {file: signed_in.get(reverse("curation-file", args=[draft.pk, file])) for file in (
        "ctml.json", "ctml.yaml", "trial.yaml")}
    document = json.loads(got["ctml.json"].content)
    assert document == yaml.safe_load(got["ctml.yaml"].content)
    assert {"clinical": {"er_status": "Positive"}} in document["treatment_list"]["step"][0]["match"]
    trial, problems = read_trial(got["trial.yaml"].content, "trial.yaml", dictionary())
    assert not problems and trial.confidence == "low" and trial.id == SLUG
    assert got["trial.yaml"].headers["Content-Disposition"].endswith('-draft-trial.yaml"')
    assert signed_in.get(reverse("curation-file", args=[draft.pk, "other.zip"])).status_code == 404


def test_a_version_leaves_as_files_too(signed_in, made, doctor, viewer, two_hospitals):
    from paeonia.modules.trials.curation.approving import actions as approving

    draft = made("age: {from: 18, to: 75}")
    submitted = approving.submit(draft.pk, doctor)
    other = viewer("programme_admin", two_hospitals[0])
    approving.approve(draft.pk, submitted.edition, other)
    answer = signed_in.get(reverse("curation-version-file", args=[SLUG, 1, "trial.yaml"]))
    trial, problems = read_trial(answer.content, "trial.yaml", dictionary())
    assert not problems and trial.confidence == "high"
    assert signed_in.get(reverse("curation-version-file", args=[SLUG, 2, "trial.yaml"])).status_code == 404


@pytest.fixture
def waiting(made, doctor):
    """A draft with two lines of the text that nobody has understood."""
    draft = made("age: {from: 18}")
    Draft.objects.filter(pk=draft.pk).update(text="Bilirubin no higher than 1.5 times the upper limit\nSomething else")
    Line.objects.create(draft=draft, position=10, start=0, end=50, side="inclusion", outcome="not_understood",
                        text="Bilirubin no higher than 1.5 times the upper limit", author="drafter")
    Line.objects.create(draft=draft, position=11, start=51, end=65, side="inclusion", outcome="not_understood",
                        text="Something else", author="drafter")
    return draft


def test_the_page_says_plainly_that_it_is_off(waiting, signed_in, monkeypatch):
    monkeypatch.delenv("PAEONIA_PROPOSING_URL", raising=False)
    page = reverse("curation-proposals", args=[waiting.pk])
    assert "Machine proposals are off" in signed_in.get(page).content.decode()
    answer = signed_in.post(page, {"line": [one.pk for one in waiting.lines.all()]})
    assert answer.status_code == 422 and "machine proposals are off" in answer.content.decode()


def test_a_proposal_is_marked_and_not_settled_and_a_refusal_is_shown(waiting, signed_in, monkeypatch):
    server = StandIn(vllm('{"line": 1, "sentence": {"bilirubin": {"at most": "1.5 x ULN"}}}\n'
                          '{"line": 2, "sentence": {"<script>": "x"}}'))
    monkeypatch.setenv("PAEONIA_PROPOSING_URL", server.url)
    monkeypatch.setenv("PAEONIA_PROPOSING_MODEL", "qwen3-32b")
    page = reverse("curation-proposals", args=[waiting.pk])
    shown = signed_in.get(page).content.decode()
    assert "qwen3-32b at 127.0.0.1" in shown and not server.asked
    answer = signed_in.post(page, {"line": [one.pk for one in waiting.lines.filter(outcome="not_understood")]})
    said = answer.content.decode()
    first, second = waiting.lines.filter(position__gte=10)
    assert (first.author, first.proposer, first.outcome, first.settled_by) == ("machine", "qwen3-32b", "drafted", None)
    assert (second.outcome, second.sentence) == ("not_understood", "")
    assert "Not taken" in said and "&lt;script&gt;" in said and "<script>x" not in said
    sent = json.dumps(server.asked, ensure_ascii=False)
    assert "Something else" in sent and SLUG not in sent and "age: {from: 18}" not in sent
    server.shutdown()
    server.server_close()
