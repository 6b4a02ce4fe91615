"""What the website says when something cannot be done."""

from paeonia.record.problems import messages

messages({
    "papers-file": ("choose a file of at most {most} MB.", "请选择不超过 {most} MB 的文件。"),
})
