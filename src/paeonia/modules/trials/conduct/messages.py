"""What can be refused when a trial is run, in both languages: the thing, the place, the next step."""

from paeonia.record.problems import messages

messages({
    "study-no-trial": (
        "no trial here has the number “{number}”. Import it from its registry first, or correct the number.",
        "系统中没有登记号为“{number}”的试验。请先从登记平台导入，或更正登记号。"),
    "study-twice": (
        "{number} is already open at this hospital, as “{name}”. Use that study.",
        "{number} 已在本院立项（“{name}”），请使用该项目。"),
    "study-not-a-physician": (
        "{who} is not an oncologist of this hospital. Choose a physician as principal investigator.",
        "{who} 不是本院肿瘤内科医师。请选择一位医师担任主要研究者。"),
    "schedule-line": (
        "line {line} of the schedule: {fault}. Write: code | English name | Chinese name | day | days before"
        " | days after | procedures | samples | case report forms.",
        "访视计划第 {line} 行：{fault_zh}。"
        "格式：代码 | 英文名 | 中文名 | 第几天 | 提前天数 | 推迟天数 | 检查项目 | 样本 | 病例报告表。"),
    "study-only-principal": (
        "only the principal investigator, {who}, keeps the delegation log. Ask for the entry to be made.",
        "授权分工表只能由主要研究者 {who} 填写，请联系其登记。"),
    "not-delegated": (
        "{who} is not delegated for “{task}” on {day}. Somebody who is may sign, or the principal investigator"
        " delegates first.",
        "{who} 在 {day} 未获得“{task}”的授权。请由已授权人员签署，或先由主要研究者授权。"),
    "delegate-not-medical": (
        "“{task}” is a medical decision and {who} is not an oncologist of this hospital. Choose a physician or leave"
        " this task out.",
        "“{task}”属于医学判断，而 {who} 不是本院肿瘤内科医师。请选择医师，或取消该项任务。"),
    "delegate-not-here": (
        "{who} has no role in trials at this hospital. Choose somebody of the team.",
        "{who} 在本院没有临床试验相关角色。请选择团队成员。"),
    "day-to-come": (
        "{what}: {day} has not come yet. Enter the day on which it happened.",
        "{what}：{day} 尚未到来。请填写实际发生的日期。"),
    "subject-no-patient": (
        "no patient of this hospital has the record number “{number}”. Check the number, or register her here first.",
        "本院没有病历号为“{number}”的患者。请核对病历号，或先在本院建档。"),
    "subject-twice": (
        "this patient is already in the log of {study}, as {code}. Go on from there.",
        "该患者已在 {study} 的预筛记录中，编号 {code}，请在原记录上继续。"),
    "subject-reason": (
        "the log needs a reason when a patient is not approached further. Choose one.",
        "不再继续时须填写原因，请选择。"),
    "consent-no-form": (
        "no version of the consent form was in use on {day}. Enter the approved version first, under “Set-up”.",
        "{day} 没有正在使用的知情同意书版本。请先在“项目设置”中登记已批准的版本。"),
    "consent-old-form": (
        "on {day} version {current} was in use, not {given}. Use the version in force; if the old one was signed,"
        " record a deviation and consent again.",
        "{day} 使用中的版本为 {current}，而非 {given}。请使用现行版本；若已签旧版，请记录方案偏离并重新知情。"),
    "consent-needed": (
        "{code} takes part in the study on this consent alone, so it cannot be taken back. Correct it instead, or record"
        " the withdrawal.",
        "{code} 仅凭此份知情同意参加研究，不能作废。请更正该记录，或登记撤回知情同意。"),
    "step-too-early": (
        "{code} is at “{status}”: {what} is not possible yet. Next step: {next}.",
        "{code} 目前为“{status}”，尚不能进行{what}。下一步：{next}。"),
    "step-before": (
        "{what} of {day} lies before {before} of {earlier}. Correct the day.",
        "{what}（{day}）早于{before}（{earlier}），请更正日期。"),
    "enrol-old-consent": (
        "{code} consented to version {given}; version {current} asks for consent again. Obtain it before enrolment.",
        "{code} 签署的是 {given} 版，现行 {current} 版要求重新知情。请在入组前完成。"),
    "enrol-not-eligible": (
        "{code} was not found eligible on {day}. Screen again, or record the screen failure.",
        "{code} 在 {day} 的筛选结论为不符合。请重新筛选，或登记筛选失败。"),
    "number-taken": (
        "the number “{number}” belongs to another subject of this study. Check the confirmation of the randomisation.",
        "编号“{number}”已属于本项目另一受试者。请核对随机确认单。"),
    "screening-unanswered": (
        "the question “{question}” has no answer yet. Answer it, or leave “all criteria are met” open.",
        "问题“{question}”尚未回答。请回答，或暂不勾选“符合全部标准”。"),
    "screening-contradicts": (
        "“all criteria are met” does not go with the answer to “{question}”. Correct one of them.",
        "“符合全部标准”与问题“{question}”的回答矛盾，请更正其一。"),
    "visit-twice": (
        "{code}: the visit {visit} is already recorded. Correct that entry instead.",
        "{code}：访视 {visit} 已有记录，请更正原记录。"),
    "visit-why-missed": (
        "{code}: say why the visit {visit} was missed.", "{code}：请说明访视 {visit} 未进行的原因。"),
    "visit-out-of-window": (
        "{code}: {day} is outside the window of {visit} ({first} to {last}). Say why; a deviation may be due as well.",
        "{code}：{day} 不在访视 {visit} 的时间窗内（{first} 至 {last}）。请说明原因，必要时同时登记方案偏离。"),
    "already-corrected": (
        "this entry has been corrected meanwhile. Open the page again and correct the newer one.",
        "该记录已被更正。请重新打开页面，更正最新记录。"),
    "correction-why": ("say why the entry is corrected.", "请说明更正原因。"),
    "database-refused": (
        "the entry was not kept: {why}. Check the days and numbers.", "未保存：{why}。请核对日期与数字。"),
})

