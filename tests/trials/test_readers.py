"""Each format of a registry gives the same record; nothing is lost in silence."""

import copy
import json
import re

import pytest

from paeonia.modules.trials.intake import words
from paeonia.modules.trials.intake.files import entries
from paeonia.modules.trials.intake.formats import entry
from paeonia.modules.trials.intake.record import Age, Number
from paeonia.modules.trials.intake.shape import Shape

XML = """<?xml version="1.0" encoding="UTF-8"?>
<clinical_study rank="1">
  <required_header><download_date>today</download_date></required_header>
  <id_info><org_study_id>PAE-01</org_study_id><secondary_id>ChiCTR2100012345</secondary_id>
    <nct_id>NCT90000001</nct_id></id_info>
  <brief_title>Blossomab in HER2-Positive Breast Cancer</brief_title>
  <sponsors><lead_sponsor><agency>Peony Institute</agency><agency_class>Other</agency_class></lead_sponsor></sponsors>
  <brief_summary><textblock>
      Does it help?
  </textblock></brief_summary>
  <overall_status>Active, not recruiting</overall_status>
  <start_date type="Actual">August 2025</start_date>
  <completion_date>August 14, 2028</completion_date>
  <phase>Phase 1/Phase 2</phase>
  <study_type>Interventional</study_type>
  <enrollment type="Anticipated">120</enrollment>
  <condition>Breast Cancer</condition>
  <arm_group><arm_group_label>A</arm_group_label><arm_group_type>Experimental</arm_group_type></arm_group>
  <intervention><intervention_type>Drug</intervention_type><intervention_name>Blossomab</intervention_name>
    <arm_group_label>A</arm_group_label><other_name>BL-1</other_name></intervention>
  <eligibility><criteria><textblock>
        Inclusion Criteria:

          -  Woman
  </textblock></criteria><gender>Female</gender><minimum_age>18 Years</minimum_age><maximum_age>N/A</maximum_age>
  <healthy_volunteers>No</healthy_volunteers></eligibility>
  <overall_official><last_name>Zhao Secret</last_name></overall_official>
  <location><facility><name>East Hospital</name><address><city>Shanghai</city><country>China</country></address></facility>
    <contact><last_name>Sun Secret</last_name></contact>
    <investigator><last_name>Li Secret</last_name></investigator></location>
</clinical_study>
"""


