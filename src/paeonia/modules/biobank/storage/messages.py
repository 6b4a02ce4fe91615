"""What storage can refuse, in both languages: the thing, the place, the next step."""

from paeonia.record.problems import messages

messages({
    "store-plan-changed": (
        "the plan for {name} is not the one you carried out: something was stored or moved since. Nothing was written down; "
        "compare with the plan below, and store by scan what lies elsewhere.",
        "{name} 的转移方案已变化：此后有样本入库或移位，未作任何登记。请与下列最新方案核对，位置不符的逐一扫描入库。"),
    "store-file-number": ("{name}: {value} cannot be. Rows and columns lie between 1 and 500.",
                          "{name}：数值 {value} 无效。行、列应在 1 至 500 之间。"),
    "store-file-sides": ("{name}: give both rows and columns, or neither and how much goes in.",
                         "{name}：请同时填写行数和列数；若无固定位置，则只填可存放数量。"),
    "store-file-limits": ("{name}: the lower limit lies above the upper one. Correct one of the two.",
                          "{name}：温度下限高于上限，请更正其中之一。"),
    "store-file-kind": ("“{kind}” is not a sample type of the bank's list. Write its code or its words.",
                        "“{kind}”不在样本类型字典中。请填写其编码或名称。"),
    "store-file-protocol": ("no collection protocol “{code}”. Open it first, or correct the code.",
                            "没有采集方案“{code}”。请先建立方案，或更正编号。"),
    "store-file-both": ("place {spot} of {box} is both to be used and not to be used. Leave one out.",
                        "{box} 的 {spot} 位既要停用又要恢复使用。请保留其一。"),
    "store-file-why": ("say why place {spot} of {box} is not to be used.", "请填写 {box} 的 {spot} 位停用原因。"),
    "store-place-taken": (
        "place {spot} of {box} is taken ({by}). Choose a free place, or look at the box first.",
        "{box} 的 {spot} 位已被占用（{by}）。请选择空位，或先查看盒图。"),
    "store-place-blocked": (
        "place {spot} of {box} is not to be used: {why}. Choose another, or release it first.",
        "{box} 的 {spot} 位已停用：{why}。请另选位置，或先解除停用。"),
    "store-place-kept": (
        "place {spot} of {box} is kept for {who} until {until}. Choose another, or wait until then.",
        "{box} 的 {spot} 位由 {who} 预留至 {until}。请另选位置，或稍后再试。"),
    "store-no-such-place": (
        "{box} has no place “{spot}”; its places go from {first} to {last}.",
        "{box} 中没有“{spot}”位；该盒位置为 {first} 至 {last}。"),
    "store-place-twice": (
        "place {spot} of {box} was given to two tubes. Give each tube its own place.",
        "{box} 的 {spot} 位分配给了两支管。每支管须有各自的位置。"),
    "store-tube-twice": (
        "{label} was given twice. Scan each tube once.",
        "{label} 出现了两次。每支管只扫描一次。"),
    "store-elsewhere": (
        "{label} already lies in {where}. Check the tube in your hand, or say that it is moved.",
        "{label} 已存放于 {where}。请核对手中的样本管，或选择“移位”。"),
    "store-nowhere": (
        "{label} lies nowhere: there is nothing to take out. Store it first.",
        "{label} 尚未入位，无法取出。请先入库存放。"),
    "store-is-out": (
        "{label} is checked out by {who} since {at}; its place {where} is kept. Check it in first.",
        "{label} 已于 {at} 由 {who} 借出，其位置 {where} 已保留。请先归还。"),
    "store-not-out": (
        "{label} is not checked out. Look at where it lies.",
        "{label} 并未借出。请查看其所在位置。"),
    "store-withdrawn": (
        "{label} is frozen because consent was withdrawn; it does not leave the bank. Dispose of it or return it.",
        "{label} 因撤回知情同意已冻结，不得借出。请按销毁或退还流程处理。"),
    "store-full": (
        "{box} has {free} free places; {wanted} tubes are to go in. Take another box for the rest.",
        "{box} 剩余 {free} 个空位，而需存入 {wanted} 支。请将其余样本放入其他盒。"),
    "store-kind-refused": (
        "{box} takes only {kinds}; {label} is {kind}. Choose another box.",
        "{box} 只接收 {kinds}，而 {label} 为 {kind}。请选择其他盒。"),
    "store-protocol-refused": (
        "{box} takes only specimens of {protocols}; {label} belongs to {protocol}. Choose another box.",
        "{box} 只接收方案 {protocols} 的样本，而 {label} 属于 {protocol}。请选择其他盒。"),
    "store-before-made": (
        "{label} was made at {made} and cannot have been stored before ({at}). Correct the time.",
        "{label} 于 {made} 制备，存放时间（{at}）不能早于此。请更正时间。"),
    "store-before-stored": (
        "{label} has lain in its place since {since}; nothing happened to it there before ({at}). Correct the time.",
        "{label} 自 {since} 起存放于当前位置，操作时间（{at}）不能早于此。请更正时间。"),
    "store-holds-containers": (
        "{box} holds other containers, no tubes. Open one of them.",
        "{box} 用于存放其他容器，不能直接放入样本管。请打开其中一个。"),
    "store-holds-specimens": (
        "{box} holds tubes; no container goes into it. Choose its parent.",
        "{box} 用于存放样本管，不能再放入容器。请选择其上级。"),
    "store-resting": (
        "{box} takes nothing new for now ({by}). Choose another.",
        "{box} 暂停接收新样本（{by}）。请另选。"),
    "store-archived": (
        "{box} is out of use. Bring it back into use, or choose another.",
        "{box} 已停用。请恢复使用或另选。"),
    "store-holds-something": (
        "{box} still holds {count} things. Move them elsewhere first.",
        "{box} 中仍有 {count} 项。请先移至他处。"),
    "store-too-small": (
        "{box} would lose place {spot}, in which {what} lies. Move that first, or keep the size.",
        "{box} 改小后将失去 {spot} 位，而其中存有 {what}。请先移走，或保持原尺寸。"),
    "store-circle": (
        "{box} would lie within itself. Choose a place outside it.",
        "{box} 不能放入其自身之内。请选择其外部的位置。"),
    "store-name-taken": (
        "“{name}” is already the name, barcode or sensor of another container here. Choose another.",
        "“{name}”已被此处另一容器用作名称、条码或传感器编号。请更换。"),
    "store-no-box": (
        "no container of this bank has the name or barcode “{code}”. Scan it again, or set it up first.",
        "本库没有名称或条码为“{code}”的容器。请重新扫描，或先建立该容器。"),
    "store-several-boxes": (
        "{count} containers are called “{code}”. Give its barcode instead.",
        "有 {count} 个容器名为“{code}”。请改用条码。"),
    "store-no-grid": (
        "{box} has no rows and columns: its tubes have no fixed places. Leave the place empty.",
        "{box} 未设行列，其中样本管没有固定位置。请将位置留空。"),
    "store-busy": (
        "somebody else was working on the same box. Look at it again, then repeat.",
        "另有人正在操作同一盒。请刷新查看后重试。"),
    "store-file-encoding": (
        "the file is neither UTF-8 nor GBK text. Save it as CSV once more.",
        "文件既不是 UTF-8 也不是 GBK 编码的文本。请重新另存为 CSV。"),
    "store-file-empty": (
        "the file holds no rows. Choose the file the scanner wrote.",
        "文件中没有数据行。请选择扫描仪生成的文件。"),
    "store-file-large": (
        "the file has more than {most} rows. Split it.",
        "文件超过 {most} 行。请拆分后再导入。"),
    "store-file-columns": (
        "the first line must name the columns {wanted}; found: {found}.",
        "首行须包含列名 {wanted}；实际为：{found}。"),
    "store-file-short": (
        "the row has {cells} cells instead of {wanted}. Complete it.",
        "该行有 {cells} 格，应为 {wanted} 格。请补全。"),
    "store-no-place-said": (
        "the row names no place for {code}. Enter one, as A1.",
        "该行未写明 {code} 的位置。请填写，例如 A1。"),
    "store-no-time": (
        "“{raw}” is no time. Write it as 2026-11-23 14:05.",
        "“{raw}”不是有效时间。请写作 2026-11-23 14:05。"),
    "store-no-number": (
        "“{raw}” is no temperature in °C. Write it as -80.5.",
        "“{raw}”不是有效温度（℃）。请写作 -80.5。"),
    "store-no-json": (
        "this line is not a JSON object. It is left out; correct it and import again.",
        "该行不是 JSON 对象，已略过。请更正后重新导入。"),
    "store-no-sensor": (
        "no container has the sensor, barcode or name “{code}”. Enter it at its container.",
        "没有容器使用传感器、条码或名称“{code}”。请在相应容器中登记。"),
    "store-judged": (
        "this excursion was judged on {at}. Nothing more is to be done.",
        "该温度超限已于 {at} 完成评估，无需再处理。"),
    "store-why": (
        "say why in a few words.",
        "请简要说明原因。"),
})
