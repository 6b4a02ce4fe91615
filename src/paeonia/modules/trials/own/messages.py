"""What can be refused about our own trials, in both languages: the thing, the place, the next step."""

from paeonia.record.problems import messages

messages({
    "own-not-a-site": (
        "{trial}: this hospital is not a site of the trial. Ask the research office to add it under “Team and sites” first.",
        "{trial}：本院不是该研究的参加单位。请先由研究管理部门在“团队与中心”中添加。"),
    "own-site-left": (
        "{trial}: {site} left the study on {day}. Nobody may be enrolled there any more.",
        "{trial}：{site} 已于 {day} 退出研究，不能再入组受试者。"),
    "own-ethics-none": (
        "{trial}: {site} has no ethics approval on {day}. Enter the decision of its committee under “Ethics” first.",
        "{trial}：{day} 时{site}尚无伦理批件。请先在“伦理与遗传资源”中登记伦理委员会的审查决定。"),
    "own-ethics-expired": (
        "{trial}: the ethics approval {number} of {site} ended on {end}: nobody may be enrolled on {day}. Obtain the"
        " continuing review and enter its decision under “Ethics”.",
        "{trial}：{site}的伦理批件 {number} 已于 {end} 到期，{day} 不得入组。请完成跟踪审查，"
        "并在“伦理与遗传资源”中登记结果。"),
    "own-ethics-stopped": (
        "{trial}: the ethics committee of {site} did not approve, suspended or ended the trial ({number}). Nobody may be"
        " enrolled until a new approval is entered under “Ethics”.",
        "{trial}：{site}的伦理委员会未批准、已暂停或终止该研究（{number}）。在登记新的批件之前不得入组。"),
    "own-no-protocol": (
        "{trial}: no approved version of the protocol is in force on {day}. Bring one into force under “Protocol”.",
        "{trial}：{day} 没有生效的方案版本。请在“研究方案”中使已批准的版本生效。"),
    "own-hgr-unsaid": (
        "{trial}: nobody has said yet how human genetic resources are dealt with. Enter the filing, or that none is needed"
        " and why, under “Ethics”.",
        "{trial}：尚未说明人类遗传资源事项。请在“伦理与遗传资源”中登记审批或备案；如不需要，请说明理由。"),
    "own-hgr-open": (
        "{trial}: “{kind}” of human genetic resources is “{state}”. Wait for it, then enter the number under “Ethics”.",
        "{trial}：人类遗传资源“{kind}”目前为“{state}”。请待获批或备案完成后，在“伦理与遗传资源”中登记编号。"),
    "own-hgr-expired": (
        "{trial}: “{kind}” of human genetic resources ended on {end}. Have it renewed and enter the new one under “Ethics”.",
        "{trial}：人类遗传资源“{kind}”已于 {end} 到期。请办理延续，并在“伦理与遗传资源”中登记。"),
    "own-ends-early": (
        "{what} ends on {end}, before it begins on {start}. Correct one of the two days.",
        "{what}的截止日期（{end}）早于开始日期（{start}），请更正其中一个。"),
    "own-to-come": (
        "{what}: {day} has not come yet. Enter the day on which it happened.",
        "{what}：{day} 尚未到来，请填写实际发生的日期。"),
    "own-version-twice": (
        "version {number} is already entered for this trial. Give the new one another number, or correct the entry that"
        " is there.",
        "该研究已有版本 {number}。请使用新的版本号，或更正已有记录。"),
    "own-version-needs-protocol": (
        "a consent form goes with a version of the protocol. Choose which.",
        "知情同意书须对应一个方案版本，请选择。"),
    "own-version-says-changes": (
        "an amendment says what it changes. Write it in one language at least.",
        "修正案须说明修改内容，请至少用一种语言填写。"),
    "own-version-before-first": (
        "version {number} cannot come into force on {day}: the decision {decision} was made on {decided}, the version is of"
        " {written}. The day must not be earlier than either, and the decision not earlier than the version.",
        "版本 {number} 不能自 {day} 生效：审查决定 {decision} 的日期为 {decided}，版本日期为 {written}。生效日期"
        "不得早于二者，审查决定也不得早于版本日期。"),
    "own-not-approving": (
        "the decision {decision} does not approve. Only an approved version comes into force: choose an approving decision.",
        "审查决定 {decision} 并非批准。只有获批的版本才能生效，请选择批准的决定。"),
    "own-decision-ended": (
        "the approval {decision} ended on {end}, before {day}. Enter the continuing review first, then choose it.",
        "批件 {decision} 已于 {end} 到期，早于 {day}。请先登记跟踪审查结果，再选择该决定。"),
    "own-in-force-already": (
        "version {number} is in force since {day}. Nothing is left to do.",
        "版本 {number} 已自 {day} 起生效，无需重复操作。"),
    "own-consent-before-protocol": (
        "the protocol version {protocol}, with which this consent form goes, is not in force on {day}. Bring it into force"
        " first.",
        "该知情同意书对应的方案版本 {protocol} 在 {day} 尚未生效，请先使方案生效。"),
    "own-approval-overlaps": (
        "the approval {number} of {site} holds from {start} to {end} and would overlap. If the committee looked again,"
        " choose continuing review; if that entry is wrong, correct it.",
        "{site}已有批件 {number}（{start} 至 {end}），时间重叠。若为再次审查，请选择“跟踪审查”；"
        "若原记录有误，请更正原记录。"),
    "own-decision-twice": (
        "the decision {number} of {site} is already entered. Correct that entry instead.",
        "{site}的审查决定 {number} 已登记，请更正该记录。"),
    "own-decision-no-end": (
        "an approval needs an end: enter until when it is valid, or by when the continuing review is due, as the"
        " letter says.",
        "批准须有期限：请按批件填写有效期至，或下次跟踪审查日期。"),
    "own-amendment-first": (
        "{site} has no initial approval that this review could continue. Enter the initial review first.",
        "{site}尚无初始审查批件，请先登记初始审查。"),
    "own-hgr-number": (
        "a filing that is approved has a number. Enter it as the notice says.",
        "已获批或备案的事项应有编号，请按批文填写。"),
    "own-hgr-reason": (
        "say why no filing is needed; it is signed with your name.",
        "请说明为何不需要审批或备案；该说明将以您的姓名签署。"),
    "own-hgr-signs": (
        "that a filing is not needed is signed by the principal investigator, {who}, or by the research office. Ask one of"
        " them to enter it.",
        "“不需要”须由主要研究者 {who} 或研究管理部门签署，请联系其登记。"),
    "own-signs": (
        "a version is brought into force by the principal investigator, {who}, or by the research office. Ask one of them.",
        "版本生效须由主要研究者 {who} 或研究管理部门操作，请联系其办理。"),
    "own-person-unknown": (
        "{who} has no account at {site}. Choose another site, or enter the name of somebody without an account.",
        "{who} 在{site}没有账号。请选择其他中心，或在“姓名”中填写无账号人员。"),
    "own-person-nobody": (
        "nobody is chosen. Choose a person, or write the name of somebody without an account.",
        "尚未选择人员。请选择人员，或填写无账号人员的姓名。"),
    "own-person-twice": (
        "{who} is already entered as {part} in this time. Correct that entry instead.",
        "{who} 在此期间已登记为{part}，请更正该记录。"),
    "own-site-twice": (
        "{site} is already a site of this trial. Correct that entry instead.",
        "{site}已是该研究的参加单位，请更正该记录。"),
    "own-site-nowhere": (
        "no hospital is chosen. Choose one, or write the name in both languages.",
        "尚未选择医院。请选择，或填写中英文名称。"),
    "own-lead-stays": (
        "the lead hospital itself cannot be changed into another one. Add the other hospital as a site.",
        "牵头医院不能改为其他医院。请将其他医院添加为参加单位。"),
    "own-principal": (
        "{who} is not an oncologist of the lead hospital. Choose a physician as principal investigator.",
        "{who} 不是牵头医院的肿瘤内科医师。请选择一位医师担任主要研究者。"),
    "own-acronym-taken": (
        "the short name “{name}” belongs to another own trial. Choose another.",
        "简称“{name}”已用于另一项自研项目，请更换。"),
    "own-number-odd": (
        "“{number}” is not a number of {registry}. It looks like {example}.",
        "“{number}”不是{registry}的编号。格式例如 {example}。"),
    "own-number-taken": (
        "the number {number} belongs to the trial {other}. Check the number; if both are the same trial, ask the research"
        " office which record stays.",
        "编号 {number} 属于试验 {other}。请核对编号；若为同一研究，请联系研究管理部门确定保留哪条记录。"),
    "own-overspent": (
        "{amount} {currency} would be more than what is left of “{grant}” ({left} {currency}). Check the amount, or enter"
        " the additional funding first.",
        "{amount} {currency} 超过“{grant}”的余额（{left} {currency}）。请核对金额，或先登记追加经费。"),
    "own-file-kind": (
        "“{name}” is not a file that is kept here, whatever its ending says. Send PDF, Word (docx), Excel (xlsx), PNG or"
        " JPEG, without macros.",
        "“{name}”不是可接收的文件（以内容而非扩展名为准）。"
        "请上传 PDF、Word（docx）、Excel（xlsx）、PNG 或 JPEG，且不含宏。"),
    "own-file-large": (
        "“{name}” is larger than {most} MB. Make it smaller, for example by a lower resolution when scanning.",
        "“{name}”超过 {most} MB。请缩小文件，例如降低扫描分辨率。"),
    "own-file-empty": (
        "“{name}” is empty. Choose the file again.",
        "“{name}”是空文件，请重新选择。"),
    "own-file-same": (
        "this very file is already kept, as “{title}”, version {number}. Nothing was added.",
        "同一文件已保存为“{title}”第 {number} 版，未重复添加。"),
    "own-corrected": (
        "this entry has been corrected already. Correct the newer one.",
        "该记录已被更正，请更正较新的一条。"),
    "own-correct-why": (
        "say why the entry is corrected; the old one stays to be read.",
        "请说明更正原因；原记录会保留。"),
    "own-refused": (
        "the database does not take this: {why}. Check the days and try again.",
        "数据库未接受：{why}。请核对日期后重试。"),
})
