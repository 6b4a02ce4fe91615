"""What can be wrong with foreign patient data, in both languages: the thing, the place, the next step."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    # any file
    "intake-too-heavy": (
        "reading needs more than {memory} MB of memory, which no sound export of this size does; it was stopped. "
        "What came before was kept. Split the export, or send it as NDJSON.",
        "读取所需内存超过 {memory} MB，正常导出文件不会如此，已停止读取。此前的内容已保留。"
        "请拆分导出，或改用 NDJSON 格式。"),
    "intake-too-slow": (
        "reading took longer than {seconds} seconds and was stopped. What came before was kept. Split the export.",
        "读取超过 {seconds} 秒，已停止。此前的内容已保留。请拆分导出文件。"),
    # FHIR resources
    "fhir-not-this-record": (
        "{count} × {kind}: no patient facts are read from this kind of resource. Nothing to do.",
        "{kind} {count} 条：此类资源不含需读取的患者事实，无需处理。"),
    "fhir-unknown-kind": (
        "{count} × {kind}: this kind of resource is not read yet. Tell the developers if it holds facts you need.",
        "{kind} {count} 条：尚不支持读取此类资源。如其中含所需的患者事实，请告知开发人员。"),
    "fhir-more-alike": (
        "{count} further entries with the same problem (first: {first}): {what}. Mending the first mends them all.",
        "另有 {count} 条存在同样的问题（首条：{first}）：{what}。解决首条即可全部解决。"),
    "fhir-not-found": (
        "{what} was looked for and not found. Record the negative test by hand if a trial asks for it.",
        "{what}：已检测，未检出。如试验需要，请手工记录该阴性结果。"),
    "fhir-unknown-observation": (
        "no dictionary variable carries the code of this observation ({what}). Add the code to the variable it means.",
        "数据字典中没有变量对应此检查代码（{what}）。请在相应变量中添加该代码。"),
    "fhir-unreadable-value": (
        "the value “{value}” of {variable} ({what}) is not understood. Add the code or word to the dictionary, "
        "or enter the fact by hand.",
        "无法理解 {variable}（{what}）的值“{value}”。请在字典中添加该代码或词语，或手工录入。"),
    "fhir-no-value": (
        "{what} carries no value. Complete it at the source.",
        "{what}没有结果值。请在来源系统中补全。"),
    "fhir-absent": (
        "{what}: the sender says the value is missing ({reason}). Unknown stays unknown.",
        "{what}：发送方注明该值缺失（{reason}），按未知处理。"),
    "fhir-no-unit": (
        "{variable} = {value} has no unit, and a unit may not be guessed. Add {expected} or the right one at the source.",
        "{variable} = {value} 没有单位，单位不能猜测。请在来源中补充单位（如 {expected}）。"),
    "fhir-not-a-fact": (
        "{what} has status “{status}” and is no fact. Nothing to do unless the status is wrong.",
        "{what}的状态为“{status}”，不作为事实。如状态有误请在来源更正，否则无需处理。"),
    "fhir-planned": (
        "{what} is only planned ({status}). Send it again once it has been done.",
        "{what}仅为计划（{status}）。实施后请重新发送。"),
    "fhir-negated": (
        "{what} was not done or not taken. Recorded nowhere; enter it by hand if it matters.",
        "{what}未实施或未服用，不予记录；如有意义请手工录入。"),
    "fhir-no-patient": (
        "this {kind} names no patient. Add the subject at the source.",
        "该 {kind} 未注明患者。请在来源系统中补充 subject。"),
    "fhir-unknown-drug": (
        "“{what}” is not in the list of agents. Add it or its code there if it matters for trials.",
        "药物清单中没有“{what}”。如与临床试验有关，请添加该药物或其代码。"),
    "fhir-unknown-condition": (
        "“{what}” is not in the list of conditions. Add it or its code there if it matters for trials.",
        "疾病清单中没有“{what}”。如与临床试验有关，请添加该疾病或其代码。"),
    "fhir-unknown-procedure": (
        "“{what}” is not in the list of procedures. Add it or its code there if it matters for trials.",
        "操作清单中没有“{what}”。如与临床试验有关，请添加该操作或其代码。"),
    "fhir-unknown-entry": (
        "“{what}” ({kind}) is not in the dictionary. Add it or its code there if it matters for trials.",
        "字典中没有“{what}”（{kind}）。如与临床试验有关，请添加该条目或其代码。"),
    "fhir-no-variable": (
        "the dictionary has no place for {what}. Add the variable {variable}.",
        "数据字典中没有可存放{what}的变量。请添加变量 {variable}。"),
    "fhir-missing-part": (
        "{kind} without “{part}” cannot be read. Complete it at the source.",
        "{kind} 缺少“{part}”，无法读取。请在来源系统中补全。"),
    "fhir-bad-date": (
        "“{value}” in {part} is not a FHIR date. Write YYYY-MM-DD; the rest of the entry was kept.",
        "{part} 中的“{value}”不是 FHIR 日期，应为 年-月-日。该条其余内容已保留。"),
    "fhir-broken-shape": (
        "{kind}: “{part}” has an unexpected shape ({found}). Validate the export against FHIR R4.",
        "{kind}：“{part}”的结构异常（{found}）。请按 FHIR R4 校验导出文件。"),
    "fhir-unresolved": (
        "{part} points at {reference}, which is not in this import. Send both together.",
        "{part} 引用的 {reference} 不在本次导入中。请一并发送。"),
    "fhir-duplicate": (
        "{reference} occurs more than once with different contents (first: {first}). Both were read; compare them.",
        "{reference} 多次出现且内容不同（首次：{first}）。两者均已读取，请核对。"),
    "fhir-same-number": (
        "number {number} is given to two patients ({first} and {second}). Correct one of them.",
        "编号 {number} 同时属于两位患者（{first} 与 {second}）。请更正其中之一。"),
    # registers
    "register-encoding": (
        "the text encoding cannot be decided (tried {tried}). Save the file as CSV UTF-8 and send it again.",
        "无法判断文件编码（已尝试 {tried}）。请另存为 CSV UTF-8 后重新上传。"),
    "register-empty": (
        "the file holds no rows under a heading row. Choose the sheet with the patients.",
        "文件中标题行以下没有数据。请选择含患者数据的工作表。"),
    "register-too-large": (
        "the file is larger than {limit} MB. Split it by year or hospital.",
        "文件超过 {limit} MB。请按年份或医院拆分。"),
    "register-too-long": (
        "the sheet has more than {most} rows; those behind were not read. Delete empty rows at its end, or split it.",
        "工作表超过 {most} 行，其后各行未读取。请删除末尾空行，或拆分文件。"),
    "register-bad-workbook": (
        "the workbook cannot be opened ({why}). Save it again as .xlsx or as CSV UTF-8.",
        "无法打开工作簿（{why}）。请重新另存为 .xlsx 或 CSV UTF-8。"),
    "register-bomb": (
        "the workbook unpacks to {size} MB (ratio {ratio}). It was not opened; save the plain data as CSV.",
        "工作簿解压后达 {size} MB（压缩比 {ratio}），未打开。请将数据另存为 CSV。"),
    "register-no-identifier": (
        "no column was chosen as patient number. Choose one in the mapping.",
        "未指定患者编号列。请在映射中选择。"),
    "register-no-number": (
        "no patient number in column “{column}”. Fill it in; the row was not read.",
        "“{column}”列没有患者编号。请补填，该行未读取。"),
    "register-two-people": (
        "number {number} already belongs to somebody else ({field}: {first} in row {first_row}, {second} here). "
        "The row was not read; correct the number.",
        "编号 {number} 已属于另一人（{field}：第 {first_row} 行为 {first}，此处为 {second}）。该行未读取，请更正编号。"),
    "register-two-numbers": (
        "{field} {value} stands under number {first} (row {first_row}) and under {second} here. "
        "Both were read; decide whether it is one patient.",
        "{field} {value} 在第 {first_row} 行属于编号 {first}，此处属于 {second}。两行均已读取，请确认是否同一患者。"),
    "register-ragged": (
        "the row has {found} cells instead of {expected}. The cells under known headings were read; "
        "check for shifted cells.",
        "该行有 {found} 个单元格，应为 {expected} 个。已读取有标题的单元格，请检查是否错列。"),
    "register-broken-row": (
        "the row cannot be taken apart ({why}); reading stopped here, the rows before were read. "
        "Look for an unclosed quotation mark.",
        "该行无法拆分（{why}），读取到此为止，此前各行已读取。请检查是否有未闭合的引号。"),
    "register-no-date": (
        "“{value}” under “{column}” says that something is absent, but no day says when it was looked for. "
        "Choose a date column; nothing was recorded.",
        "“{column}”列的“{value}”表示未见异常，但没有检查日期。请指定日期列；该值未记录。"),
    "register-column-unread": (
        "column “{column}” holds {count} values and was not read: its heading means nothing certain{guess}. "
        "Choose what it means in the preview, or with --column “{column}=…”.",
        "“{column}”列有 {count} 个值，未读取：无法确定该列含义{guess}。请在预览中选择，或使用 --column “{column}=…”。"),
    "register-not-a-target": (
        "“{target}” is neither a variable nor a part of the row. Give --column HEADING=TARGET; known: {known}.",
        "“{target}”既不是变量，也不是该行的组成部分。请用 --column 列名=变量 指定；可选：{known}。"),
    "cell-formula": (
        "“{value}” is a formula without its result. Open the workbook in a spreadsheet program, save it, and send it again.",
        "“{value}”是公式，文件中没有其计算结果。请用表格软件打开并保存后重新上传。"),
    "cell-broken-text": (
        "“{value}” holds characters that are not text in the encoding of this file. Correct them; the cell was not read.",
        "“{value}”含有该文件编码无法识别的字符。请更正，该单元格未读取。"),
    "cell-range": (
        "“{value}” is a range; enter one number.",
        "“{value}”是一个范围，请填写单一数值。"),
    "cell-dash": (
        "“{value}”: negative, or not known? Write the word, or leave the cell empty; nothing was recorded.",
        "“{value}”表示阴性还是未知？请写明，或留空；该值未记录。"),
    "cell-comma": (
        "“{value}”: is the comma a decimal point? Write 1.5, or 1500 without comma.",
        "“{value}”中的逗号是小数点吗？请写作 1.5，或不带逗号的 1500。"),
    "cell-not-a-number": (
        "“{value}” is not a number; write digits, such as 1.5.",
        "“{value}”不是数字，请填写数字，例如 1.5。"),
    "cell-not-a-date": (
        "“{value}” is not a date; write 2024-05-01, 2024-05 or 2024.",
        "“{value}”不是日期，请写作 2024-05-01、2024-05 或 2024。"),
    "cell-ambiguous-date": (
        "“{value}”: which is the month? Write the year first, 2024-05-01.",
        "“{value}”中哪个是月份？请先写年份，如 2024-05-01。"),
    "cell-unknown-word": (
        "“{value}” is none of its values ({expected}); correct it or add the word to the dictionary.",
        "“{value}”不在可选值中（{expected}），请更正或在字典中增加该词。"),
})
