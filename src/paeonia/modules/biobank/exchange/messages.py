"""What this room says when a file or a row cannot be taken."""

from paeonia.record.problems import messages

messages({
    "bankx-no-columns": ("No column with labels of samples was found. Use the template, or name one column “Label”.",
                         "未找到样本编号列。请使用模板，或将该列命名为“样本编号”。"),
    "bankx-needed": ("These columns were not found: {columns}. Use the template of what is brought in.",
                     "未找到以下列：{columns}。请使用对应的模板。"),
    "bankx-many": ("The file has more than {most} rows. Each is tried before anything is kept: hand it in in parts.",
                   "文件超过 {most} 行。保存前须逐行检查，请拆分后上传。"),
    "bankx-most": ("The file has more than {most} rows, and nothing of it was kept. Cut it into files of {most} rows at "
                   "most, each with the headings, parents in the same file as what was made of them or in an earlier one, "
                   "and hand them in one after another.",
                   "文件超过 {most} 行，未导入任何内容。请拆分为每个不超过 {most} 行的文件，每个文件均保留表头，"
                   "母样本与其衍生、分装样本放在同一文件或更早的文件中，然后依次上传。"),
    "bankx-no-number": ("row {row}, “{column}”: “{value}” is no such number.",
                        "第 {row} 行“{column}”：“{value}”不是有效数字。"),
    "bankx-between": ("row {row}, “{column}”: “{value}” does not lie between {low} and {high}.",
                      "第 {row} 行“{column}”：“{value}”不在 {low} 至 {high} 之间。"),
    "bankx-long": ("row {row}, “{column}”: {length} characters are too many. Write {most} at most.",
                   "第 {row} 行“{column}”：共 {length} 个字符，过长。请不超过 {most} 个字符。"),
    "bankx-differs": ("row {row}, “{column}”: “{value}”, while row {other} says “{first}” of the same thing. "
                      "Make them alike.",
                      "第 {row} 行“{column}”：“{value}”与第 {other} 行的“{first}”不一致，而两行所指相同。请改为一致。"),
    "bankx-refused": ("row {row}: {why}", "第 {row} 行：{why}"),
    "bankx-missing": ("row {row}: “{column}” is empty. Fill it in.", "第 {row} 行：“{column}”为空，请填写。"),
    "bankx-code": ("row {row}, “{column}”: “{value}” is not in the list{hint}.",
                   "第 {row} 行“{column}”：“{value}”不在列表中{hint}。"),
    "bankx-date": ("row {row}, “{column}”: “{value}” is no date. Write 2026-11-23 or 2026-11-23 14:05.",
                   "第 {row} 行“{column}”：“{value}”不是日期。请写作 2026-11-23 或 2026-11-23 14:05。"),
    "bankx-date-order": ("row {row}, “{column}”: “{value}” may be two days. Hand it in again and say which comes first.",
                         "第 {row} 行“{column}”：“{value}”的日、月顺序不明。请重新上传，并选择日、月顺序。"),
    "bankx-future": ("row {row}, “{column}”: {value} is still to come.",
                     "第 {row} 行“{column}”：{value} 尚未到来。"),
    "bankx-number": ("row {row}, “{column}”: “{value}” is no quantity above 0.",
                     "第 {row} 行“{column}”：“{value}”不是大于 0 的数量。"),
    "bankx-unit": ("row {row}: unit “{value}” does not fit {kind}. Its usual unit is {usual}.",
                   "第 {row} 行：单位“{value}”不适用于{kind}，常用单位为 {usual}。"),
    "bankx-protocol": ("row {row}: no collection protocol “{value}”. Open it first, or correct the code.",
                       "第 {row} 行：没有采集方案“{value}”。请先建立方案，或更正编号。"),
    "bankx-parent": ("row {row}: parent “{value}” is neither in the file nor in the bank.",
                     "第 {row} 行：母样本“{value}”既不在文件中，也不在库中。"),
    "bankx-parent-bad": ("row {row}: its parent “{value}” cannot be taken either (row {other}).",
                         "第 {row} 行：其母样本“{value}”（第 {other} 行）也无法导入。"),
    "bankx-circle": ("row {row}: “{value}” comes from itself.", "第 {row} 行：“{value}”的母样本关系形成循环。"),
    "bankx-older": ("row {row}: made {value}, before its parent ({other}).",
                    "第 {row} 行：制备时间 {value} 早于母样本（{other}）。"),
    "bankx-lineage": ("row {row}: a sample with a parent is derived or an aliquot, one without is taken from the donor.",
                      "第 {row} 行：有母样本者应为衍生或分装，无母样本者应为原始样本。"),
    "bankx-twice": ("row {row}: label “{value}” stands in row {other} as well.",
                    "第 {row} 行：编号“{value}”与第 {other} 行重复。"),
    "bankx-barcode": ("row {row}: barcode “{value}” is taken ({other}).", "第 {row} 行：条码“{value}”已被使用（{other}）。"),
    "bankx-overdrawn": ("row {row}: its aliquots take {wanted} {unit}, and {left} {unit} were there.",
                        "第 {row} 行：分装共需 {wanted} {unit}，仅有 {left} {unit}。"),
    "bankx-fixed": ("row {row}, “{column}”: the bank says “{old}”, the file “{value}”. A file does not change this. Leave "
                    "the cell empty; if the bank is wrong, report a nonconformity.",
                    "第 {row} 行“{column}”：库中为“{old}”，文件为“{value}”。此项不能通过文件更改，请将该单元格留空；"
                    "如库中有误，请登记不符合项。"),
    "bankx-not-there": ("row {row}: no sample “{value}” to change.", "第 {row} 行：没有可更新的样本“{value}”。"),
    "bankx-donor-column": ("row {row}: a sample from the donor needs her code and a visit or day.",
                           "第 {row} 行：原始样本须有供者编号，以及访视名称或采集日期。"),
})
