"""What this room can refuse, in both languages: the thing, the place, the next step."""

from paeonia.record.problems import messages

messages({
    "bankreq-state": (
        "request {number} is {state}; this cannot be done now. Open it again and look at its steps.",
        "申请 {number} 当前为“{state}”，不能进行该操作。请重新打开并查看其流程。"),
    "bankreq-incomplete": (
        "request {number} lacks {what}. Enter it, then submit again.",
        "申请 {number} 缺少：{what}。请补充后再提交。"),
    "bankreq-ethics-over": (
        "the ethics approval {ethics} ran out on {day}. Enter the renewed approval first.",
        "伦理批件 {ethics} 已于 {day} 到期。请先登记续批。"),
    "bankreq-why": ("say why. The reason stays to be read.", "请填写原因，供日后查阅。"),
    "bankreq-own": (
        "nobody votes on her own request. Leave {number} to the other members.",
        "不能对本人的申请投票。请由其他委员审议 {number}。"),
    "bankreq-no-member": (
        "{who} is not on the committee of this hospital. The bank's manager adds members.",
        "{who} 不是本院样本库审查委员会委员。委员由样本库主管维护。"),
    "bankreq-voted": (
        "{who} has voted on {number} in this round. Each member votes once.",
        "{who} 在本轮已对 {number} 投票。每位委员每轮只投一票。"),
    "bankreq-votes": (
        "{number}: {cast} of {needed} votes, {yes} for and {no} against. It is decided when enough have voted and they are"
        " not even.",
        "{number}：需 {needed} 票，已投 {cast} 票，其中同意 {yes}、不同意 {no}。票数足够且不相等时方可作出决定。"),
    "bankreq-member-twice": ("{who} is on the committee already.", "{who} 已是委员。"),
    "bankreq-on-list": (
        "{label} is on a pick list already ({number}). Take another specimen.",
        "{label} 已在拣选清单中（{number}）。请另选样本。"),
    "bankreq-elsewhere": (
        "{label} belongs to another hospital than request {number}. Take one of this bank.",
        "{label} 与申请 {number} 不属于同一家医院。请选择本库样本。"),
    "bankreq-scan-unknown": (
        "no specimen of this bank has the code “{code}”. Scan again, or look at the tube's label.",
        "本库没有编码为“{code}”的样本。请重新扫描或核对管身标签。"),
    "bankreq-scan-not-listed": (
        "{label} is not on the list of {number}. Put it back.",
        "{label} 不在 {number} 的拣选清单中，请放回原处。"),
    "bankreq-scan-twice": ("{label} was scanned already. Go on with the next one.", "{label} 已扫描过，请继续下一管。"),
    "bankreq-scan-hospital": (
        "“{code}” belongs to another hospital. Put it aside and tell the manager.",
        "“{code}”属于其他医院。请单独放置并告知样本库主管。"),
    "bankreq-not-scanned": (
        "{label} has not been scanned. Scan it, or take it off the list.",
        "{label} 尚未扫描确认。请扫描，或将其移出清单。"),
    "bankreq-nothing": (
        "nothing is chosen. Choose at least one specimen.", "未选择任何样本。请至少选择一份。"),
    "bankreq-changed": (
        "{label} changed meanwhile: it is {state}. Take it off the list.",
        "{label} 的状态已变为“{state}”。请将其移出清单。"),
    "bankreq-database": (
        "a donor's consent changed while this was written; nothing was let go. Look at the list again.",
        "写入过程中供者的知情同意发生变化，未放行任何样本。请重新查看清单。"),
    "bankreq-back-twice": ("{label} came back already.", "{label} 已归还。"),
    "bankreq-back-gone": (
        "Custody says that {label} was destroyed at {at}. If it is in your hand, correct that step first.",
        "保管链记录 {label} 已于 {at} 销毁。如样本确已归还，请先更正该步骤。"),
    "bankreq-back-more": (
        "{label}: {given} {unit} went out; {wanted} {unit} cannot come back. Correct the quantity.",
        "{label}：发出 {given} {unit}，不可能归还 {wanted} {unit}。请更正数量。"),
    "bankreq-parcel": (
        "shipment {number} is {state}; this cannot be done now.", "运输单 {number} 当前为“{state}”，不能进行该操作。"),
    "bankreq-parcel-empty": (
        "shipment {number} holds nothing. Put the tubes of an order into it first.",
        "运输单 {number} 为空。请先装入已出库的样本。"),
    "bankreq-parcel-courier": (
        "say who carries shipment {number}.", "请填写运输单 {number} 的承运方。"),
    "bankreq-packed": (
        "{label} is in a shipment already. Each tube travels once.", "{label} 已在另一运输单中，每管只发运一次。"),
    "bankreq-early": (
        "{number} was shipped at {shipped}; it cannot have been opened at {at}. Correct the time.",
        "{number} 于 {shipped} 发运，不可能在 {at} 签收。请更正时间。"),
    "bankreq-settle-why": (
        "{code}: say why it was settled so. It stays to be read.", "{code}：请填写处理理由，供日后查阅。"),
    "bankreq-settle": (
        "{code} was {kind}; “{how}” cannot be how it was settled. Choose another.",
        "{code} 为“{kind}”，不能以“{how}”处理。请另选。"),
    "bankreq-row": (
        "{fault_en} Nothing was kept.", "{fault_zh}未保存任何数据。"),
    "bankreq-file-kind": (
        "“{name}” is not a PDF, PNG, JPEG, XLSX, DOCX or CSV file. Hand in one of these.",
        "“{name}”不是 PDF、PNG、JPEG、XLSX、DOCX 或 CSV 文件。请改用上述格式。"),
    "bankreq-file-large": (
        "“{name}” is larger than {most} MB or empty. Hand in a smaller file.",
        "“{name}”超过 {most} MB 或为空文件。请更换文件。"),
    "bankreq-cite": (
        "“{text}” is no {kind}. Write it as {as_}.", "“{text}”不是有效的 {kind}。格式示例：{as_}。"),
    "bankreq-cited": ("this publication is entered already.", "该发表成果已登记。"),
})
