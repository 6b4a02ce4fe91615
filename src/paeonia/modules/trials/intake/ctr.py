"""China's drug-trial registry (chinadrugtrials.org.cn): a trial's page as saved from the browser, or its fields as JSON.

The registry has no interface. A saved page is read label by label: a cell that names a field and the cell behind it, and
tables whose first row holds the names of their columns.
"""

from __future__ import annotations

import re
from typing import Any

from paeonia.modules.trials.intake import ctr_made
from paeonia.modules.trials.intake.ctr_rows import rows
from paeonia.modules.trials.intake.shape import Part, Shape

NUMBER = "登记号"
_STATUS = {
    "进行中(尚未招募)": "NOT_YET_RECRUITING",
    "进行中(招募中)": "RECRUITING",
    "进行中(招募完成)": "ACTIVE_NOT_RECRUITING",
    "进行中": "RECRUITING",
    "已完成": "COMPLETED",
    "主动暂停": "SUSPENDED",
    "iec/irb暂停": "SUSPENDED",
    "责令暂停": "SUSPENDED",
    "主动终止": "TERMINATED",
    "iec/irb终止": "TERMINATED",
    "责令终止": "TERMINATED",
    "男+女": "ALL",
    "男女均可": "ALL",
    "不限": "ALL",
    "女": "FEMALE",
    "男": "MALE",
    "随机化": "RANDOMIZED",
    "非随机化": "NON_RANDOMIZED",
    "双盲": "DOUBLE",
    "单盲": "SINGLE",
    "开放": "NONE",
    "安全性和有效性": "TREATMENT",
}
_OUTCOME = {"measure": "指标", "time_frame": "评价时间"}

CTR = Shape(
    name="CTR page",
    registry="CTR",
    number=NUMBER,
    texts={"title": "试验通俗题目", "official_title": "试验专业题目", "summary": "试验目的"},
    codes={
        "status": "试验状态",
        "sex": "性别",
        "allocation": "随机化",
        "masking": "盲法",
        "purpose": "试验分类",
    },
    dates={
        "start": "首例入组日",
        "first_posted": "首次公示信息日期",
        "completion": "全部完成日",
        "last_update": "更新日期",
    },
    ages={"minimum_age": "最小年龄", "maximum_age": "最大年龄"},
    truths={"healthy_volunteers": "健康受试者"},
    lists={},
    parts={
        "interventions": Part("全部用药", {"name": "名称", "other_names": "别名[]", "description": "用法"}),
        "collaborators": Part("其他申请人", {"name": "名称"}),
        "locations": Part(
            "各参加机构信息",
            {"facility": "机构名称", "city": "城市", "state": "省(州)", "country": "国家或地区"},
        ),
        "primary_outcomes": Part("主要终点指标及评价时间", _OUTCOME),
        "secondary_outcomes": Part("次要终点指标及评价时间", _OUTCOME),
    },
    phases="试验分期",
    enrolment="入组总数",
    enrolment_type="",
    sponsor=Part("", {"name": "申请人名称"}),
    other_numbers=("相关登记号", "其他登记号"),
    persons=frozenset(
        {
            "申请人联系人",
            "联系人姓名",
            "联系人座机",
            "联系人手机号",
            "联系人Email",
            "联系人email",
            "联系人邮政地址",
            "联系人邮编",
            "主要研究者信息",
            "主要研究者",
            "姓名",
            "学位",
            "职称",
            "电话",
            "Email",
            "email",
            "邮政地址",
            "邮编",
            "单位名称",
        }
    ),
    unused=(
        "药物类型",
        "临床申请受理号",
        "试验方案编号",
        "方案最新版本号",
        "版本日期",
        "方案是否为联合用药",
        "设计类型",
        "试验范围",
        "目标入组人数",
        "第一例受试者入组日期",
        "试验完成日期",
        "临床试验结果摘要[].*",
        "已入组人数",
        "实际入组总人数",
        "第一例受试者签署知情同意书日期",
        "试验终止日期",
        "数据安全监查委员会(DMC)",
        "为受试者购买试验伤害保险",
        "对照药[].*",
        "试验药[].*",
        "全部用药[].序号",
        "各参加机构信息[].序号",
        "主要终点指标及评价时间[].*",
        "次要终点指标及评价时间[].*",
        "伦理委员会信息[].*",
        "省级伦理委员会信息[].*",
        "年龄",
        "全部用药[].剂型",
        "全部用药[].规格",
    ),
    said=_STATUS,
    free={"conditions": ("适应症",), "keywords": ("药物名称",)},
    criteria=(("入选标准:", "入选标准"), ("排除标准:", "排除标准")),
    age_unit="years",
)
# Headings of tables; the page writes some of them in several ways.
_TABLES = (
    "试验药",
    "对照药",
    "各参加机构信息",
    "主要终点指标及评价时间",
    "次要终点指标及评价时间",
    "伦理委员会信息",
    "主要研究者信息",
    "临床试验结果摘要",
)
_BARE = ("试验目的", "试验状态", "数据安全监查委员会(DMC)", "为受试者购买试验伤害保险")     # no table under these headings
_PERSON = re.compile(r"联系人|电话|手机|传真|e-?mail|邮|姓名|研究者(?!信息)", re.IGNORECASE)
_TEXTS = ("入选标准", "排除标准")
_SAME = {
    "申办者名称": "申请人名称",
    "申办者": "申请人名称",
    "试验状态信息": "试验状态",
    "题目": "试验通俗题目",
    "省（州）": "省(州)",
    "盲法设计": "盲法",
    "主要终点指标": "主要终点指标及评价时间",
    "次要终点指标": "次要终点指标及评价时间",
    "终点指标": "指标",
    "数据安全监查委员会（DMC）": "数据安全监查委员会(DMC)",
}
_LEAD = re.compile(r"^[0-9一二三四五六七八九十]+[、.．]\s*")
_LABEL = re.compile(r"[\s:：]+$")


def fields(page: str) -> dict[str, Any]:
    """What a saved page says, under its own labels; empty when it is no page of a trial."""
    found: dict[str, Any] = {}
    heading, columns = "", []
    for row in rows(page):
        kind, cells = row[0][0], [cell for _, cell in row]
        first = _label(cells[0])
        if kind == "text":
            if heading in _BARE:
                found[heading] = cells[0]
        elif len(row) == 1:
            heading, columns = first, []
        elif heading in _TABLES and len(row) > 2 and all(kind == "th" for kind, _ in row):
            columns = [_label(cell) for cell in cells]
        elif columns and len(row) == len(columns) and heading in _TABLES:
            named = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
            found.setdefault(heading, []).append(named)
        elif heading in _TEXTS and first.isdecimal() and len(row) == 2:
            found[heading] = f"{found.get(heading, '')}\n{first}. {cells[1]}".strip()
        else:
            columns = []
            if first in (*_TABLES, *_TEXTS):
                heading = first
            _pairs(cells, found)
    return made(found) if re.fullmatch(r"CTR\d{8}", str(found.get(NUMBER, ""))) else {}


def _pairs(cells: list[str], found: dict[str, Any]) -> None:
    """A name and what stands behind it; who can be called or written to is not even read."""
    for name, value in zip(cells[::2], cells[1::2], strict=False):
        if _label(name) and value and not _PERSON.search(name):
            found[_label(name)] = value


def made(found: dict[str, Any]) -> dict[str, Any]:
    """The fields as we read them, whether they came from a page or as JSON."""
    return ctr_made.made(found, _SAME)


def _label(text: str) -> str:
    name = _LABEL.sub("", _LEAD.sub("", text.strip()))
    return _SAME.get(name, name)


