"""Other registries: the WHO portal, ChiCTR, China's drug-trial registry; one trial with several numbers is one record."""

import json
from pathlib import Path

import pytest

from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake import apart, files
from paeonia.modules.trials.intake.formats import entry
from paeonia.modules.trials.models import Trial, TrialNumber, TrialVersion

PORTAL = {
    "Internal_Number": "7", "TrialID": "ChiCTR2100099999", "Last_Refreshed_on": "27 April 2026",
    "Public_title": "芍药素治疗晚期三阴性乳腺癌", "Scientific_title": "A made-up trial", "Acronym": "PEONY-CN",
    "Primary_sponsor": "芍药医院", "Date_registration": "2021-03-04", "Date_registration3": "20210304",
    "Export_date": "4/30/2026", "Source_Register": "ChiCTR", "web_address": "https://example.org/1",
    "Recruitment_Status": "Not Recruiting", "other_records": "No", "Inclusion_agemin": "18", "Inclusion_agemax": "75Y",
    "Inclusion_gender": "Female", "Date_enrollement": "05/02/2021", "Target_size": "A:50;B:60;",
    "Study_type": "Interventional study", "Study_design": "Parallel", "Phase": "Phase II/III", "Countries": "China;Japan",
    "Contact_Firstname": "Secret", "Contact_Email": "secret@example.org", "Contact_Tel": "123",
    "Inclusion_Criteria": "1. 女性<br>2. ECOG 0-1", "Exclusion_Criteria": "妊娠", "Condition": "Breast Cancer;TNBC",
    "Intervention": "Drug: 紫杉醇;Group B:blossomab", "Primary_outcome": "PFS;OS", "results_yes_no": "",
    "Secondary_ID": "NCT90000088; CTR20210099"}
