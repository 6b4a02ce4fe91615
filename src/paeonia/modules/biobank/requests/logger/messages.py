"""What can be wrong with the file of a temperature logger, in both languages: the row, the column, the next step."""

from paeonia.record.problems import messages

messages({
    "banklog-columns": (
        "“{name}”: no column of times and no column of temperatures was found among its first rows. Export the readings as a"
        " table with headings such as “Time” and “Temperature (°C)”.",
        "“{name}”：前若干行中未找到时间列和温度列。请将读数导出为带表头的表格，例如“时间”“温度（°C）”。"),
    "banklog-unit": (
        "“{name}”: the column “{column}” does not say whether it is °C or °F. Say it below, then read the file again.",
        "“{name}”：“{column}”列未注明是 °C 还是 °F。请在下方选择后重新读取。"),
    "banklog-day-order": (
        "“{name}”, row {row}, “{column}”: “{value}” may be two days. Say below which comes first, then read the file again.",
        "“{name}”第 {row} 行“{column}”：“{value}”的日、月顺序不明。请在下方选择后重新读取。"),
    "banklog-time": (
        "row {row}, “{column}”: “{value}” is no time. Write 2026-11-23 14:05.",
        "第 {row} 行“{column}”：“{value}”不是时间。请写作 2026-11-23 14:05。"),
    "banklog-number": (
        "row {row}, “{column}”: “{value}” is no temperature. The row was left out.",
        "第 {row} 行“{column}”：“{value}”不是温度，该行未采用。"),
    "banklog-future": (
        "row {row}, “{column}”: {value} is still to come. Check the clock of the logger.",
        "第 {row} 行“{column}”：{value} 尚未到来。请核对记录仪时钟。"),
    "banklog-twice": (
        "row {row}, “{column}”: {value}, while row {other} says {first} of the same moment. The first was kept.",
        "第 {row} 行“{column}”：{value}，而第 {other} 行同一时刻为 {first}。已采用先出现者。"),
    "banklog-many": (
        "“{name}” has more than {most} rows. Export only the days of the transport.",
        "“{name}”超过 {most} 行。请只导出运输期间的数据。"),
    "banklog-heavy": (
        "“{name}” is larger than {most} MB. Export only the days of the transport, as CSV.",
        "“{name}”超过 {most} MB。请只导出运输期间的数据，并存为 CSV。"),
    "banklog-none": (
        "“{name}”: no row holds a time and a temperature. Look at the first fault: {why}",
        "“{name}”：没有一行同时含有时间和温度。首个问题：{why}"),
    "banklog-empty": (
        "“{name}” holds headings and no readings. Export it again from the logger.",
        "“{name}”只有表头，没有读数。请从记录仪重新导出。"),
    "banklog-elsewhere": (
        "“{name}”: its readings run from {first} to {last}, and the parcel was on its way from {since} to {until}: none"
        " falls into that time. Take the file of this parcel, or check the clock of the logger.",
        "“{name}”：读数为 {first} 至 {last}，而包裹在途时间为 {since} 至 {until}，没有读数落在此期间。"
        "请选择本包裹的文件，或核对记录仪时钟。"),
    "banklog-condition": (
        "say as what the parcel was sent: without its condition its readings cannot be judged.",
        "请选择包裹的运输条件：没有运输条件，就无法判断读数。"),
    "banklog-not-sent": (
        "{number} has not been sent yet. Read the logger once the parcel is there.",
        "{number} 尚未发运。请在包裹到达后再读取记录仪。"),
})
