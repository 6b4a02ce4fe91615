"""What this room can refuse, in both languages."""

from paeonia.record.problems import messages

messages({
    "banklimits-unknown": (
        "there is no limit “{name}”. Choose one of the list.", "没有名为“{name}”的限值。请从列表中选择。"),
    "banklimits-past": (
        "{day} is past: what was judged then would be told otherwise. Let it hold from today, or a later day.",
        "{day} 已过去：会改写当时的判定。请选择今天或之后的日期。"),
    "banklimits-no-bound": (
        "nothing is bounded. Enter at least or at most, as “45 min”, “6 h”, “5 d” or “2 times”.",
        "未填写任何界限。请填写下限或上限，例如“45 min”“6 h”“5 d”或“2 times”。"),
    "banklimits-no-source": (
        "say where it stands: a guideline, a validation of this hospital, a document with its number.",
        "请注明依据：指南、本院验证报告或带编号的文件。"),
    "banklimits-common": ("the common limit holds already. Nothing was changed.", "目前已执行通用限值，未作更改。"),
})
