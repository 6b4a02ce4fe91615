"""What the website says when something cannot be done."""

from paeonia.record.problems import messages

messages({
    "papers-file": ("choose a file of at most {most} MB.", "请选择不超过 {most} MB 的文件。"),
    "website-untranslated": (
        "{count} texts are not translated yet; translate them first, nothing was sent.",
        "还有 {count} 处未翻译，请先译完；尚未送审。"),
    "website-no-library": (
        "the website has no library in this language yet ({language}); an editor lays it out first.",
        "网站尚无该语言（{language}）的科普文库，请编辑先建立栏目。"),
})