def write(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_api_v2_record_is_read_whole(v2):
    found = entry(v2(), "here")
    trial = found.trial
    assert found.alarms == ()
    assert (trial.number, trial.status, trial.phases) == ("NCT90000001", "RECRUITING", ("PHASE1", "PHASE2"))
    assert trial.other_numbers == (
        Number("PAE-01"), Number("2021-501234-12-00", "CTIS"), Number("2019-001234-56", "EudraCT"),
        Number("ChiCTR2100012345", "ChiCTR"), Number("CTR20210001", "CTR"))
    assert (trial.start, trial.primary_completion, trial.last_update) == ("2025-08", "2027-08-01", "2026-02-03")
    assert trial.interventions[0].other_names == ("BL-1",)
    assert trial.locations[0].latitude == 31.22222
    assert (trial.enrolment, trial.enrolment_actual, trial.healthy_volunteers) == (120, False, False)
    assert (trial.minimum_age.months, trial.maximum_age.amount, trial.sex) == (216, 75, "FEMALE")
    assert trial.sponsor.name == "Peony Institute" and trial.collaborators[0].kind == "INDUSTRY"
    assert trial.primary_outcomes[0].time_frame == "2 years"


def test_persons_are_dropped_from_what_is_kept(v2, tmp_path):
    kept = [entry(v2(), "here").raw, *(e.raw for e in entries(write(tmp_path, "one.xml", XML)))]
    assert len(kept) == 2
    for raw in kept:
        assert "Secret" not in json.dumps(raw) and "secret@" not in json.dumps(raw)


def test_a_renamed_field_raises_an_alarm_and_the_record_still_comes_in(v2):
    record = v2()
    limits = record["protocolSection"]["eligibilityModule"]
    limits["minAge"] = limits.pop("minimumAge")
    found = entry(record, "here")
    assert found.trial.minimum_age == Age("")
    assert [alarm.params["path"] for alarm in found.alarms] == ["protocolSection.eligibilityModule.minAge"]
    assert "minAge" in found.alarms[0].text("zh") and "未知" in found.alarms[0].text("zh")


def test_a_field_that_changes_its_shape_raises_an_alarm(v2):
    record = v2()
    record["protocolSection"]["designModule"]["phases"] = "PHASE2"
    record["protocolSection"]["identificationModule"]["briefTitle"] = {"en": "Title"}
    assert {alarm.params["path"] for alarm in entry(record, "here").alarms} == {
        "protocolSection.designModule.phases", "protocolSection.identificationModule.briefTitle.en"}


def test_every_path_a_format_names_is_really_read(v2):
    """Parity backwards: taking any one read value away changes what was read."""
    record, whole = v2(), entry(v2(), "here").trial
    untouched = {"statusVerifiedDate", "type", "stdAges", "fullName", "versionHolder", "hasResults"}
    untouched |= {"class"}  # of the organisation; the sponsors' are checked above
    for path in steps(record):
        if untouched & set(map(str, path)) or "Secret" in str(value_at(record, path)) or "ontacts" in str(path):
            continue
        without = copy.deepcopy(record)
        del value_at(without, path[:-1])[path[-1]]
        found = entry(without, "here")
        assert found.refused or found.trial != whole, path


def steps(raw, path=()):
    if isinstance(raw, (dict, list)):
        for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from steps(value, (*path, key))
    else:
        yield path


def value_at(raw, path):
    for key in path:
        raw = raw[key]
    return raw


def test_the_older_xml_gives_the_same_shape(tmp_path):
    (found,) = entries(write(tmp_path, "one.xml", XML))
    trial = found.trial
    assert found.alarms == ()
    assert (trial.status, trial.phases, trial.sex) == ("ACTIVE_NOT_RECRUITING", ("PHASE1", "PHASE2"), "FEMALE")
    assert (trial.start, trial.completion) == ("2025-08", "2028-08-14")
    assert trial.maximum_age == Age("N/A") and trial.healthy_volunteers is False
    assert trial.summary == "Does it help?"
    assert trial.arms[0].label == "A" and trial.interventions[0].arms == ("A",)
    assert trial.locations[0].city == "Shanghai"


def test_xml_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><clinical_study>&b;</clinical_study>'
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><clinical_study>&f;</clinical_study>'
    for text in (bomb, outside):
        (found,) = entries(write(tmp_path, "bad.xml", text))
        assert found.refused.code == "registry-xml-entity"


def test_api_v1_gives_the_same_shape():
    study = {"ProtocolSection": {
        "IdentificationModule": {"NCTId": "NCT90000009", "BriefTitle": "Old", "OrgStudyIdInfo": {"OrgStudyId": "X"}},
        "StatusModule": {"OverallStatus": "Unknown status", "StartDateStruct": {"StartDate": "July 2001"}},
        "DesignModule": {"PhaseList": {"Phase": ["Phase 2", "Phase 3"]}, "EnrollmentInfo": {"EnrollmentCount": "63"}},
        "EligibilityModule": {"Gender": "All", "MinimumAge": "3 Months", "HealthyVolunteers": "Accepts Healthy Volunteers"}}}
    found = entry({"Rank": 1, "Study": study}, "here")
    assert found.alarms == () and found.trial.phases == ("PHASE2", "PHASE3")
    assert (found.trial.status, found.trial.start, found.trial.enrolment) == ("UNKNOWN", "2001-07", 63)
    assert found.trial.minimum_age == Age("3 Months", 3, "month") and found.trial.healthy_volunteers is True


def test_a_corpus_of_eligibility_lines_is_read():
    raw = {"Clinical Trial ID": "NCT90000008", "Intervention": ["INTERVENTION 1: ", "  Paclitaxel", "  weekly"],
           "Eligibility": ["Inclusion Criteria:", "  Woman"], "Results": ["r"], "Adverse Events": ["a"]}
    found = entry(raw, "here")
    assert found.alarms == ()
    assert found.trial.interventions[0].name == "Paclitaxel" and found.trial.eligibility.endswith("Woman")


def test_pages_lists_and_lines_are_told_apart(v2, tmp_path):
    studies = [v2("NCT90000001"), v2("NCT90000002")]
    page = write(tmp_path, "page.json", json.dumps({"studies": studies, "nextPageToken": "x"}))
    listed = write(tmp_path, "list.json", json.dumps([v2("NCT90000003")]))
    lines = write(tmp_path, "lines.ndjson", "\n".join(json.dumps(v2(n)) for n in ("NCT90000004", "NCT90000005")))
    assert [e.trial.number for e in entries(page)] == ["NCT90000001", "NCT90000002"]
    assert [e.place for e in entries(page)] == ["page.json#1", "page.json#2"]
    assert [e.trial.number for e in entries(listed)] == ["NCT90000003"]
    assert [e.place for e in entries(lines)] == ["lines.ndjson:1", "lines.ndjson:2"]
    assert len(list(entries(tmp_path))) == 5


def test_a_cut_off_page_keeps_the_whole_records_in_front(v2, tmp_path):
    text = json.dumps({"studies": [v2("NCT90000001"), v2("NCT90000002"), v2("NCT90000003")]})
    found = list(entries(write(tmp_path, "cut.json", text[:-300])))
    assert [e.trial.number for e in found if e.trial] == ["NCT90000001", "NCT90000002"]
    assert [e.refused.code for e in found if e.refused] == ["registry-not-json"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_off_within_a_character_keeps_the_whole_records_in_front(v2, tmp_path, encoding):
    record = v2("NCT90000001")
    record["protocolSection"]["identificationModule"]["briefTitle"] = "乳腺癌新辅助治疗研究"
    text = json.dumps({"studies": [record, record]}, ensure_ascii=False).encode(encoding)
    at = text.rindex("研究".encode(encoding)) + 1
    found = list(entries(write(tmp_path, "cut.json", text[:at])))
    assert [e.trial.title for e in found if e.trial] == ["乳腺癌新辅助治疗研究"]
    assert [e.refused.code for e in found if e.refused] == ["registry-not-json"]


@pytest.mark.parametrize(("title", "encoding"), [
    ("Plain letters", "ascii"), ("乳腺癌研究", "gb18030"), ("乳腺癌研究", "utf-8")])
def test_a_declared_chinese_encoding_is_read_whatever_the_bytes_are(title, encoding, tmp_path):
    text = XML.replace('encoding="UTF-8"', 'encoding="GB18030"').replace(
        "Blossomab in HER2-Positive Breast Cancer", title).encode(encoding)
    assert next(entries(write(tmp_path, "a.xml", text))).trial.title == title
    cut = text[:text.index(b"</brief_title>")]
    said = next(entries(write(tmp_path, "b.xml", cut))).refused.text("zh")
    assert "编码" not in said and "不是完整的 XML" in said


def test_what_cannot_be_used_says_why(v2, tmp_path):
    nameless, wrong, untitled = v2(), v2("12345"), v2()
    del nameless["protocolSection"]["identificationModule"]["nctId"]
    for name in ("briefTitle", "officialTitle"):
        del untitled["protocolSection"]["identificationModule"][name]
    refused = {
        "registry-no-number": entry(nameless, "p"), "registry-bad-number": entry(wrong, "p"),
        "registry-no-title": entry(untitled, "p"), "registry-not-a-trial": entry({"resourceType": "Patient"}, "p"),
        "registry-not-text": next(entries(write(tmp_path, "latin.json", b"{\"caf\xe9\": 1}"))),
        "registry-not-xml": next(entries(write(tmp_path, "half.xml", XML[:600]))),
        "registry-no-file": next(entries(tmp_path / "nowhere")),
    }
    for code, found in refused.items():
        assert found.trial is None and found.refused.code == code
        assert found.refused.text("en") != found.refused.text("zh")
    assert next(entries(write(tmp_path, "page.html.json", "<!DOCTYPE html><p>"))).refused.params["found"] == "HTML"


BROKEN = ('{"a": tru}', '{"a" 1}', '{"a": 1 "b": 2}', "{a: 1}", '{"a": "x', '{"a": "x\ny"}', '{"a": "\\q"}',
          '{"a": "\\u12"}', "{} {}", '{"a": 1,}', "")


@pytest.mark.parametrize("text", BROKEN)
def test_why_a_text_is_no_json_is_said_in_the_readers_language(text, tmp_path):
    found = next(entries(write(tmp_path, "a.json", text))).refused
    assert found.code == "registry-not-json" and "Expecting" not in found.text("zh")
    assert re.findall("[A-Za-z]{2,}", found.text("zh").replace("a.json", "")) == ["JSON"]
    assert "格式有误" not in found.text("zh"), "every reason is known"


@pytest.mark.parametrize("text", ["<a><b></a>", "<a>", "<a>&x;</a>", "<a", "<a/><b/>", "<a b='1' b='2'/>", "<a>\x01</a>",
                                  "<?xml version='1.0' encoding='x-no'?><a/>", "<a:b/>", "<a>&#0;</a>"])
def test_why_a_text_is_no_xml_is_said_in_the_readers_language(text, tmp_path):
    found = next(entries(write(tmp_path, "a.xml", text))).refused
    assert found.code == "registry-not-xml"
    assert set(re.findall("[A-Za-z]{2,}", found.text("zh").replace("a.xml", ""))) == {"XML"}
    assert "格式有误" not in found.text("zh"), "every reason is known"


def test_one_bad_line_does_not_stop_the_next(v2, tmp_path):
    text = "\n".join([json.dumps(v2("NCT90000001")), "{oops", "[" * 100_000, json.dumps(v2("NCT90000002"))])
    found = list(entries(write(tmp_path, "lines.ndjson", text)))
    assert [bool(e.trial) for e in found] == [True, False, False, True]
    assert found[1].refused.place == "lines.ndjson:2"


def test_unreadable_dates_ages_and_counts_raise_alarms(v2):
    record = v2()
    record["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2025-13-40"
    record["protocolSection"]["eligibilityModule"]["minimumAge"] = "adult"
    record["protocolSection"]["designModule"]["enrollmentInfo"]["count"] = "many"
    found = entry(record, "here")
    assert {alarm.code for alarm in found.alarms} == {"registry-bad-date", "registry-bad-age", "registry-bad-count"}
    assert (found.trial.start, found.trial.minimum_age, found.trial.enrolment) == ("", Age("adult"), None)


def test_words_of_the_registries():
    assert words.day("July 2, 2021") == "2021-07-02" and words.day("2020-02-30") is None and words.day("") == ""
    assert words.phases("N/A") == ("NA",) and words.phases("Early Phase 1") == ("EARLY_PHASE1",)
    assert words.code("Enrolling by invitation") == "ENROLLING_BY_INVITATION"
    assert words.number("CTRI/2020/01/022345").registry == "CTRI"
    assert words.number("2012-004567-12").registry == "EudraCT" and words.number("AFT-05").registry == ""


def test_the_formats_leave_nothing_to_two_fates():
    from paeonia.modules.trials.intake.ctgov import V2 as SHAPE

    assert isinstance(SHAPE, Shape)
    read = {*SHAPE.texts.values(), *SHAPE.codes.values(), *SHAPE.dates.values(), *SHAPE.ages.values()}
    assert not read & set(SHAPE.unused)
