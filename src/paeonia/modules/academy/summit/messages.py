"""What this room says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "summit-call-closed": ("the call takes no abstracts now.", "目前不接收投稿。"),
    "summit-too-long": ("“{heading}” has {has} characters; {most} are allowed.", "“{heading}”共 {has} 字，上限 {most} 字。"),
    "summit-part-empty": ("“{heading}” is empty.", "“{heading}”尚未填写。"),
    "summit-sent": ("it was sent already; ask the organiser to change anything.", "摘要已提交，如需修改请联系主办方。"),
    "summit-not-reading": ("abstracts are not being read now.", "目前不在审稿阶段。"),
    "summit-score": ("give a score from 1 to 5, or say that you do not judge it.", "请打 1 至 5 分，或声明回避。"),
    "summit-undecided": (
        "{count} abstracts have no decision yet; nothing was released.", "还有 {count} 篇未作决定，均未发布。"),
    "summit-not-accepted": (
        "only an abstract accepted as a talk has a place in the programme.", "仅录用为口头报告的摘要可排入日程。"),
    "summit-when": ("choose a session and a time.", "请选择场次和时刻。"),
    "summit-outside": ("the talk must lie within its session.", "讲题时间须在该场次之内。"),
    "summit-placed": ("this abstract has its place in the programme already.", "该摘要已排入日程。"),
    "summit-nobody": ("there is nobody with the sign-in “{name}” here.", "没有登录名为“{name}”的人员。"),
    "summit-released": ("decisions are out; they are not changed any more.", "结果已发布，不再更改。"),
})
