"""What can be wrong with a format, a code, a design, a picture or a print, in both languages."""

from paeonia.record.problems import messages

messages({
    "label-unknown-token": (
        "“{name}” at character {at} of “{format}” is no token{hint}. Choose one of: {expected}.",
        "“{format}”第 {at} 个字符处的“{name}”不是可用的标记{hint}。可用标记：{expected}。"),
    "label-open-token": (
        "the % at character {at} of “{format}” opens a token and nothing closes it. Add a %, or write %% for a percent.",
        "“{format}”第 {at} 个字符处的 % 没有对应的结束 %。请补全，或用 %% 表示百分号本身。"),
    "label-token-level": (
        "%{name}% at character {at} of “{format}” ({what}) means nothing on this label. Take it out.",
        "“{format}”第 {at} 个字符处的 %{name}%（{what}）不适用于此类标签。请去掉。"),
    "label-width-text": (
        "%{name}({width})% at character {at} of “{format}”: only running numbers have a width. Write %{name}%.",
        "“{format}”第 {at} 个字符处的 %{name}({width})%：只有流水号可以设定位数。请写成 %{name}%。"),
    "label-width-range": (
        "%{name}({width})% at character {at} of “{format}”: a width is from 1 to {most} digits. Correct it.",
        "“{format}”第 {at} 个字符处的 %{name}({width})%：位数应为 1 至 {most}。请更正。"),
    "label-control": (
        "character {at} of “{format}” is a control character, which no scanner gives back. Take it out.",
        "“{format}”第 {at} 个字符为控制字符，扫描后无法还原。请去掉。"),
    "label-format-long": (
        "a format of {length} characters is too long; {most} is the most. Shorten it.",
        "格式长达 {length} 个字符，上限为 {most}。请缩短。"),
    "label-lacks": (
        "the label needs the {what} (%{name}%), which is not recorded. Record it, or use a format without it.",
        "生成标签需要“{what}”（%{name}%），但尚未登记。请先登记，或改用不含该标记的格式。"),
    "label-no-number": (
        "nothing in “{format}” counts: the next specimen would get the same label. Add a running number, as {advice}.",
        "“{format}”不含流水号，同一供者的第二份样本会重复得到同一标签。请添加流水号，例如 {advice}。"),
    "label-twice": (
        "“{format}” can give one label twice: {number} ({what}) starts again for every {within}. Add {advice}.",
        "“{format}”可能产生重复标签：{number}（{what}）会按每个{within}重新计数。请加上 {advice}。"),
    "label-runs-together": (
        "“{format}”: {left} and {right} stand side by side, so 1 and 11 reads as 11 and 1. Put a sign between them, or give"
        " the numbers a width.",
        "“{format}”：{left} 与 {right} 紧挨在一起，“1 加 11”与“11 加 1”无法区分。请在中间加分隔符，或为流水号设定位数。"),
    "label-not-ascii": (
        "“{format}” holds “{signs}”; a DataMatrix code takes Latin letters, digits and signs only. Use those, or a QR code.",
        "“{format}”含有“{signs}”；DataMatrix 码只能使用英文字母、数字和半角符号。请更换，或改用 QR 码。"),
    "label-edge-space": (
        "“{format}” begins or ends with a space, which nobody sees on a tube. Take it out.",
        "“{format}”开头或结尾有空格，印在管上看不出来。请去掉。"),
    "code-empty": (
        "there is nothing to make a code of. Give the specimen a label first.",
        "没有可编码的内容。请先给样本编标签。"),
    "code-not-ascii": (
        "a DataMatrix code of “{text}” cannot hold “{signs}”. Use Latin letters, digits and signs, or a QR code.",
        "“{text}”含有“{signs}”，无法生成 DataMatrix 码。请只用英文字母、数字和半角符号，或改用 QR 码。"),
    "code-long": (
        "{length} characters are too many for a {kind} code; {most} is the most here. Shorten the text.",
        "{kind} 码最多容纳 {most} 个字符，现有 {length} 个。请缩短内容。"),
    "picture-heavy": (
        "the picture is larger than {most} MB. Take it again at a lower resolution.",
        "图片超过 {most} MB。请降低分辨率后重新拍摄。"),
    "picture-kind": (
        "this is no PNG or JPEG picture. Save it as one of the two.",
        "文件不是 PNG 或 JPEG 图片。请另存为其中一种格式。"),
    "picture-wide": (
        "the picture has {have} million dots; {most} million is the most. Take it again at a lower resolution.",
        "图片有 {have} 百万像素，上限为 {most} 百万。请降低分辨率后重新拍摄。"),
    "picture-broken": (
        "the picture cannot be opened: it is damaged or cut off. Take it again.",
        "图片已损坏或不完整，无法打开。请重新拍摄。"),
    "picture-stopped": (
        "reading the picture took too much time or memory and was stopped. Take it again, closer to the code.",
        "读取图片耗时或占用内存过多，已停止。请靠近条码重新拍摄。"),
    "design-shape": (
        "{what} is missing, or is not {expected}. Correct the design.",
        "{what}缺失，或不是{expected}。请更正版式。"),
    "design-unknown": (
        "“{name}” is not a part of a design{hint}. Possible: {expected}.",
        "“{name}”不是版式的组成项{hint}。可用：{expected}。"),
    "design-outside": (
        "{what} reaches to {x} × {y} mm; the label ends at {width} × {height} mm. Move it, or make it smaller.",
        "{what}延伸至 {x} × {y} mm，超出标签范围（{width} × {height} mm）。请移动或缩小。"),
    "design-overlap": (
        "{first} and {second} overlap. Move one of them.",
        "{first}与{second}重叠。请移动其中一个。"),
    "design-fine": (
        "{what}: a dot of its code would be {dot} mm wide; scanners need {least} mm. Make it larger, or shorten “{text}”.",
        "{what}：码点宽度仅 {dot} mm，扫描至少需要 {least} mm。请放大，或缩短“{text}”。"),
    "design-small": (
        "{what}: “{text}” only fits at {size} points; below {least} nobody can read it. Give it more room.",
        "{what}：“{text}”只有缩到 {size} 磅才放得下，小于 {least} 磅无法辨认。请加宽。"),
    "print-again": (
        "{label} has been printed {times} times, last on {at} by {by}. Say why it is printed again.",
        "{label} 已打印 {times} 次，最近一次为 {at}，{by}。如需重打，请注明原因。"),
    "print-again-once": (
        "{label} was printed on {at} by {by}. Say why it is printed again.",
        "{label} 已于 {at} 由 {by} 打印。如需重打，请注明原因。"),
    "label-empty": (
        "a donor's code and the label of a primary specimen need a format. Write one, as %PPI%.%SP_TYPE%%PPI_UID%.",
        "供者编号和原始样本标签必须有格式。请填写，例如 %PPI%.%SP_TYPE%%PPI_UID%。"),
    "print-nothing": (
        "no tube was chosen. Scan the tubes, or open a visit and print its labels.",
        "尚未选择样本。请扫描样本管，或打开采集访视后打印其标签。"),
    "print-most": (
        "{count} labels at once are too many; {most} is the most. Print them in parts.",
        "一次最多打印 {most} 枚标签，现有 {count} 枚。请分批打印。"),
})
