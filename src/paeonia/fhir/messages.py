"""What can be wrong with a FHIR file, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "fhir-not-json": (
        "this is not readable JSON from {where} on ({why}). What stood before it was kept; export the file again.",
        "自{where}起不是可读的 JSON。此前的内容已保留；请重新导出该文件。"),
    "fhir-too-heavy": (
        "reading needs more memory than any sound export of this size; the rest of this file was not read, what came "
        "before was kept. Split the export, or send it as NDJSON.",
        "读取所需内存超出正常导出文件，该文件其余部分未读取，此前的内容已保留。请拆分导出，或改用 NDJSON 格式。"),
    "fhir-is-xml": (
        "this is XML; FHIR is read as JSON or NDJSON only, and nothing in it was opened. Export it as JSON.",
        "这是 XML 文件；FHIR 仅支持 JSON 或 NDJSON，文件内容未打开。请导出为 JSON。"),
    "fhir-other-files": (
        "{count} files are neither JSON nor NDJSON and were not opened ({names}). Nothing to do if they hold no FHIR.",
        "有 {count} 个文件不是 JSON 或 NDJSON，未打开（{names}）。如其中没有 FHIR 内容，无需处理。"),
    "fhir-truncated": (
        "the file breaks off at {where}. {kept} entries before the break were kept; export it again for the rest.",
        "文件在{where}处中断。此前的 {kept} 条已保留；其余内容请重新导出。"),
    "fhir-not-text": (
        "byte {byte} is not UTF-8 text. FHIR JSON is UTF-8: export it again as UTF-8.",
        "第 {byte} 字节不是 UTF-8 文本。FHIR JSON 应为 UTF-8 编码，请以 UTF-8 重新导出。"),
    "fhir-wrong-resource": (
        "this JSON holds no FHIR resource (no resourceType; it has: {keys}). Choose a FHIR R4 export.",
        "该 JSON 中没有 FHIR 资源（缺少 resourceType；现有字段：{keys}）。请选择 FHIR R4 导出文件。"),
    "fhir-no-resource": (
        "this bundle entry carries no resource ({keys}). Nothing was read from it; check the exporting system.",
        "该 Bundle 条目不含资源（{keys}），未读取任何内容。请检查导出系统。"),
    "fhir-refused-number": (
        "“{value}” is not a number a patient record can hold. Correct it at the source.",
        "“{value}”不是病历可用的数值。请在来源系统中更正。"),
    "fhir-too-deep": (
        "the resource is nested more than {limit} levels deep. No clinical record is: check the source.",
        "资源嵌套超过 {limit} 层，不属于正常病历。请核对来源。"),
    "fhir-too-large": (
        "{what} is larger than {limit} MB. Split the export, or send it as NDJSON.",
        "{what}超过 {limit} MB。请拆分导出，或改用 NDJSON 格式。"),
    "fhir-bad-archive": (
        "the archive cannot be unpacked ({why}). What came before was kept; pack it again.",
        "压缩包无法解开（{why}）。此前的内容已保留；请重新打包。"),
    "fhir-nothing": (
        "nothing to read here: no JSON or NDJSON file. Choose a FHIR R4 export.",
        "此处没有可读内容：未找到 JSON 或 NDJSON 文件。请选择 FHIR R4 导出文件。"),
})
