"""The bank's lists: complete in both languages, agreeing with one another and with the core; broken files say where."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paeonia.knowledge.dictionary import dictionary, root
from paeonia.modules.biobank.choices import Deed
from paeonia.modules.biobank.labelling import short
from paeonia.modules.biobank.preanalytics.limits import limits
from paeonia.modules.biobank.preanalytics.sprec_tables import tables
from paeonia.modules.biobank.vocabulary import FILES, vocabulary
from paeonia.record.units import factor

HERE = root() / "biobank"


def test_everything_reads_without_a_problem():
    assert vocabulary().problems == () and limits().problems == () and tables().problems == ()
    assert len(vocabulary().types.more) >= 70


@pytest.mark.parametrize("name", FILES.values())
def test_words_stand_in_both_languages_and_are_not_the_same_for_two_codes(name):
    held = vocabulary().lists[name].codes
    for language in ("en", "zh"):
        said = [one.words[language] for one in held.values()]
        assert all(said) and len(set(said)) == len(said)
    assert any("一" <= letter <= "鿿" for one in held.values() for letter in one.words["zh"])


def test_events_are_the_deeds_of_the_core():
    assert set(vocabulary().events) == set(Deed.values)


def test_the_samples_that_the_bank_is_asked_for_are_there():
    wanted = {"core_needle", "excision", "ffpe_block", "section", "fresh_frozen", "oct_block", "touch_print", "organoid",
              "whole_blood", "serum", "plasma_single", "plasma_double", "buffy_coat", "pbmc", "cfdna", "dna", "rna",
              "pleural_effusion", "ascites", "csf", "saliva", "urine"}
    assert wanted <= set(vocabulary().types)
    assert {"edta_k2", "edta_k3", "streck_cfdna", "sst", "cpt", "paxgene_rna", "cryotube_2", "cassette", "slide"} <= set(
        vocabulary().containers)


def test_outside_codes_are_of_their_tables():
    words, of = vocabulary(), tables()
    types = {*of["fluid_type"].letters, *of["solid_type"].letters}
    assert {words.types.outside(one, "sprec") for one in words.types} - {""} <= types
    assert {words.containers.outside(one, "sprec") for one in words.containers} - {""} <= set(of["container"].letters)
    assert {words.fixatives.outside(one, "sprec") for one in words.fixatives} - {""} <= set(of["fixation_type"].letters)
    assert words.types.outside("touch_print", "sprec") == ""    # that of tissue would say too much


def test_sites_are_icd_o_and_known_to_the_record():
    words, known = vocabulary(), dictionary().codelists["sites"]
    for code in words.sites:
        outside = words.sites.outside(code, "icdo3")
        assert re.fullmatch(r"C\d\d\.\d", outside) and code.startswith(outside) and len(code) <= 20
        assert words.sites.outside(code, "site") in {"", *known.codes}
    assert words.sites.is_a("C50.4", "C50.9") and not words.sites.is_a("C50.9", "C50.4")


def test_units_are_ucum_and_short_labels_unlike():
    words = vocabulary()
    assert all(factor(one.unit, one.unit) == 1 for one in words.types.more.values())
    labels = [short(one) for one in words.types]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("celsius", "code"), [
    (-80, "minus80"), (-20, "minus20"), (4, "fridge"), (22, "room"), (-196, "below_minus135"), (37, "body"),
    (-50, ""), (12, "")])
def test_degrees_have_a_name_or_none(celsius, code):
    assert vocabulary().temperature_of(celsius) == code


def test_spoken_names_are_found():
    types = vocabulary().types.codes
    assert types.find("蜡块") == "ffpe_block" and types.find("ctDNA") == "cfdna" and types.find("PBMC") == "pbmc"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(HERE, tmp_path / "biobank"))


@pytest.mark.parametrize(("name", "added", "code"), [
    ("sample_types", "zz: {en: a, zh: b, class: gas, unit: mL}", "kb-bad-value"),
    ("sample_types", "zz: {en: a, class: fluid, unit: mL}", "kb-missing"),
    ("sample_types", "zz: {en: a, zh: '', class: fluid, unit: mL}", "kb-words"),
    ("sample_types", "zz: {en: a, zh: b, class: fluid}", "kb-missing"),
    ("sample_types", "zz: {en: a, zh: b, class: fluid, unit: mL, colour: red}", "kb-unknown-key"),
    ("sample_types", "zz: {en: a, zh: b, class: fluid, unit: mL, spins: many}", "kb-bad-value"),
    ("sample_types", "zz: {en: a, zh: b, class: fluid, unit: mL, under: nothing}", "kb-unknown-target"),
    ("sample_types", "zz: {en: a, zh: b, class: solid, unit: mL, procedure: magic}", "kb-unknown-target"),
    ("containers", "zz: {en: a, zh: b, for: storage, family: bucket}", "kb-bad-value"),
    ("storage_temperatures", "zz: {en: a, zh: b, low: 5}", "kb-bad-value"),
    ("storage_temperatures", "zz: {en: a, zh: b, low: 5, high: 2}", "kb-bad-value"),
    ("fixatives", "zz: {en: a, zh: b, means: magic}", "kb-bad-value"),
    ("events", "zz: {en: a, zh: b, where: moon}", "kb-bad-value"),
    ("events", "zz: {en: a, zh: b, where: bench, fields: {x: {type: code, codelist: stars, en: a, zh: b}}}",
     "kb-unknown-target"),
    ("procedures", "zz: [", "yaml-broken"),
])
def test_a_mistake_has_its_line_and_stops_nothing_else(folder, name, added, code):
    path = folder / f"{name}.yaml"
    written = path.read_text().rstrip("\n") + "\n"
    path.write_text(written + added + "\n")
    found = vocabulary(folder)
    assert code in {one.code for one in found.problems}
    line = written.count("\n") + 1
    if code != "yaml-broken":
        assert f"{name}.yaml:{line}" in {one.place for one in found.problems}
        assert len(getattr(found, {v: k for k, v in FILES.items()}[name]).more) >= 10
    assert set(found.sites) == set(vocabulary().sites)
    assert all("{" not in re.sub(r"\{en: .*?\}", "", one.text("zh")) for one in found.problems)


def test_codes_in_a_circle_are_named(folder):
    path = folder / "fixatives.yaml"
    path.write_text(path.read_text() + "aa: {en: aa, zh: 甲, means: fixing, under: bb}\n"
                    "bb: {en: bb, zh: 乙, means: fixing, under: aa}\n")
    assert "kb-cycle" in {one.code for one in vocabulary(folder).problems}


def test_a_list_that_is_gone_is_named_and_the_others_read(folder):
    (folder / "containers.yaml").unlink()
    (folder / "limits.yaml").write_text("first: {words: {en: a, zh: b}}\n")
    found = vocabulary(folder)
    assert "containers.yaml" in {one.place for one in found.problems} and found.types.more
    assert {one.code for one in limits(folder=folder).problems} >= {"kb-missing"}


def test_a_changed_file_is_read_again(folder):
    before = vocabulary(folder).version
    path = folder / "fixatives.yaml"
    path.write_text(path.read_text() + "zz: {en: zz, zh: 新, means: fixing}\n")
    assert "zz" in vocabulary(folder).fixatives and vocabulary(folder).version != before


def test_a_broken_table_of_sprec_is_left_out_and_named(folder):
    path = folder / "sprec.yaml"
    path.write_text(path.read_text().replace("A: below 2,", "Q: below 2,"))
    found = tables(folder)
    assert "kb-unknown-target" in {one.code for one in found.problems}
    assert "ischaemia" not in found.of and "fluid_type" in found.of


def test_pre_analytics_needs_no_django():
    code = ("import sys, paeonia.modules.biobank.preanalytics.judging, paeonia.modules.biobank.preanalytics.sprec; "
            "print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')])")
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path(__file__).parents[3] / "src")})
    assert told.stdout.strip() == "[]"
