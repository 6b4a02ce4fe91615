"""What the academy says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "academy-closed": ("this activity does not take enrolments now.", "该活动目前不接受报名。"),
    "academy-already": ("you are already enrolled; nothing was changed.", "您已报过名，无需重复报名。"),
    "academy-not-yours": ("enrol first: this is for those who take part.", "请先报名：仅参加者可使用。"),
    "academy-came-already": ("it was already noted that you came.", "您的出席此前已登记。"),
    "academy-code-old": (
        "this code has left the screen. Scan the one shown now.", "该二维码已过期，请扫描屏幕上当前的二维码。"),
    "academy-code-strange": (
        "this is no code of ours. Scan the one on the screen.", "无法识别该二维码，请扫描屏幕上的二维码。"),
    "academy-not-now": ("attendance is taken from 30 minutes before the session until 30 minutes after it.",
                        "签到时间为课前 30 分钟至课后 30 分钟。"),
    "academy-no-test": ("this activity has no test yet.", "该活动暂无测试。"),
    "academy-attempts-used": ("all {most} attempts have been used. Talk to the organiser.",
                              "{most} 次测试机会已用完，请联系主办方。"),
    "academy-handed-in": ("this attempt was already handed in; its result stands.", "本次测试已交卷，成绩不变。"),
    "academy-passed-already": ("you have passed; there is no need to sit again.", "您已通过，无需再考。"),
    "academy-said-already": ("your feedback was kept the first time.", "您的反馈此前已提交。"),
    "academy-not-done": ("not everything is done yet: see what is missing below.", "尚有未完成的步骤，见下方清单。"),
    "academy-one-valid": ("there is a valid certificate already.", "已有一份有效证书。"),
    "academy-why": ("say why, in a few words.", "请简要说明原因。"),
    "academy-revoked-already": ("this certificate no longer holds.", "该证书已作废。"),
    "academy-room-taken": ("“{room}” holds “{session}” from {frm} to {to}. Choose another room or another time.",
                           "“{room}”{frm}–{to} 已安排“{session}”，请另选会场或时间。"),
    "academy-person-taken": ("{who} is needed in “{session}” at {frm}. Choose another time, or somebody else.",
                             "{who} 在 {frm} 已安排参加“{session}”，请另选时间或人选。"),
    "academy-right": ("say which answer is right by its number.", "请用序号说明哪个选项正确。"),
    "academy-options": ("write two to six answers, one a line, as many in Chinese as in English.",
                        "请写 2 至 6 个选项，每行一个，中英文数量一致。"),
})
