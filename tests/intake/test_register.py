"""Registers: encodings, columns proposed, rows read, everything wrong said with row and column."""

import pytest

from paeonia.chart.intake.columns import Mapping
from paeonia.chart.intake.propose import note_text
from paeonia.chart.intake.register import preview, propose, statements
from paeonia.chart.intake.tables import open_table
from paeonia.record.dates import days
from paeonia.record.facts import Fact, Identity, Review, Statement
from paeonia.record.problems import Problem, Refused

TODAY = days("2026-11-01").first
HEADINGS = ("病历号,姓名,性别,出生日期,年龄,ER,HER2 IHC,Ki-67(%),ALT(U/L),高血压,PIK3CA,就诊日期,"
            "药物治疗药物,药物治疗开始日期")
ROWS = ["B001,欧阳晓梅,女,1968/3/2,56,阳性(80%),3+,30%,<5,有,突变,2024年5月1日,曲妥珠单抗,2024年5月",
        "B002,王芳,女,27061,50,阴性,２＋,10-20,40,无,野生型,45413,紫杉醇,2023.1.1"]


def table(tmp_path, *rows, headings=HEADINGS, encoding="utf-8", name="register.csv"):
    path = tmp_path / name
    path.write_bytes("\n".join([headings, *rows]).encode(encoding))
    return open_table(path)


def taken(opened, dictionary, mapping=None):
    mapping = mapping or propose(opened.headings, opened.sample(), dictionary)
    said = list(statements(mapping, opened.rows(), dictionary, opened.name, TODAY))
    good = [(s.patient, s.says) for s in said if isinstance(s, Statement)]
    return good, [s.problem for s in said if not isinstance(s, Statement)]


