"""What can be refused about a study's life, its data queries, files and case report forms, in both languages."""

from paeonia.record.problems import messages

messages({
    "study-closed": (
        "{study} was closed on {day} and takes no entries. If something must still be entered, the principal investigator"
        " reopens it with the reason, under “Close-out”.",
        "{study} 已于 {day} 关闭，不能再填写。如确需补录，请由主要研究者在“关闭研究”中说明理由并重新开放。"),
    "study-not-closed": ("{study} is not closed. Open the page again.", "{study} 并未关闭，请刷新页面。"),
    "closing-open": (
        "{study} cannot be closed yet: {what} ({count}). Settle it first; the check list leads there.",
        "{study} 尚不能关闭：{what}（{count}）。请按清单先行处理。"),
    "closing-confirm": (
        "“{what}” is not confirmed yet. Confirm it, or close the study later.",
        "“{what}”尚未确认，请确认后再关闭研究。"),
    "study-only-principal-closes": (
        "only the principal investigator, {who}, closes or reopens the study. Ask for it.",
        "只能由主要研究者 {who} 关闭或重新开放研究，请联系其办理。"),
    "turn-reason": ("say why; the reason stays in the study's history.", "请说明理由，该理由将保留在项目历史中。"),
    "principal-same": (
        "{who} is the principal investigator already. Choose the physician who takes over.",
        "{who} 已是主要研究者，请选择接任的医师。"),
    "principal-hands-over": (
        "only the present principal investigator, {who}, hands the study over. If she has left the hospital, her account"
        " is closed first.",
        "只能由现任主要研究者 {who} 办理交接；如其已离院，请先停用其账号。"),
    "principal-before-opening": (
        "the study opened on {opened}; the change of {day} lies before it. Correct the day.",
        "研究启动于 {opened}，变更日期 {day} 早于启动日期，请更正。"),
    "amendment-early": (
        "the schedule in use began on {last}; an amendment comes after it. Choose a later day.",
        "现行访视计划自 {last} 起使用，修订版须晚于该日，请重新选择。"),
    "amendment-same": (
        "protocol version {version} is in use already. Enter the new version.",
        "方案 {version} 版已在使用，请填写新版本号。"),
    "transfer-consent-first": (
        "{code} has not consented to version {version} yet, which asks for it. Obtain the consent, then move her.",
        "{code} 尚未按要求签署 {version} 版知情同意书。请先完成再次知情，再转入新版计划。"),
    "transfer-early": (
        "{code}: the amended schedule is in use from {from}; {day} lies before it. Correct the day.",
        "{code}：修订版访视计划自 {from} 起使用，{day} 早于该日，请更正。"),
    "transfer-no-such": (
        "{code} follows that schedule already, or it does not exist. Open the page again.",
        "{code} 已按该版计划执行，或该版本不存在，请刷新页面。"),
    "transfer-nobody": (
        "nobody is ticked. Tick those who go on by the amended schedule.", "未勾选任何受试者，请勾选需要转入新版计划者。"),
    "visit-other-edition": (
        "{code} follows another version of the schedule than the visit {visit}. Open the form again from her page.",
        "{code} 执行的访视计划版本与访视 {visit} 不一致，请从受试者页面重新打开表单。"),
    "query-no-such": (
        "there is no such open query in this study. Open the page again.", "本项目没有该未关闭质疑，请刷新页面。"),
    "query-text": ("write what is asked, or answered.", "请填写质疑或答复内容。"),
    "query-not-answered": (
        "query {number} has no answer yet. It is closed after an answer, or withdrawn with the reason.",
        "质疑 {number} 尚未答复。请在答复后关闭，或说明理由后撤销。"),
    "query-own-answer": (
        "query {number} was answered by you; somebody else looks at the answer and closes it.",
        "质疑 {number} 由您本人答复，须由他人核对后关闭。"),
    "file-kind": (
        "“{name}” is not a PDF, JPEG or PNG file. Scan the document again, or save it as one of these.",
        "“{name}”不是 PDF、JPEG 或 PNG 文件。请重新扫描或另存为上述格式。"),
    "file-large": (
        "“{name}” has {size} MB; the most is {most} MB. Scan with a lower resolution, or divide it.",
        "“{name}”大小为 {size} MB，上限为 {most} MB。请降低扫描分辨率或拆分文件。"),
    "file-twice": (
        "the same file is kept for {code} already. Nothing was added.", "{code} 已有同一文件，未重复保存。"),
    "file-why": ("say why the file is taken away.", "请说明撤下该文件的理由。"),
})

messages({
    "crf-dictionary": (
        "line {line}, column “{column}”: {fault}. Correct the dictionary and send it again.",
        "第 {line} 行“{column}”列：{fault_zh}。请更正数据字典后重新上传。"),
    "crf-not-csv": (
        "“{name}” cannot be read as CSV text: {fault}. Export it from REDCap again as CSV.",
        "“{name}”无法按 CSV 文本读取：{fault_zh}。请从 REDCap 重新导出 CSV。"),
    "crf-no-fields": (
        "this study has no case report forms yet. Import the data dictionary first.",
        "本项目尚无病例报告表。请先导入数据字典。"),
    "crf-field-in-use": (
        "“{field}” holds values already and cannot change from {old} to {new}. Keep its type, or give the new item"
        " another name.",
        "“{field}”已有数据，类型不能由{old}改为{new}。请保留原类型，或另取变量名。"),
    "crf-value": (
        "row {row}, “{field}”: “{value}” {fault}. Correct it in REDCap and import the file again.",
        "第 {row} 行“{field}”：“{value}”{fault_zh}。请在 REDCap 中更正后重新导入。"),
    "crf-form-value": ("“{value}” {fault}. Correct it.", "“{value}”{fault_zh}，请更正。"),
    "crf-row": (
        "row {row}, “{field}”: {fault}. Correct it in the file and import it again.",
        "第 {row} 行“{field}”：{fault_zh}。请更正文件后重新导入。"),
    "crf-no-such-form": ("this study has no form “{form}”. Open the page again.", "本项目没有“{form}”表单，请刷新页面。"),
    "crf-empty": ("nothing is filled in. Fill in at least one item.", "尚未填写任何项目，请至少填写一项。"),
    "crf-batch-gone": (
        "this file has been kept or left already. Import it again if it changed.", "该文件已处理。如有变化请重新导入。"),
    "crf-batch-lost": (
        "this file is not there any more. Leave it, then import it again.", "该文件已不存在。请先放弃该文件，再重新导入。"),
    "crf-aside-why": ("say why the row is set aside.", "请说明搁置该行的理由。"),
})
