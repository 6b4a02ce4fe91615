"""Protocol words for codes and variables, beside those that the dictionary gives: `SGOT` for AST, `CHF` is its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LABS = {
    "anc": """absolute neutrophil count|anc|neutrophil|neutrophil count|granulocyte count|
        absolute granulocyte count|granulocyte|agc|absolute neutrophil|polymorphonuclear leukocyte|
        neutrophilic granulocyte|中性粒细胞|中性粒细胞计数|中性粒细胞绝对计数|中性粒细胞绝对值计数|
        绝对中性粒细胞计数""",
    "wbc": """white blood cell count|white blood cell|wbc|wbc count|leukocyte|white blood count|leukocyte count|
        白细胞|白细胞计数|total wbc""",
    "corrected_calcium": "corrected calcium|corrected serum calcium|albumin corrected calcium|corrected total calcium",
    "lymphocytes": "lymphocyte|lymphocyte count|absolute lymphocyte count",
    "platelets": "platelet|platelet count|thrombocyte|thrombocyte count|plt|血小板|血小板计数",
    "haemoglobin": "hemoglobin|hgb|hb|hemoglobin level|血红蛋白",
    "haematocrit": "hematocrit",
    "bilirubin": """bilirubin|total bilirubin|serum bilirubin|serum total bilirubin|total serum bilirubin|tbil|
        总胆红素|血清总胆红素|胆红素|血清胆红素""",
    "bilirubin_direct": "direct bilirubin|conjugated bilirubin",
    "creatinine": "creatinine|serum creatinine|cr|scr|血清肌酐|血肌酐|肌酐",
    "crcl": """creatinine clearance|calculated creatinine clearance|estimated creatinine clearance|crcl|ccr|
        calculated creatinine clearance crcl|肌酐清除率|内生肌酐清除率""",
    "egfr": "glomerular filtration rate|gfr|egfr|estimated glomerular filtration rate|estimated gfr|肾小球滤过率",
    "ast": """ast|sgot|aspartate aminotransferase|aspartate transaminase|aspartate amino transferase|
        serum glutamic oxaloacetic transaminase|ast sgot|asat|serum glutamate oxaloacetate transaminase|
        glutamate oxaloacetate transaminase|glutamic oxaloacetic transaminase|asparate aminotransferase|
        aspartate transferase|asparatate aminotransferase|天冬氨酸转氨酶|谷草转氨酶|天门冬氨酸氨基转移酶|
        天冬氨酸氨基转移酶""",
    "alt": """alt|sgpt|alanine aminotransferase|alanine transaminase|alanine amino transferase|
        serum glutamic pyruvic transaminase|alt sgpt|alat|serum glutamate pyruvate transaminase|
        glutamate pyruvate transaminase|glutamic pyruvic transaminase|serum glutamic pyruvate transaminase|
        alanine transferase|serum glutamic-pyruvic transaminase|丙氨酸转氨酶|谷丙转氨酶|丙氨酸氨基转移酶""",
    "alt+ast": "transaminase|serum transaminase|liver transaminase|aminotransferase|hepatic transaminase|转氨酶",
    "alp": "alkaline phosphatase|alk phos|alp|ap|serum alkaline phosphatase|碱性磷酸酶",
    "albumin": "albumin|serum albumin|白蛋白|血清白蛋白",
    "inr": """pt inr|pt/inr|international normalized ratio|inr|international normalization ratio|
        international normalised ratio|inr pt|国际标准化比值""",
    "pt": "prothrombin time|pt",
    "aptt": "partial thromboplastin time|ptt|aptt|activated partial thromboplastin time|activated ptt",
    "lvef": """left ventricular ejection fraction|lvef|ejection fraction|cardiac ejection fraction|
        baseline lvef|left ventricular ejection fraction lvef|左室射血分数|左心室射血分数|射血分数|
        lv ejection fraction""",
    "qtcf": """qtcf|qtc|qtc interval|corrected qt interval|qtcf interval|corrected qt|qt interval corrected|
        qtc interval qtcf|corrected qt interval qtc|corrected qt interval qtcf|qtc间期|qtcf间期|校正qt间期""",
    "hba1c": "hba1c|hemoglobin a1c|glycated hemoglobin|glycosylated hemoglobin|糖化血红蛋白",
    "glucose_fasting": """fasting glucose|fasting plasma glucose|fasting blood glucose|fasting serum glucose|
        空腹血糖""",
    "bmi": "body mass index|bmi|体重指数",
    "ki67": "ki67|ki 67",
    "urea": "blood urea nitrogen|bun",
    "potassium": "potassium|serum potassium|血钾",
    "calcium": "calcium|serum calcium|血钙",
    "sodium": "sodium|serum sodium",
    "magnesium": "magnesium|serum magnesium",
    "weight": "body weight|weight|体重",
    "fsh": "fsh|follicle stimulating hormone",
    "estradiol": "estradiol|serum estradiol|雌二醇",
    "systolic_bp": "systolic pressure|systolic blood pressure sbp|sbp|systolic|systolic blood pressure|systolic bp|收缩压",
    "diastolic_bp": """diastolic pressure|diastolic blood pressure dbp|dbp|diastolic|diastolic blood pressure|
        diastolic bp|
        舒张压""",
    "pdl1_cps": "combined positive score|cps|pd l1 cps",
    "oncotype_rs": "oncotype dx recurrence score|recurrence score|oncotype dx",
    "heart_rate": "heart rate|心率",
}
AGENTS = {
    "halichondrin": "halichondrin b|halichondrin b chemical derivative|halichondrin b derivative",
    "chemotherapy": """cytotoxic chemotherapy|cytotoxic therapy|systemic chemotherapy|
        systemic cytotoxic chemotherapy|systemic cytotoxic therapy|chemo|cytotoxic agent|
        化疗|化学治疗""",
    "endocrine_therapy": """endocrine treatment|hormonal treatment|hormone treatment|anti hormonal therapy|
        antihormonal therapy|anti estrogen therapy|antiestrogen therapy|hormonal|hormone|hormonotherapy|
        anti hormone therapy|endocrine""",
    "systemic_anticancer": """tumor therapy|other tumor therapy|anticancer|anti cancer|antineoplastic|
        systemic anticancer therapy|
        anti cancer therapy|anticancer treatment|antineoplastic therapy|systemic therapy|systemic treatment|
        anti cancer treatment|systemic anti cancer therapy|anti tumor therapy|antitumor therapy|
        anti neoplastic therapy|cancer therapy|anticancer drug|systemic anti cancer treatment|anti cancer agent|
        anticancer agent|抗肿瘤治疗|全身抗肿瘤治疗|系统性抗肿瘤治疗|全身治疗|系统治疗""",
    "targeted_therapy": "targeted treatment|targeted agent|molecularly targeted therapy|targeted|靶向治疗|靶向药物",
    "her2_targeted": """her2 directed therapy|her2 targeted agent|anti her2 therapy|anti her2 treatment|
        her 2 directed therapy|her2 directed treatment|her2 targeted treatment|her2 therapy|
        anti her2 targeted therapy|erbb2 inhibitor|erbb 2 inhibitor|her2 inhibitor|anti erbb2 agent|anti her2 agent|
        anti her 2 therapy|erbb2 targeted therapy|her2 neu targeted therapy|anti erbb2 therapy|
        anti erbb 2 therapy|抗her2靶向治疗|抗her2治疗""",
    "investigational": """investigational agent|investigational therapy|investigational product|
        investigational treatment|experimental drug|experimental therapy|experimental agent|
        investigational medicinal product|experimental treatment|investigational drug or device|
        investigational anticancer therapy|investigational study drug|investigational compound|investigative agent|
        investigational medication or device|investigational agent or device|investigational compound or device|
        investigational drug or biologic|investigational anticancer drug|investigational anti cancer agent|
        investigational anti cancer drug|investigational biologic agent|investigational new drug|
        investigational drug/device|
        investigational intervention|investigational anticancer agent|investigational product or device|
        unapproved drug|non approved or investigational agent|non approved or investigational drug|non approved drug|
        unapproved or investigational agent|unapproved or investigational drug|investigational systemic therapy|
        investigational biologic|investigational pharmaceutical product|
        investigational study agent|drug that has not received regulatory approval for any indication|
        investigational device|investigational medication|
        investigational drug therapy|其他试验药物|试验药物|研究性药物|临床试验药物""",
    "gnrh_agonist": """lutenizing hormone releasing hormone agonist|
    luteinizing hormone releasing hormone agonist|lhrh agonist|
        gnrh agonist|lhrh analog|gnrh analog|gonadotropin releasing hormone agonist|
        gonadotropin releasing hormone analog|
        luteinizing hormone releasing hormone analog|lhrh analogue|gnrh analogue|lhrh|
        luteinizing hormone releasing hormone|
        gonadotropin releasing hormone""",
    "hormonal_contraceptive": """oral contraceptive|birth control pill|hormonal contraception|hormonal contraceptive|
        hormonal birth control|oral contraceptive pill""",
    "hdac_inhibitor": "histone deacetylase inhibitor|hdac inhibitor|histone deacetylase hdac inhibitor",
    "egfr_inhibitor": """erbb1 inhibitor|anti erbb1 agent|egfr inhibitor|epidermal growth factor receptor inhibitor|
        egfr targeted therapy""",
    "checkpoint_inhibitor": "immune checkpoint inhibitor|anti ctla 4 antibody or any other t cell checkpoint antibody",
    "cyp3a4_inhibitor": """inhibitor of cyp3a4|cyp3a4 inhibitor|inhibitor of cyp3a|cytochrome p450 3a4 inhibitor|
        cyp450 3a4 inhibitor""",
    "strong_cyp3a4_inhibitor": """strong inhibitor of cyp3a4|potent inhibitor of cyp3a4|
        potent cyp3a4 inhibitor|strong cyp3a inhibitor""",
    "strong_cyp3a4_inducer": "strong inducer of cyp3a4|potent inducer of cyp3a4|potent cyp3a4 inducer|strong cyp3a inducer",
    "nonsteroidal_ai": "non steroidal aromatase inhibitor|nonsteroidal aromatase inhibitor|non steroidal ai|nonsteroidal ai",
    "aromatase_inhibitor": "ai therapy|ais|芳香化酶抑制剂",
    "platinum": """platinum salt|platinum compound|platinum agent|platin|platinum containing compound|
        platinum containing agent""",
    "taxane": "taxoid|紫杉类药物|紫杉烷类",
    "anthracycline": "anthracyclin|蒽环类药物",
    "bisphosphonate": "biphosphonate|双膦酸盐类",
    "menopausal_hormones": """sex hormonal therapy|any sex hormonal therapy|sex hormone therapy|sex hormone|
    postmenopausal hormone replacement therapy|ovarian hormonal replacement therapy|
        hrt|
        hormone replacement therapy hrt|hormone replacement therapy|hormonal replacement therapy|
        postmenopausal hormone therapy|estrogen replacement therapy|hormone replacement""",
    "corticosteroid": "corticosteroid|steroid|systemic steroid|glucocorticoid|systemic corticosteroid",
    "immunosuppressant": """immunosuppressive agent|immunosuppressive drug|immunosuppressive medication|
        immunosuppressive therapy""",
    "anticoagulant": """anticoagulation|anticoagulant therapy|anticoagulation therapy|
        therapeutic anticoagulation""",
    "trastuzumab": "herceptin",
    "serm": "selective estrogen receptor modulator|serm",
    "gcsf": "g csf|granulocyte colony stimulating factor",
    "cdk46_inhibitor": "cdk4 6 inhibitor|cdk 4 6 inhibitor|cdk inhibitor",
    "oestrogen": "estrogen|estrogen therapy|oral estrogen",
    "mtor_inhibitor": "inhibitor of mtor",
    "pd1_or_pdl1": "pd 1 pd l1 inhibitor|anti pd 1 or anti pd l1|anti pd 1 pd l1",
    "pd1_inhibitor": "anti pd 1|anti pd 1 antibody",
    "pdl1_inhibitor": "anti pd l1|anti pd l1 antibody",
    "paclitaxel": "taxol",
    "fluorouracil": "5 fluorouracil",
    "progestin": "progestational agent|progesterone",
}
CONDITIONS = {
    "heart_failure": """congestive heart failure|cardiac failure|congestive cardiac failure|
        cardiac insufficiency|充血性心力衰竭""",
    "cardiac": "cardiac disease|heart disease|heart condition|心脏病",
    "cardiovascular": "cardiovascular disease|心血管疾病",
    "coronary_disease": "coronary artery disease|ischemic heart disease|coronary heart disease",
    "myocardial_infarction": "heart attack|心肌梗死|心肌梗塞",
    "unstable_angina": "unstable angina pectoris|不稳定性心绞痛",
    "angina": "angina pectoris",
    "arrhythmia": "cardiac arrhythmia|heart arrhythmia|dysrhythmia|cardiac dysrhythmia|arrythmia|cardiac arrythmia",
    "ventricular_arrhythmia": """cardiac ventricular arrhythmia|ventricular tachycardia|
        ventricular fibrillation|torsade de pointes""",
    "conduction_block": "conduction abnormality|severe conduction abnormality",
    "long_qt": "congenital long qt syndrome|long qt",
    "stroke": """cerebrovascular accident|transient ischemic attack|cerebral vascular accident|
        cerebrovascular accident or transient ischemic attack|stroke or tia""",
    "deep_vein_thrombosis": "deep venous thrombosis|dvt|深静脉血栓",
    "hypertension": "high blood pressure|arterial hypertension",
    "peripheral_artery_disease": "peripheral vascular disease|peripheral arterial disease",
    "valve_disease": "valvular disease|heart valve disease",
    "pericardial_disease": "pericardial effusion|pericarditis",
    "cardiac_device": "pacemaker|defibrillator",
    "venous_thromboembolism": "venous thrombosis|venous thromboembolic event|venous thromboembolic disease",
    "infection": "infection|infectious disease|感染",
    "serious_infection": "severe infection|serious infection",
    "hiv_infection": """human immunodeficiency virus|hiv|hiv positive|human immunodeficiency virus infection|
        hiv infection|aids|hiv seropositivity|hiv seropositive|seropositive for hiv|aids related illness|
        hiv antibody positive|acquired immunodeficiency syndrome|hiv positivity|known hiv|
        人类免疫缺陷病毒|hiv感染|艾滋病|positive for hiv|human immunodeficiency virus positive|
        human immunodeficiency virus hiv|hiv 1|获得性免疫缺陷综合征|hiv阳性""",
    "hepatitis_b": """hepatitis b virus|hepatitis b virus infection|hepatitis b infection|hbv infection|
        乙型病毒性肝炎|乙肝""",
    "dyspnoea_at_rest": """supplemental oxygen|supplementary oxygen|supplementary oxygen therapy|
        continuous oxygen therapy|
        supplemental oxygen therapy|requiring supplementary oxygen|requiring supplementary oxygen therapy|
        require supplemental oxygen|requires supplemental oxygen|requiring supplemental oxygen|
        requirement for supplemental oxygen|
        requirement for continuous oxygen therapy|current requirement for continuous oxygen therapy|
        requiring continuous oxygen therapy|oxygen dependent|severe dyspnea at rest|dyspnea at rest|
        severe dyspnea at rest due to
        complications of advanced malignancy|
        severe dyspnea at rest due to complications of advanced malignancy|current dyspnea at rest|
        current severe dyspnea at rest""",
    "pleural_effusion+pericardial_disease": """pleural or pericardial effusion|pleural/pericardial effusion|
        pericardial/pleural effusion|
        pericardial or pleural effusion|pleural and pericardial effusion""",
    "hepatitis_b+hepatitis_c": """viral hepatitis|hepatitis|chronic viral hepatitis|hepatitis b or c|
    hepatitis b and c|hepatitis b and/or c|hepatitis b/c|
        hepatitis b or c virus|hepatitis b or c infection|乙肝或丙肝|乙型或丙型肝炎""",
    "dpd_deficiency": """dihydropyrimidine dehydrogenase deficiency|
        dihydropyrimidine dehydrogenase dpd deficiency|dpd deficiency|
        known dpd deficiency|deficiency of dihydropyrimidine dehydrogenase|
        dihydropyrimidine dehydrogenase (dpd) deficiency""",
    "hepatitis_c": """hepatitis c virus|hepatitis c virus infection|hepatitis c infection|hcv infection|
        丙型病毒性肝炎|丙肝""",
    "tuberculosis": "tuberculosis|活动性结核",
    "autoimmune": "autoimmune disorder|auto immune disease|自身免疫病",
    "arterial_thrombosis": "arterial thromboembolism|arterial thrombotic event|arterial thromboembolic event",
    "thrombophilia": "hypercoagulable state|hypercoagulability|hypercoagulable disorder",
    "gastrointestinal": "gastrointestinal disease|gastrointestinal disorder|gi disease",
    "endocrine_disease": "endocrine disorder",
    "adrenal_insufficiency": "adrenal failure",
    "diabetes_type1": "type i diabetes mellitus|type i diabetes|type 1 diabetes mellitus|insulin dependent type i diabetes",
    "diabetes_type2": "type ii diabetes mellitus|type ii diabetes|type 2 diabetes mellitus",
    "diabetes_insulin": "insulin dependent diabetes|insulin dependent diabetes mellitus",
    "bleeding": """bleeding diathesis|bleeding diatheses|hemorrhagic disorder|coagulation disorder|
    bleeding disorder|hemorrhagic diathesis|coagulopathy|active bleeding|
        bleeding diathesis or coagulopathy""",
    "interstitial_lung_disease": """interstitial lung disease|interstitial pneumonitis|interstitial pneumonia|
        间质性肺病|间质性肺炎""",
    "seizure": "seizure|seizure disorder|epilepsy|癫痫",
    "peripheral_neuropathy": """peripheral neuropathy|neuropathy|sensory neuropathy|
        peripheral sensory neuropathy|motor neuropathy|peripheral motor neuropathy|neurosensory neuropathy|
        sensory or motor neuropathy|motor or sensory neuropathy|
        peripheral sensory or motor neuropathy|motor or sensory neurotoxicity|sensory/motor neuropathy|
        diabetic neuropathy|
        周围神经病""",
    "diabetes": "diabetes mellitus|diabetes|糖尿病",
    "malabsorption": "malabsorption syndrome|bad absorption syndrome|syndrome of malabsorption|吸收不良综合征",
    "bleeding+thromboembolism": """bleeding or thrombotic disorder|thrombotic or bleeding disorder|
        bleeding and thrombotic disorder|bleeding or clotting disorder|coagulation or bleeding disorder""",
    "inflammatory_bowel": "inflammatory bowel disease|crohn's disease|ulcerative colitis|crohn disease",
    "cirrhosis": "liver cirrhosis",
    "liver_disease": "hepatic disease|chronic liver disease",
    "kidney_disease": "renal disease",
    "lung_disease": "pulmonary disease",
    "osteoporosis": "osteoporosis",
    "psychiatric": "psychiatric disorder|psychiatric illness|psychiatric disease|mental illness",
    "substance_abuse": """alcohol abuse|drug abuse|substance abuse|alcohol or drug abuse|drug or alcohol abuse|
        alcoholism|drug addiction""",
    "immunodeficiency": "immunodeficiency|immune deficiency|免疫缺陷",
    "organ_transplant": "organ transplantation|solid organ transplant|organ transplant|器官移植",
    "stem_cell_transplant": """allogeneic stem cell transplantation|allogeneic stem cell transplant|
        allogeneic bone marrow transplant|allogeneic bone marrow transplantation""",
    "fragility_fracture": "osteoporotic fracture",
    "jaw_osteonecrosis": "osteonecrosis of the jaw",
    "melanoma": "malignant melanoma",
    "thromboembolism": """thromboembolic event|thromboembolic disease|thrombotic event|thrombotic disorder|thrombosis|
        thromboembolic disorder|arterial or venous thrombosis|arterial or venous thromboembolism|
        venous or arterial thromboembolism|venous or arterial thrombosis|
        arterial or venous thrombotic event|arterial or venous thromboembolic event""",
    "unhealed_wound": """serious non healing wound ulcer or bone fracture|
        non healing wound ulcer or bone fracture|non healing wound|
        serious, non-healing wound, ulcer, or bone fracture|serious non-healing wound, ulcer, or bone fracture|
        non-healing wound, ulcer, or bone fracture|nonhealing wound|
        serious or non-healing wound, ulcer, or bone fracture|serious non-healing wound, ulcer or bone fracture|
        serious, nonhealing wound, ulcer, or bone fracture|serious nonhealing wound, ulcer, or bone fracture""",
    "gilbert": "gilbert's syndrome|gilbert's disease|gilbert syndrome",
    "gastrointestinal_bleeding": "gi bleeding|gastrointestinal hemorrhage|gi bleed",
    "unable_to_swallow": """inability to swallow|difficulty swallowing|swallowing dysfunction|
        swallowing disorder|unable to take oral medication|not able to swallow|
        inability to take oral medication|unable to swallow oral medication|inability to swallow oral medication|
        unable to swallow|unable to swallow or retain oral medication|unable to swallow and retain oral medication""",
    "pulmonary_fibrosis": "idiopathic pulmonary fibrosis",
    "mds_aml": """myelodysplastic syndrome|acute myeloid leukemia|acute myelogenous leukemia|
        acute myeloblastic leukemia|
        myelodysplasia""",
    "dementia": "dementia",
}
PROCEDURES = {
    "major_surgery": "major surgery|major surgical procedure|major operation|大型手术|重大手术|大手术",
    "minor_procedure": "minor surgical procedure|minor operation|minor procedure",
    "mastectomy": "total mastectomy",
    "stem_cell_transplant": """bone marrow transplant|bone marrow transplantation|stem cell transplantation|
        stem cell rescue|bone marrow or stem cell transplantation|stem cell or bone marrow transplant|
        peripheral stem cell transplant""",
    "oophorectomy": "bilateral oophorectomy|bilateral ovariectomy|surgical oophorectomy",
    "hysterectomy": "total hysterectomy",
    "breast_surgery": "breast surgery|surgery|surgery for breast cancer|definitive surgery|definitive breast surgery|手术",
    "breast_conserving": """segmental mastectomy|partial mastectomy|quadrantectomy|segmentectomy|breast sparing surgery|
        breast conserving surgery|breast conservation surgery|breast conservation|breast conserving procedure|
        conservative surgery|breast conservative surgery|conservative breast surgery|breast preserving surgery|
        breast sparing procedure|breast conserving resection|breast conservation therapy""",
    "slnb": """sentinel node biopsy|sentinel lymph node biopsy|sentinel node dissection|sentinel lymph node dissection|
        sentinel lymphadenectomy""",
    "alnd": "axillary dissection|axillary node dissection|axillary lymph node dissection|axillary clearance",
}
HISTOLOGIES = {
    "dcis": "ductal carcinoma in situ|dcis",
    "lcis": "lobular carcinoma in situ|lcis",
    "lobular": """invasive lobular carcinoma|invasive lobular breast cancer|invasive lobular histology|
        infiltrating lobular carcinoma""",
    "ductal": "invasive ductal carcinoma|infiltrating ductal carcinoma",
}


def said() -> Iterator[tuple[str, Any, str]]:
    """The tables with their tags."""
    for tag, table in (("LAB", LABS), ("AGENT", AGENTS), ("COND", CONDITIONS), ("PROC", PROCEDURES), ("HIST", HISTOLOGIES)):
        for code, phrases in table.items():
            yield tag, code, phrases
