"""What the bank can refuse, in both languages: the thing, the place, the next step."""

from paeonia.record.problems import messages

messages({
    "bank-file-no-step": (
        "{label} has no such step at {at}. Give the time as it was written, or bring the step in first.",
        "{label} 在 {at} 没有该步骤。请填写已登记的时间，或先导入该步骤。"),
    "bank-file-steps": (
        "{label} has several such steps at {at}. A row cannot say which is meant: report a nonconformity.",
        "{label} 在 {at} 有多条该步骤。文件无法指明是哪一条，请登记不符合项。"),
    "bank-file-step-struck": (
        "the step of {label} at {at} was struck before. Correct what stands in its place.",
        "{label} 在 {at} 的该步骤此前已作废。请对现行记录进行更正。"),
    "bank-correct-why": ("say why it is corrected. The reason stays to be read.", "请填写更正原因，供日后查阅。"),
    "bank-file-fixative": ("“{fixative}” is not in the list of fixatives. Write its code or its words.",
                           "“{fixative}”不在固定液字典中。请填写其编码或名称。"),
    "bank-file-container": ("“{container}” is not in the list of collection containers. Write its code or its words.",
                            "“{container}”不在采集容器字典中。请填写其编码或名称。"),
    "bank-file-untitled": ("there is no protocol {protocol} yet. To open it, give its title in Chinese and in English.",
                           "尚无方案 {protocol}。如需新建，请填写其中文和英文名称。"),
    "bank-file-title": ("protocol {protocol} says “{there}” here, the file “{said}”. Leave the cell empty, or change it on "
                        "the page of the protocol first.",
                        "方案 {protocol} 现为“{there}”，文件中为“{said}”。请将该格留空，或先在方案页面修改。"),
    "bank-file-unnamed": ("{protocol} has no time point {point} yet. To add it, give its name in Chinese and in English.",
                          "{protocol} 尚无时间点 {point}。如需新增，请填写其中文和英文名称。"),
    "bank-file-above": ("nothing at {point} has the code {code}, of which this is to be made. Put that row above this one.",
                        "{point} 没有编号为 {code} 的采集要求，无法作为来源。请将该行置于本行之前。"),
    "bank-file-another": ("{code} at {point} is of another type or made of something else. Take it out of the draft first, "
                          "or give this one another code.",
                          "{point} 的 {code} 样本类型或来源不同。请先从草稿中移除，或另用编号。"),
    "bank-future": (
        "{what}: {at} has not come yet. Enter the time at which it happened.",
        "{what}：{at} 尚未到来。请填写实际发生的时间。"),
    "bank-ends-before": (
        "{what}: it ends ({until}) before it begins ({at}). Correct one of the two times.",
        "{what}：结束时间（{until}）早于开始时间（{at}）。请更正其中一个。"),
    "bank-older": (
        "{label} would be older ({made}) than {parent}, from which it comes ({of_parent}). Correct the time.",
        "{label} 的时间（{made}）早于其来源 {parent}（{of_parent}）。请更正时间。"),
    "bank-before-made": (
        "{label} was made at {made}; “{what}” at {at} cannot have come before. Correct the time, or record it with the "
        "specimen that it was made of.",
        "{label} 生成于 {made}，{at} 的“{what}”不可能更早。请更正时间，或登记在其来源样本上。"),
    "bank-label-taken": (
        "the label “{label}” is already on a specimen of this bank. Scan that tube, or give another label.",
        "标签“{label}”已用于本库的另一份样本。请扫描核对该管，或更换标签。"),
    "bank-barcode-taken": (
        "the barcode “{barcode}” is already on {label}. Check which tube you are holding.",
        "条码“{barcode}”已属于 {label}。请核对手中的样本管。"),
    "bank-barcode-twice": (
        "the barcode “{barcode}” was scanned twice here. Scan each tube once.",
        "条码“{barcode}”在此处扫描了两次。每管只扫描一次。"),
    "bank-unknown-code": (
        "no specimen of this bank has the code “{code}”. Scan again, or look it up by its label.",
        "本库没有编码为“{code}”的样本。请重新扫描，或按标签查找。"),
    "bank-unknown-kind": (
        "“{kind}” is not a sample type of the bank's list. Choose one of the list.",
        "“{kind}”不在样本类型字典中。请从字典中选择。"),
    "bank-not-positive": (
        "{label}: a quantity of {quantity} {unit} cannot be taken. Enter a number above nothing.",
        "{label}：无法取用 {quantity} {unit}。请输入大于零的数值。"),
    "bank-overdrawn": (
        "{label} has {left} {unit} left; {wanted} {unit} was asked for. Take less, or correct what is left first.",
        "{label} 剩余 {left} {unit}，而需要 {wanted} {unit}。请减少用量，或先更正剩余量。"),
    "bank-unit-mix": (
        "{label}: {unit} cannot be counted in {other}. Enter the quantity in a unit of the same kind, as mL or µL.",
        "{label}：{unit} 与 {other} 无法换算。请使用同类单位，例如 mL 或 µL。"),
    "bank-no-unit": (
        "{label}: a quantity needs its unit, as mL, µL, mg or slides. Choose one.",
        "{label}：填写数量时须注明单位，例如 mL、µL、mg 或“张”。"),
    "bank-not-collected": (
        "{label} is {status}; this needs a specimen that is there. Record its collection if it is still planned; "
        "nothing is left of a closed one.",
        "{label} 当前为“{status}”，该操作需要在库样本。尚未采集的请先登记采集；已关闭的样本不能再使用。"),
    "bank-not-available": (
        "{label} is {status}. Bring it back, or end the reservation, first.",
        "{label} 当前为“{status}”。请先归还或解除预留。"),
    "bank-visit-open": (
        "the visit “{visit}” is not complete. Enter when it took place first.",
        "采集访视“{visit}”尚未完成。请先填写访视时间。"),
    "bank-pool-protocols": (
        "{first} and {second} belong to different protocols; a pool keeps to one. Leave one out.",
        "{first} 与 {second} 属于不同的采集方案，混合样本须来自同一方案。请去掉其一。"),
    "bank-pool-few": (
        "a pool needs at least two specimens. Scan another.",
        "混合至少需要两份样本。请再扫描一份。"),
    "bank-children": (
        "{label} would have {count} children; {most} is the most. Divide one of its aliquots instead.",
        "{label} 将有 {count} 份子样本，上限为 {most}。请改从其分装管继续分装。"),
    "bank-published": (
        "edition {number} of {protocol} is published and stays as it is. Begin a new edition to change it.",
        "{protocol} 第 {number} 版已发布，不能更改。如需修改请建立新版本。"),
    "bank-empty-edition": (
        "edition {number} of {protocol} asks for nothing yet. Enter a time point with a requirement before publishing.",
        "{protocol} 第 {number} 版尚无采集要求。请先添加时间点及采集要求，再发布。"),
    "bank-code-taken": (
        "the code “{code}” is taken here. Choose another.",
        "代码“{code}”已被使用，请更换。"),
    "bank-insufficient": (
        "the aliquots of “{parent}” would need {wanted} {unit}; it has {there} {unit}. Lower the number or the quantity.",
        "“{parent}”的分装共需 {wanted} {unit}，而其总量为 {there} {unit}。请减少份数或每份用量。"),
    "bank-donor-twice": (
        "this donor is already in {protocol}, as {code}. Go on from there.",
        "该供者已在 {protocol} 中登记，编号 {code}，请在原记录上继续。"),
    "bank-no-edition": (
        "no edition of {protocol} is published for {day}. Publish one first.",
        "{protocol} 在 {day} 没有已发布的版本。请先发布。"),
    "bank-no-patient": (
        "no patient of this hospital has the record number “{number}”. Check the number, or register her here first.",
        "本院没有病历号为“{number}”的患者。请核对病历号，或先在本院建档。"),
    "bank-closed-protocol": (
        "{protocol} collects from {opened} to {closed}; {day} is outside. Correct the day, or the protocol.",
        "{protocol} 的采集期为 {opened} 至 {closed}，{day} 不在其中。请更正日期或方案。"),
    "bank-second-person": (
        "a second person has to sign a disposal; {who} has already signed. Ask a colleague.",
        "销毁须由第二人签字；{who} 已签字。请由另一位同事签署。"),
})
