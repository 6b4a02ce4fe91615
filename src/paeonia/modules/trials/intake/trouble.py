"""What can be wrong with a registry record, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "registry-not-json": (
        "this is not complete JSON ({why}, line {line}, column {column}). Fetch the file again.",
        "不是完整的 JSON（第 {line} 行第 {column} 列：{why}）。请重新下载该文件。"),
    "registry-not-xml": (
        "this is not well-formed XML ({why}). Fetch the file again.", "不是完整的 XML（{why}）。请重新下载该文件。"),
    "registry-xml-entity": (
        "this XML declares entities or a document type, which a registry record never needs; it was not read. "
        "Check where the file comes from.",
        "该 XML 含有实体或文档类型声明，登记记录从不需要，因此未读取。请核实文件来源。"),
    "registry-not-text": (
        "this is neither UTF-8 nor GB18030 text (byte {position}). Save the file as UTF-8.",
        "既不是 UTF-8 也不是 GB18030 文本（第 {position} 字节）。请将文件另存为 UTF-8。"),
    "registry-too-large": (
        "the file has {size} MB; one record or page has at most {most} MB. Split it into one record a line (NDJSON).",
        "文件有 {size} MB，而单个记录或单页最多 {most} MB。请拆分为每行一个记录（NDJSON）。"),
    "registry-too-heavy": (
        "reading needs more memory or time than any sound record; it was stopped. Split the file into one record a line "
        "(NDJSON).",
        "读取所需内存或时间超出正常记录，已停止。请将文件拆分为每行一个记录（NDJSON）。"),
    "registry-not-a-trial": (
        "this is no trial record of a shape known here (found: {found}). "
        "Expected ClinicalTrials.gov JSON (API v2 or v1) or its older XML, WHO ICTRP XML or CSV, a register's XML (ChiCTR), "
        "or a saved page of a CTR trial.",
        "不是可识别的试验记录（发现：{found}）。应为 ClinicalTrials.gov 的 JSON（API v2 或 v1）或旧版 XML、"
        "WHO ICTRP 的 XML 或 CSV、登记机构 XML（如 ChiCTR），或保存的药物临床试验登记平台（CTR）页面。"),
    "registry-no-number": (
        "the record has no registry number ({field}). Add it or leave the record out.",
        "记录缺少注册号（{field}）。请补充，或删去该记录。"),
    "registry-bad-number": (
        "“{number}” is not a number of {registry}. Correct it at the source.",
        "“{number}”不是 {registry} 的注册号。请在来源处更正。"),
    "registry-no-title": (
        "{number} has no title. Fetch the record again.", "{number} 没有题目。请重新下载该记录。"),
    "registry-unknown-field": (
        "{number}: the field “{path}” is not known here and was not read; the registry may have renamed one. "
        "Tell the programme's administrator.",
        "{number}：字段“{path}”未知，未读取；登记平台可能更改了字段名。请告知项目管理员。"),
    "registry-bad-date": (
        "{number}: “{value}” in {path} is not a date; it was left out. Look it up at the registry.",
        "{number}：{path} 中的“{value}”不是日期，已略去。请到登记平台核对。"),
    "registry-bad-age": (
        "{number}: the age limit “{value}” cannot be read; it was left out and must be checked by a person.",
        "{number}：无法识别年龄限制“{value}”，已略去，需人工核对。"),
    "registry-bad-count": (
        "{number}: “{value}” in {path} is not a number; it was left out. Look it up at the registry.",
        "{number}：{path} 中的“{value}”不是数字，已略去。请到登记平台核对。"),
    "registry-no-records": (
        "no trial records were found here. Name a JSON, NDJSON or XML file, or a folder of them.",
        "此处没有试验记录。请指定 JSON、NDJSON 或 XML 文件，或含有此类文件的文件夹。"),
    "registry-no-file": (
        "there is no such file or folder. Check the spelling.", "没有该文件或文件夹。请检查拼写。"),
    "registry-failed": (
        "the record could not be kept ({why}); the others were. Report this with the record.",
        "该记录未能保存（{why}），其余记录已保存。请连同该记录一并报告。"),
    "registry-number-taken": (
        "{number} is claimed by {trial} but already belongs to {other}. Decide which is right at the registry.",
        "{trial} 登记的编号 {number} 已属于 {other}。请到登记平台核实。"),
    "registry-age-inexact": (
        "{number}: the age limit “{value}” is finer than a month and cannot be put as a criterion; check it by hand.",
        "{number}：年龄限制“{value}”精确到月以下，无法写成条件，请人工核对。"),
    "registry-unreachable": (
        "the registry did not answer after {attempts} attempts ({why}). "
        "Run the same command again later: it goes on where it stopped.",
        "登记平台在 {attempts} 次尝试后仍未响应（{why}）。请稍后重新运行同一命令，将从中断处继续。"),
    "registry-refuses": (
        "the registry refuses the question (HTTP {status}): {why}. Check the condition and the status words.",
        "登记平台拒绝了该查询（HTTP {status}）：{why}。请检查疾病名称与状态词。"),
    "registry-upload-gone": (
        "the file handed in is no longer there. Hand it in again.", "上传的文件已不存在，请重新上传。"),
    "registry-broke": (
        "reading stopped at an error of the program ({why}). What was read before stays; hand the file in again, and tell "
        "the programme's administrator if it stops again.",
        "读取因程序错误（{why}）中止，此前读取的内容已保留。请重新上传；若再次中止，请告知项目管理员。"),
    "registry-away": (
        "the registry has not answered for {minutes} minutes ({why}). What came in stays. Press “Go on” when it can be "
        "reached: it goes on where it stopped.",
        "登记平台已 {minutes} 分钟没有响应（{why}），已获取的内容均已保留。平台恢复后点击“继续”，将从中断处接着获取。"),
})