REGISTER = """<?xml version="1.0" encoding="{encoding}"?><trials><Triall><main><trial_id>ChiCTR2100012345</trial_id>
<reg_name>ChiCTR</reg_name><date_registration>2021-01-05</date_registration><primary_sponsor>芍药医院</primary_sponsor>
<public_title>芍药素用于早期乳腺癌</public_title><scientific_title/><date_enrolment>2021-02-01</date_enrolment>
<target_size>试验组:40;对照组:41;</target_size><recruitment_status>Recruiting</recruitment_status><phase>II期</phase>
<study_type>Interventional study</study_type><hc_freetext>乳腺癌</hc_freetext>
<i_freetext>试验组:芍药素;对照组:多西他赛</i_freetext>{more}
</main><contacts><contact><firstname>机密</firstname><telephone>139</telephone></contact></contacts>
<countries><country2>China</country2></countries><criteria><inclusion_criteria>女性</inclusion_criteria><agemin>18</agemin>
<agemax>70</agemax><gender>Female</gender><exclusion_criteria>妊娠</exclusion_criteria></criteria>
<primary_outcome><prim_outcome>pCR;</prim_outcome></primary_outcome><secondary_ids><secondary_id><sec_id>NCT90000001</sec_id>
<issuing_authority>NIH</issuing_authority></secondary_id></secondary_ids><ethics_reviews><ethics_review>
<contact_name>机密</contact_name><status>Approved</status></ethics_review></ethics_reviews></Triall></trials>"""
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><style>td{{}}</style></head>
<body><div>一、题目和背景信息</div>
<table><tr><th>登记号</th><td>CTR20210099</td></tr><tr><th>相关登记号</th><td>NCT90000088</td></tr>
<tr><th>药物名称</th><td>芍药素注射液</td></tr><tr><th>适应症</th><td>晚期三阴性乳腺癌</td></tr>
<tr><th>试验专业题目</th><td>芍药素的 III 期试验</td></tr><tr><th>试验通俗题目</th><td>芍药素治疗乳腺癌</td></tr>
<tr><th>试验方案编号</th><td>PAE-3</td><th>方案最新版本号</th><td>2.0</td></tr></table>
<div>二、申请人信息</div><table><tr><th>申请人名称</th><td>芍药药业有限公司</td></tr>
<tr><th>联系人姓名</th><td>机密</td><th>联系人手机号</th><td>13900000000</td></tr></table>
<div>三、临床试验信息</div><table><tr><th>试验分期</th><td>III期</td><th>随机化</th><td>随机化</td></tr>
<tr><th>盲法</th><td>双盲</td>{more}</tr></table>
<table>
<tr><th>年龄</th><td>18岁(最小年龄)至 75岁(最大年龄)</td></tr><tr><th>性别</th><td>女</td></tr>
<tr><th>健康受试者</th><td>无</td></tr>
<tr><th>入选标准</th><td><table><tr><td>1</td><td>女性</td></tr><tr><td>2</td><td>ECOG 0-1</td></tr></table></td></tr>
<tr><th>排除标准</th><td><table><tr><td>1</td><td>妊娠</td></tr></table></td></tr></table>
<table><tr><th>试验药</th><td><table><tr><th>序号</th><th>名称</th><th>用法</th></tr>
<tr><td>1</td><td>紫杉醇</td><td>每周一次</td></tr></table></td></tr></table>
<div>1、主要研究者信息</div><table><tr><th>姓名</th><td>机密</td><th>电话</th><td>139</td></tr></table>
<div>2、各参加机构信息</div><table>
<tr><th>序号</th><th>机构名称</th><th>主要研究者</th>
<th>国家或地区</th><th>省（州）</th><th>城市</th></tr>
<tr><td>1</td><td>东方医院</td><td>机密</td><td>中国</td><td>上海市</td><td>上海市</td></tr>
<tr><td>2</td><td>西山医院</td><td>机密</td><td>中国</td><td>四川省</td><td>成都市</td></tr></table>
<div>六、试验状态信息</div><table><tr><th>试验状态</th><td>进行中
 （招募中）</td></tr><tr><th>目标入组人数</th><td>国内: 100 ; 国际: 400 ;</td></tr></table></body></html>"""


def portal_xml(*records):
    told = ["".join(f"<{k}>{v.replace('<', '&lt;')}</{k}>" for k, v in record.items()) for record in records]
    inner = "".join(f"<Trial>{one}</Trial>" for one in told)
    return f"<Trials_downloaded_from_ICTRP>{inner}</Trials_downloaded_from_ICTRP>"


def portal_csv(record, **more):
    import csv
    import io
    out = io.StringIO()
    named = {key.replace("_", " "): value for key, value in record.items()} | more
    named["TrialID"] = named.pop("TrialID")
    csv.writer(out).writerows([named.keys(), named.values()])
    return out.getvalue()


def read(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(files.entries(file))


@pytest.mark.parametrize(("name", "data"), [
    ("portal.xml", portal_xml(PORTAL)), ("portal.csv", portal_csv(PORTAL)), ("portal.csv", "\ufeff" + portal_csv(PORTAL)),
    ("portal.csv", portal_csv(PORTAL).encode("gb18030")), ("portal.json", json.dumps(PORTAL))])
def test_the_portals_records_read_alike(tmp_path, name, data):
    [one] = read(tmp_path, name, data)
    trial = one.trial
    assert not one.alarms and trial.number == "ChiCTR2100099999" and trial.registry == "ChiCTR"
    assert trial.title == "芍药素治疗晚期三阴性乳腺癌" and trial.phases == ("PHASE2", "PHASE3") and trial.sex == "FEMALE"
    assert (trial.start, trial.first_posted, trial.last_update) == ("2021-02-05", "2021-03-04", "2026-04-27")
    assert trial.enrolment == 110 and trial.status == "NOT_RECRUITING" and trial.minimum_age.months == 18 * 12
    assert [number.number for number in trial.other_numbers] == ["NCT90000088", "CTR20210099"]
    assert [item.name for item in trial.interventions] == ["紫杉醇", "Group B:blossomab"]
    assert trial.interventions[0].kind == "DRUG"
    assert trial.eligibility == "Inclusion criteria:\n1. 女性\n2. ECOG 0-1\n\nExclusion criteria:\n妊娠"
    assert [place.country for place in trial.locations] == ["China", "Japan"]
    assert "ecret" not in json.dumps(one.raw), "contacts of persons are dropped"


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("gb18030", "gb2312")])
def test_a_registers_own_xml(tmp_path, encoding, declared):
    [one] = read(tmp_path, "c.xml", REGISTER.format(encoding=declared, more="").encode(encoding))
    assert not one.alarms and one.trial.number == "ChiCTR2100012345" and one.trial.enrolment == 81
    assert one.trial.title == "芍药素用于早期乳腺癌" and one.trial.phases == ("PHASE2",)
    assert [number.number for number in one.trial.other_numbers] == ["NCT90000001"]
    assert "机密" not in json.dumps(one.raw, ensure_ascii=False)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_saved_page_of_the_drug_trial_registry(tmp_path, charset):
    [one] = read(tmp_path, "CTR20210099.html", PAGE.format(charset=charset, more="").encode(charset))
    trial = one.trial
    assert one.alarms == () and trial.number == "CTR20210099" and trial.registry == "CTR"
    assert trial.status == "RECRUITING" and trial.phases == ("PHASE3",) and trial.masking == "DOUBLE"
    assert (trial.minimum_age.months, trial.maximum_age.months, trial.sex) == (216, 900, "FEMALE")
    assert trial.enrolment == 400 and trial.healthy_volunteers is False and trial.sponsor.name == "芍药药业有限公司"
    assert "1. 女性\n2. ECOG 0-1" in trial.eligibility and trial.eligibility.endswith("1. 妊娠")
    assert [place.facility for place in trial.locations] == ["东方医院", "西山医院"]
    assert trial.interventions[0].name == "紫杉醇" and trial.conditions == ("晚期三阴性乳腺癌",)
    assert "机密" not in json.dumps(one.raw, ensure_ascii=False) and "139" not in json.dumps(one.raw)


def test_a_page_as_the_drug_trial_registry_really_writes_it():
    """Markup of a real page of 2021 with our words in it: bare text, fields of a form, spans, `<pT2` unescaped."""
    [one] = files.entries(Path(__file__).with_name("ctr_page.html"))
    trial = one.trial
    assert one.alarms == () and trial.status == "RECRUITING" and trial.summary.startswith("在早期三阴性乳腺癌受试者")
    applicants = [party.name for party in (trial.sponsor, *trial.collaborators)]
    assert applicants == ["Peony Pharma Corp.", "芍药药业（中国）有限公司"]
    assert (trial.start, trial.completion, trial.enrolment) == ("2021-05-12", "", 784)
    assert [(drug.name, drug.other_names) for drug in trial.interventions] == [
        ("芍药单抗注射液", ("Paeonimab Injection",)), ("紫杉醇注射液", ("Paclitaxel Injection",))]
    assert trial.keywords == ("芍药单抗注射液", "PY-101注射液", "Paeonimab注射液")
    assert [outcome.measure for outcome in trial.secondary_outcomes] == [
        "病理降期率：分期<pT2（包括pT0、pTis和pT1）且N0的受试者", "总生存期（OS）"]
    assert [place.country for place in trial.locations] == ["China", "France"] and trial.minimum_age.months == 216
    assert "CPS <10或≥10均可" in trial.eligibility and trial.eligibility.endswith("2. 已知有HIV感染史")
    kept = json.dumps(one.raw, ensure_ascii=False)
    assert not [secret for secret in ("机密", "JIMI", "jimi", "9999", "博士") if secret in kept], "persons are dropped"


@pytest.mark.parametrize(("first", "last", "start", "completion"), [
    ("2021-05-12", "2023-01-02", "2021-05-12", "2023-01-02"), ("国内：2022-07-15；国际：2021-05-12；", "", "2021-05-12", ""),
    ("登记人暂未填写该信息", "国内：2023-01-02；国际：登记人暂未填写该信息；", "", ""),
    ("", "国内：2023-01-02；国际：2024-03-04；", "", "2024-03-04")])
def test_a_trial_has_begun_with_its_first_and_ended_with_its_last(first, last, start, completion):
    told = {"登记号": "CTR20210098", "试验通俗题目": "芍药素", "第一例受试者入组日期": first, "试验完成日期": last}
    one = entry(told, "made up")
    assert one.alarms == () and (one.trial.start, one.trial.completion) == (start, completion)


def test_an_unknown_leaf_raises_an_alarm_in_every_format(tmp_path):
    read_in = {
        "a.xml": portal_xml(PORTAL | {"New_Field": "x"}), "b.csv": portal_csv(PORTAL, Newer="x"),
        "c.xml": REGISTER.format(encoding="UTF-8", more="<renamed>x</renamed>"),
        "d.html": PAGE.format(charset="utf-8", more="<th>新字段</th><td>x</td>")}
    told = {name: [alarm.params["path"] for alarm in read(tmp_path, name, data)[0].alarms]
            for name, data in read_in.items()}
    assert told == {"a.xml": ["new_field"], "b.csv": ["newer"], "c.xml": ["main.renamed"], "d.html": ["新字段"]}


@pytest.mark.parametrize(("name", "data", "code"), [
    ("a.csv", "a,b\n1,2\n", "registry-not-a-trial"), ("a.html", "<html><p>登记号</p></html>", "registry-not-a-trial"),
    ("a.csv", b"TrialID,Public title\nNCT90000001,caf\xe9 \xff", "registry-not-text"),
    ("a.xml", "<Trials_downloaded_from_ICTRP/>", "registry-not-a-trial"),
    ("a.xml", portal_xml({"TrialID": "", "Public_title": "x"}), "registry-no-number"),
    ("a.csv", "TrialID,Public title\n,x\n", "registry-no-number"),
    ("a.html", PAGE.replace("CTR20210099", "CTR1"), "registry-not-a-trial")])
def test_what_is_no_record_says_so(tmp_path, name, data, code):
    [one] = read(tmp_path, name, data)
    assert one.trial is None and one.refused.code == code


def test_read_apart_they_are_the_same(tmp_path):
    for name, data in (("a.xml", portal_xml(PORTAL)), ("c.xml", REGISTER.format(encoding="UTF-8", more="")),
                       ("d.html", PAGE.format(charset="utf-8", more=""))):
        there = [one.trial for one in apart.entries(_written(tmp_path, name, data))]
        assert there == [one.trial for one in read(tmp_path, name, data)]


def _written(tmp_path, name, data):
    (tmp_path / name).write_text(data)
    return tmp_path / name


@pytest.fixture
def coordinator(viewer, two_hospitals):
    return viewer("trial_coordinator", two_hospitals[0])


@pytest.mark.django_db
def test_one_trial_with_several_numbers_is_one_record(tmp_path, coordinator, v2):
    def take(entries):
        report = import_records(entries, coordinator, "test")
        assert report.refused == 0, report.refusals
        return report
    page, portal = PAGE.format(charset="utf-8", more=""), portal_xml(PORTAL)
    take(read(tmp_path, "d.html", page))
    take([entry(v2("NCT90000088"), "live")])
    take(read(tmp_path, "a.xml", portal))
    assert Trial.objects.count() == 1 and TrialVersion.objects.count() == 3
    trial = Trial.objects.get()
    assert trial.number == "CTR20210099" and trial.title_zh == "芍药素治疗乳腺癌"
    assert set(TrialNumber.objects.values_list("number", flat=True)) >= {"CTR20210099", "NCT90000088", "ChiCTR2100099999"}
    assert take(read(tmp_path, "a.xml", portal)).same == 1 and take(read(tmp_path, "d.html", page)).same == 1
    assert trial.drugs == ["paclitaxel"] and trial.settings == ["advanced"] and trial.subtypes == ["triple_negative"]


@pytest.mark.django_db
def test_a_copy_never_takes_the_place_of_the_original(tmp_path, coordinator, v2):
    import_records([entry(v2("NCT90000088"), "live")], coordinator, "live")
    copy = PORTAL | {"TrialID": "NCT90000088", "Secondary_ID": "", "Public_title": "Poorer"}
    report = import_records(read(tmp_path, "a.xml", portal_xml(copy)), coordinator, "portal")
    trial = Trial.objects.get()
    assert report.changed == 1 and trial.title != "Poorer" and trial.current.format == "ClinicalTrials.gov API v2"
    assert trial.versions.get(format="WHO ICTRP").changed == [], "a copy is not compared with the original"


@pytest.mark.django_db
def test_two_numbers_of_one_registry_are_two_trials(coordinator, v2):
    child = v2("NCT90000089")
    child["protocolSection"]["identificationModule"]["secondaryIdInfos"] = [{"id": "NCT90000088"}]
    import_records([entry(v2("NCT90000088"), "1"), entry(child, "2")], coordinator, "test")
    assert Trial.objects.count() == 2


def test_real_files_of_every_registry(real):
    folder = real / "registry_samples"
    [one] = files.entries(folder / "ChiCTR2000034346.xml")
    assert one.trial.number == "ChiCTR2000034346" and one.alarms == () and "zhongranran" not in json.dumps(one.raw)
    rows = list(files.entries(folder / "ictrp_ntd_extract.csv"))
    assert len(rows) > 300 and all(row.trial for row in rows)
    assert all(alarm.code == "registry-unknown-field" for row in rows for alarm in row.alarms), "columns the extract added"
