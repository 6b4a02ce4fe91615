"""How the chart's own problems are said."""

from paeonia.record.problems import messages

# What can never be true is refused; what was not understood waits for a person.
IMPOSSIBLE = frozenset({"impossible-value", "future-date", "stop-before-start"})

messages(
    {
        "no-such-patient": (
            "no patient is known under “{key}”. Bring in the patient's identity first, or correct the number.",
            "没有编号为“{key}”的患者。请先导入患者身份信息，或更正编号。",
        ),
        "no-number": (
            "the patient has no record number. Give each patient one.",
            "患者缺少病历号。请为每位患者填写病历号。",
        ),
        "two-people-one-number": (
            "number {mrn} already belongs to a patient with another name and another birth date ({born}). "
            "Nothing was kept for this patient; correct the number.",
            "病历号 {mrn} 已属于另一位患者（姓名和出生日期均不同，登记为 {born}）。该患者的内容均未保存，请更正病历号。",
        ),
        "numbers-disagree": (
            "the numbers of this patient ({numbers}) belong to different patients. "
            "Nothing was kept; decide who it is and correct the numbers.",
            "该患者的各编号（{numbers}）分别属于不同患者。内容均未保存，请确认患者身份并更正编号。",
        ),
        "identity-differs": (
            "name or birth date in the source differs from the record of {mrn}. The name on record was left as it is; "
            "compare the two.",
            "来源中的姓名或出生日期与病历号 {mrn} 的登记不一致。登记的姓名未改动，请核对。",
        ),
        "bad-review-date": (
            "“{value}” is not a date on which a list was reviewed. Write YYYY-MM-DD.",
            "“{value}”不是有效的核对日期。请写作 年-月-日。",
        ),
        "upload-gone": (
            "the uploaded file is no longer there. Give it again.",
            "上传的文件已不存在，请重新上传。",
        ),
        "intake-broke": (
            "reading stopped by an error of the program ({reason}). What was read until then is kept; "
            "continue where it stopped, and report this message if it stops again.",
            "读取因程序错误中断（{reason}）。此前内容已保存，可从中断处继续；如再次中断，请将此信息报告管理员。",
        ),
        "not-kept": (
            "the database could not keep this patient ({reason}). The other patients were kept; report this message.",
            "数据库未能保存该患者（{reason}）。其他患者已保存，请将此信息报告管理员。",
        ),
    }
)
