"""The essential documents a site keeps, from ICH E6(R3) appendix C; starred ones must be there before the study starts."""

from __future__ import annotations

Words = dict[str, str]
SOURCE = "ICH E6(R3), appendix C"
KINDS: dict[str, tuple[Words, bool]] = {
    "protocol": ({"en": "Protocol and amendments, signed", "zh": "已签署的方案及修订案"}, True),
    "brochure": ({"en": "Investigator's brochure", "zh": "研究者手册"}, True),
    "ethics_approval": ({"en": "Approval of the ethics committee", "zh": "伦理委员会批件"}, True),
    "consent_form": ({"en": "Consent form as approved", "zh": "已批准的知情同意书"}, True),
    "agreement": ({"en": "Agreement with the sponsor, insurance", "zh": "合同与保险"}, True),
    "authority": ({"en": "Permission of the authority", "zh": "药监部门批件或默示许可"}, True),
    "hgr": ({"en": "Human genetic resources filing", "zh": "人类遗传资源审批或备案"}, True),
    "delegation": ({"en": "Delegation log and signature sheet", "zh": "授权分工表与签名样张"}, True),
    "cv": ({"en": "CVs and GCP certificates", "zh": "简历与 GCP 证书"}, True),
    "training": ({"en": "Trial-specific training records", "zh": "方案培训记录"}, True),
    "laboratory": ({"en": "Laboratory normal ranges and certification", "zh": "实验室正常值范围与质控证书"}, True),
    "initiation": ({"en": "Report of the initiation visit", "zh": "启动访视报告"}, True),
    "screening_log": ({"en": "Screening log", "zh": "筛选表"}, False),
    "identification": ({"en": "Subject identification list", "zh": "受试者鉴认代码表"}, False),
    "drug_records": ({"en": "Study drug accountability", "zh": "研究药物接收、发放与回收记录"}, False),
    "samples": ({"en": "Sample collection, shipment and storage", "zh": "生物样本采集、运输与保存记录"}, False),
    "monitoring": ({"en": "Monitoring visit letters", "zh": "监查访视函"}, False),
    "safety": ({"en": "Safety reports sent and received", "zh": "安全性报告（发出与接收）"}, False),
}
