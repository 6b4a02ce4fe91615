"""What registers call their columns, beside the dictionary's own words: target -> headings of Chinese hospitals."""

from __future__ import annotations

# Only headings that mean one thing. “尿素氮” is left out: in mg/dL it is not urea; “PD-L1” alone names no score.
HEADINGS: dict[str, str] = {
    "birth_date": "出生年月 出生年月日 生日 dob dateofbirth birthdate",
    "diagnosis_date": "诊断日期 诊断时间 确诊日期 确诊时间 首诊日期 病理诊断日期 首次确诊日期 dateofdiagnosis",
    "metastatic_date": "转移日期 首次转移日期 晚期诊断日期",
    "vital_status": "生存状态 生存情况 是否死亡",
    "histology": "组织学类型 病理学类型 组织类型 病理诊断类型",
    "grade": "分级 组织学级别 病理分级 WHO分级",
    "laterality": "患侧 侧别 左右侧 病变侧别 肿瘤侧别",
    "subtype": "分子分型 分子亚型 分型 molecularsubtype",
    "her2_ihc": "HER2免疫组化 免疫组化HER2 HER2IHC CerbB2",
    "her2_ish": "FISH FISH结果 HER2FISH HER2-FISH ISH HER2扩增 HER2基因扩增 HER2基因状态",
    "menopausal": "绝经状态 是否绝经 绝经 绝经情况 menopause menopausalstatus",
    "cT": "cT cT分期 T分期 临床T分期 T", "cN": "cN cN分期 N分期 临床N分期 N", "cM": "cM cM分期 M分期 临床M分期 M",
    "pT": "pT分期 病理T分期", "pN": "pN分期 病理N分期",
    "stage_anatomic": "TNM分期 分期 AJCC分期 解剖分期 stage tnmstage",
    "tumour_size": "肿瘤大小 肿瘤最大径 肿瘤直径 肿块大小 病灶大小 tumorsize",
    "nodes_positive": "淋巴结转移数 转移淋巴结数 阳性淋巴结数 淋巴结阳性数 阳性淋巴结个数 positivenodes",
    "nodes_examined": "淋巴结清扫数 清扫淋巴结数 送检淋巴结数 淋巴结总数 淋巴结清扫总数 nodesexamined",
    "lvi": "脉管侵犯 脉管浸润 脉管癌栓 LVI", "margins": "切缘 切缘状态 手术切缘",
    "ecog": "PS PS评分 ECOG评分 ECOGPS ECOGPS评分 体能状态 体力状态评分", "karnofsky": "KPS KPS评分 卡氏评分",
    "pdl1_cps": "CPS PDL1CPS PD-L1(CPS) CPS评分", "family_history": "乳腺癌家族史 乳腺卵巢癌家族史",
    "lvef": "射血分数 EF EF值 左室射血分数 左心室射血分数", "haemoglobin": "Hb HGB hemoglobin 血红蛋白浓度",
    "wbc": "白细胞 白细胞计数 WBC", "anc": "中性粒细胞 中性粒细胞计数 中性粒细胞绝对值 ANC NEUT",
    "lymphocytes": "淋巴细胞 淋巴细胞计数", "platelets": "血小板 血小板计数 PLT", "bilirubin": "总胆红素 TBIL T-BIL",
    "alp": "碱性磷酸酶 ALP AKP", "creatinine": "肌酐 血肌酐 Cr Scr CREA", "therapy.line": "治疗线数",
    "procedure.kind": "手术方式 手术名称 术式",
}
# A day that stands in a column of its own, and what it is the day of.
DAYS = {"手术日期": "procedure.kind", "手术时间": "procedure.kind"}