messages({
    "event-why-serious": (
        "{code}, “{term}”: a serious event needs why it is serious and when the site became aware. Fill in both.",
        "{code}“{term}”：严重不良事件须填写严重性标准与获知时间，请补充。"),
    "event-fatal": (
        "{code}, “{term}”: grade 5, a fatal outcome and the reason “death” go together. Correct what does not fit.",
        "{code}“{term}”：5 级、致死转归与严重性标准“死亡”须一致，请更正。"),
    "event-over-when": (
        "{code}, “{term}”: the outcome “{outcome}” and the day on which the event ended do not go together. An event that is"
        " over needs that day; one that goes on has none yet.",
        "{code}“{term}”：转归“{outcome}”与结束日期不一致。已结束的事件须填写结束日期，仍在持续的事件不填。"),
    "event-ends-early": (
        "{code}, “{term}”: it ends ({end}) before it begins ({start}). Correct one of the days.",
        "{code}“{term}”：结束日期（{end}）早于开始日期（{start}），请更正。"),
    "event-no-such": (
        "{code} has no serious event number {number}. Choose one of the list.",
        "{code} 没有编号为 {number} 的严重不良事件，请从列表中选择。"),
    "report-before-aware": (
        "the report was sent ({sent}) before the site became aware ({aware}). Correct the time.",
        "报告发出时间（{sent}）早于获知时间（{aware}），请更正。"),
    "drug-no-subject": (
        "“{kind}” needs the subject it concerns. Choose her.", "“{kind}”须选择相应受试者。"),
    "drug-subject-too-many": (
        "“{kind}” concerns no subject. Leave the subject open.", "“{kind}”不涉及受试者，请留空。"),
    "drug-not-entered": (
        "{code} has not been enrolled, so nothing is dispensed to her. Enrol first.",
        "{code} 尚未入组，不能发药。请先完成入组。"),
    "drug-expired": (
        "lot {lot} may be used until {until}; on {day} it had expired. Choose another lot.",
        "批号 {lot} 的有效期至 {until}，{day} 已过期。请选择其他批号。"),
    "drug-short": (
        "{what} of lot {lot}: {left} {unit} are there, {wanted} were entered. Count again, or correct an earlier entry.",
        "批号 {lot} 的{what}现有 {left} {unit}，填写数量为 {wanted}。请重新清点，或更正之前的记录。"),
    "finding-no-answer": (
        "a finding is closed with its answer. Write what was done.", "关闭问题须填写答复，请写明处理措施。"),
    "finding-no-such": (
        "there is no open finding of that number in this study. Open the page again.",
        "本项目没有该未关闭问题，请刷新页面。"),
    "delegation-ends-early": (
        "the delegation began on {start}; it cannot end before. Choose a later day.",
        "该授权自 {start} 开始，结束日期不能更早，请重新选择。"),
})
