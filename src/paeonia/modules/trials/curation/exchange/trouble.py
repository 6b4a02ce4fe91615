"""What can be wrong with a file that is brought in, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "exchange-no-file": ("choose a CTML file (YAML or JSON).", "请选择 CTML 文件（YAML 或 JSON）。"),
    "exchange-large": ("the file has more than {most} MB. A CTML trial is far smaller; check the file.",
                       "文件超过 {most} MB，CTML 试验远小于此，请检查文件。"),
    "exchange-heavy": ("reading the file needs more memory or time than any sound CTML trial; it was stopped. Check the "
                       "file.", "读取该文件所需内存或时间超出正常范围，已停止。请检查文件。"),
    "exchange-nothing": ("no trial in this file has criteria. Check the file.", "文件中没有任何带标准的试验，请检查文件。"),
    "exchange-several": ("the file holds {many} trials ({names}). Write the registry number of the one you want.",
                         "文件包含 {many} 个试验（{names}），请填写所需试验的注册号。"),
    "exchange-which": ("the file names no registry number that is on record here. Write the trial's number below.",
                       "文件中没有本库已登记的注册号，请在下方填写试验编号。"),
    "exchange-each": ("each of the {many} parts of the file is matched by itself, as MatchMiner does; criteria that all of "
                      "them share became criteria of the whole trial.",
                      "文件的 {many} 个部分按 MatchMiner 的方式各自匹配；各部分共有的条件已列为整个试验的条件。"),
    "exchange-suspended": ("“{name}” is suspended in the file.", "“{name}”在文件中标为已暂停。"),
    "exchange-unknown": ("the file said something this program has no message for ({code}).",
                         "文件中有本程序无法说明的问题（{code}）。"),
})