def told(good, patient):
    return {(f.variable, *(f.fields.items()), f.on) if len(f.fields) == 1 else (f.variable, f.on)
            for who, f in good if who == patient and isinstance(f, Fact)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(tmp_path, dictionary, encoding):
    opened = table(tmp_path, *ROWS, encoding=encoding)
    assert opened.headings[1] == "姓名" and len(list(opened.rows())) == 2


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_delimiters_and_a_title_above(tmp_path, mark):
    opened = table(tmp_path, HEADINGS.replace(",", mark), ROWS[0].replace(",", mark), headings="乳腺癌患者登记表")
    assert opened.headings[0] == "病历号" and opened.heading_row == 2
    assert [row[0] for row in opened.rows()] == [3]


@pytest.mark.parametrize("encoding", ["cp1252", "big5", "cp1251"])
def test_an_encoding_that_cannot_be_decided_is_refused(tmp_path, encoding):
    text = {"cp1252": "Müller,Çelik,Größe,Ångström", "big5": "患者姓名,雌激素受體,診斷日期",
            "cp1251": "Имя,Фамилия"}[encoding]
    (tmp_path / "x.csv").write_bytes((text + "\n1,2,3,4\n").encode(encoding))
    with pytest.raises(Refused) as refused:
        open_table(tmp_path / "x.csv")
    assert refused.value.problems[0].code == "register-encoding"


def test_columns_are_proposed(tmp_path, dictionary):
    opened = table(tmp_path, *ROWS)
    mapping = propose(opened.headings, opened.sample(), dictionary)
    assert [c.target for c in mapping.columns] == [
        "mrn", "name", "sex", "birth_date", "", "er", "her2_ihc", "ki67", "alt", "condition=hypertension",
        "variant=PIK3CA", "date", "therapy.drug", "therapy.start"]
    assert all(c.confidence > 0.6 for c in mapping.columns if c.target)
    assert "出生日期" in note_text(mapping.columns[4], dictionary, "zh")
    assert Mapping.from_json(mapping.as_json()) == mapping
    assert mapping.changed(5, target="pr").columns[5].target == "pr"


@pytest.mark.parametrize(("heading", "target", "unit"), [
    ("ER Status", "er", ""), ("er_status", "er", ""), ("孕激素受体", "pr", ""), ("谷丙转氨酶(U/L)", "alt", "U/L"),
    ("Date of birth", "birth_date", ""), ("Patient ID", "mrn", ""), ("肝转移", "metastasis=liver", ""),
    ("确诊日期", "diagnosis_date", ""), ("Haemoglobin (g/dL)", "haemoglobin", "g/dL"), ("备注", "", ""), ("xyz", "", "")])
def test_headings_in_both_languages(dictionary, heading, target, unit):
    (column,) = propose([heading], [], dictionary).columns
    assert (column.target, column.unit) == (target, unit)


def test_progesterone_is_never_taken_for_oestrogen(dictionary):
    (column,) = propose(["孕激素受体表达情况"], [], dictionary).columns
    assert column.target in ("pr", "")


def test_a_date_column_beside_a_value_dates_it(tmp_path, dictionary):
    opened = table(tmp_path, "B1,阳性,2024-01-05,2024-05-01", headings="病历号,ER,ER检测日期,就诊日期")
    good, wrong = taken(opened, dictionary)
    assert ("er", ("value", "positive"), "2024-01-05") in told(good, "B1") and not wrong


def test_rows_become_statements(tmp_path, dictionary):
    good, wrong = taken(table(tmp_path, *ROWS), dictionary)
    first, second = told(good, "B001"), told(good, "B002")
    assert ("B001", Identity("B001", "欧阳", "晓梅")) in good
    assert {("birth_date", ("value", "1968-03-02"), None), ("er", ("value", "positive"), "2024-05-01"),
            ("er_percent", ("value", 80.0), "2024-05-01"), ("her2_ihc", ("value", "3+"), "2024-05-01"),
            ("ki67", ("value", 30.0), "2024-05-01"), ("alt", "2024-05-01"), ("therapy", "2024-05"),
            ("condition", ("group", "hypertension"), "2024-05-01"),
            ("variant", ("gene", "PIK3CA"), "2024-05-01")} <= first
    assert {("birth_date", ("value", "1974-02-01"), None), ("her2_ihc", ("value", "2+"), "2024-05-01"),
            ("therapy", "2023-01-01")} <= second
    assert ("B002", Review("condition(group=hypertension)", "2024-05-01")) in good
    assert ("B002", Review("variant(gene=PIK3CA)", "2024-05-01")) in good
    assert [p.code for p in wrong] == ["cell-range", *["register-column-unread"] * (len(wrong) - 1)]
    assert wrong[0].place == "register.csv, row 3, column “Ki-67(%)”" and "10-20" in wrong[0].text("zh")


@pytest.mark.parametrize(("heading", "target"), [
    ("FISH", "her2_ish"), ("pT", "pT"), ("PT", "pt"), ("淋巴结转移数", "nodes_positive"), ("PS评分", "ecog"),
    ("M分期", "cM"), ("ER(%)", "er_percent"), ("是否绝经", "menopausal"), ("分子分型", "subtype")])
def test_headings_of_chinese_registers(dictionary, heading, target):
    assert propose([heading], [], dictionary).columns[0].target == target


def test_what_is_only_guessed_is_left_to_a_person(tmp_path, dictionary):
    """Nobody can be asked at the command line: the guess is named, its values are counted and not read."""
    opened = table(tmp_path, "B1,T1", "B2,T2", headings="病历号,部位")
    sure = propose(opened.headings, opened.sample(), dictionary).sure()
    said = list(statements(sure, opened.rows(), dictionary, "x.csv"))
    problem = said[-1].problem
    assert problem.code == "register-column-unread" and problem.params["count"] == 2
    assert "部位" in problem.text("zh") and "relapse.site" in problem.text("zh")


def test_a_line_without_end_is_refused(tmp_path, dictionary):
    path = tmp_path / "x.csv"
    path.write_text("病历号,姓名\nB1,王芳\n" + "," * 2_000_000 + "\nB2,李丽\n")
    good, wrong = taken(open_table(path), dictionary)
    assert {who for who, _ in good} == {"B1"} and [p.code for p in wrong] == ["register-broken-row"]


def test_bad_cells_leave_the_good_ones(tmp_path, dictionary):
    row = "B1,王芳,女,2099-01-01,,不阳,3+,600,-1,也许,突变,2024-05-01,不存在的药,"
    good, wrong = taken(table(tmp_path, row), dictionary)
    assert {p.code for p in wrong} == {"future-date", "cell-unknown-word", "impossible-value"}
    assert len(wrong) == 6
    assert {("sex", ("value", "female"), None), ("her2_ihc", ("value", "3+"), "2024-05-01")} <= told(good, "B1")


def test_unknown_is_no_fact_and_a_dash_is_asked_about(tmp_path, dictionary):
    good, wrong = taken(table(tmp_path, "B1,王芳,女,,,不详,未查,/,—,未知,,,,", "B2,李娜,女,,,-,,,,,,,,"), dictionary)
    assert told(good, "B1") == {("sex", ("value", "female"), None)}
    assert [p.code for p in wrong] == ["cell-dash"] and told(good, "B2") == {("sex", ("value", "female"), None)}


def test_no_without_a_day_is_not_recorded(tmp_path, dictionary):
    good, wrong = taken(table(tmp_path, "B1,王芳,女,,,,,,,无,,,,"), dictionary)
    assert [p.code for p in wrong] == ["register-no-date"]


def test_numbers_shared_and_missing(tmp_path, dictionary):
    rows = ["B1,王芳,女,1968-01-02,,阳性,,,,,,,,", "B1,李四,女,1970-01-01,,阴性,,,,,,,,", ",赵六,女,,,阳性,,,,,,,,",
            "B2,王芳,女,1968-01-02,,阳性,,,,,,,,", "B1,王芳,女,1968-01,,阳性,,,,,,,,"]
    good, wrong = taken(table(tmp_path, *rows), dictionary)
    assert [p.code for p in wrong] == ["register-two-people", "register-no-number", "register-two-numbers"]
    assert [p.place for p in wrong] == [f"register.csv, row {row}" for row in (3, 4, 5)]
    assert {who for who, _ in good} == {"B1", "B2"}
    assert ("er", ("value", "negative"), None) not in told(good, "B1")


def test_ragged_rows_and_no_number_column(tmp_path, dictionary):
    good, wrong = taken(table(tmp_path, "B1,王芳,女,,,,,,,,,,,,,extra", "B2,李娜"), dictionary)
    assert [p.code for p in wrong] == ["register-ragged"] and {who for who, _ in good} == {"B1", "B2"}
    opened = table(tmp_path, "阳性", headings="ER")
    with pytest.raises(Refused) as refused:
        taken(opened, dictionary)
    assert refused.value.problems[0].code == "register-no-identifier"


def test_an_unclosed_quote_does_not_take_the_rows_before(tmp_path, dictionary):
    opened = table(tmp_path, "B1,王芳,女", '"B2,' + "x" * 200_000, headings="病历号,姓名,性别")
    good, wrong = taken(opened, dictionary)
    assert {who for who, _ in good} == {"B1"} and [p.code for p in wrong] == ["register-broken-row"]


def test_a_stray_byte_breaks_one_cell(tmp_path, dictionary):
    path = tmp_path / "x.csv"
    path.write_bytes("病历号,姓名,ER,备注\n".encode() + f"B1,王芳,阳性,{'x' * 1000}\n".encode() * 1100 + b"B2,\xff,\xff\n")
    good, wrong = taken(open_table(path), dictionary)
    assert [p.code for p in wrong] == ["cell-broken-text", "register-column-unread"] and len({who for who, _ in good}) == 2


def test_preview_shows_what_each_cell_becomes(tmp_path, dictionary):
    opened = table(tmp_path, *ROWS)
    mapping = propose(opened.headings, opened.sample(), dictionary)
    first, second = preview(mapping, opened.rows(), dictionary, opened.name)
    assert [c.becomes for c in first][:9] == [
        "B001", "欧阳晓梅", "female", "1968-03-02", "", "positive @ 2024-05-01, 80 @ 2024-05-01", "3+ @ 2024-05-01",
        "30 @ 2024-05-01", "<5 @ 2024-05-01"]
    assert isinstance(second[7].problem, Problem) and second[7].raw == "10-20"
