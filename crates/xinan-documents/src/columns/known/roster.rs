//! 名册 — one row a person.

use super::{
    ADDRESS, ColumnSpec, Content, DEATH_CAUSE, DIED_ON, IDENTITY_NUMBER, NAME, ORDINAL, PHONE, REMARK, SEX,
    VILLAGE, column,
};

/// 名册, with the fields of the supplement form (个人信息补充表).
pub(super) const COLUMNS: &[ColumnSpec] = &[
    ORDINAL,
    NAME.needed(),
    SEX,
    IDENTITY_NUMBER.needed(),
    column("ethnicity", &["民族"]),
    column("birth_date", &["出生日期", "出生年月日", "出生年月", "生日", "出生时间"])
        .seen_as(Content::BirthDate),
    PHONE,
    column("household", &["户别", "户口性质", "户口类别", "户籍性质", "户籍类型", "户口类型", "农业/非农业"]),
    VILLAGE.needed(),
    ADDRESS,
    column(
        "guardian_name",
        &[
            "监护人姓名",
            "监护人",
            "联系人姓名",
            "监护人(联系人)姓名",
            "联系人(监护人)姓名",
            "家属姓名",
            "姓名(监护人)",
        ],
    ),
    column(
        "guardian_relation",
        &[
            "与患者关系",
            "监护人与患者关系",
            "与监护人关系",
            "监护人关系",
            "关系",
            "与本人关系",
            "监护关系",
            "与患者的关系",
        ],
    ),
    column("guardian_address", &["监护人住址", "监护人地址"]),
    column(
        "guardian_phone",
        &[
            "监护人电话",
            "监护人联系电话",
            "监护人电话号码",
            "监护人手机",
            "监护人手机号",
            "监护人手机号码",
            "监护人联系方式",
            "联系人电话",
            "家属电话",
            "家属联系电话",
            "监护人(联系人)电话",
            "联系人(监护人)电话",
            "联系电话(监护人)",
            "电话(监护人)",
        ],
    ),
    column(
        "village_contact",
        &["村(居)委会联系人", "辖区村(居)委会联系人", "村居联系人", "村干部", "村委会联系人", "辖区联系人"],
    ),
    column(
        "village_contact_phone",
        &[
            "村(居)委会联系人电话",
            "辖区村(居)委会联系人电话",
            "村居联系人电话",
            "村干部电话",
            "辖区联系人电话",
        ],
    ),
    column("education", &["文化程度", "学历", "受教育程度", "教育程度"]),
    column("marriage", &["婚姻状况", "婚姻", "婚姻情况", "婚否"]),
    column("employment", &["就业情况", "就业状况", "职业", "工作情况"]),
    column("economy", &["经济状况", "经济情况", "家庭经济状况", "是否贫困", "贫困情况", "家庭经济情况"])
        .telling(),
    column(
        "consent",
        &[
            "知情同意",
            "是否知情同意",
            "知情同意情况",
            "是否同意参加管理",
            "同意参加管理",
            "是否签署知情同意书",
            "知情同意书",
            "是否同意管理",
        ],
    )
    .telling(),
    column(
        "consent_on",
        &[
            "知情同意时间",
            "知情同意日期",
            "知情同意签字时间",
            "知情同意签字日期",
            "签字时间",
            "签署日期",
            "知情同意书签署时间",
            "知情同意书签署日期",
        ],
    )
    .telling(),
    column(
        "onset_on",
        &["初次发病时间", "初次发病日期", "首次发病时间", "首次发病日期", "发病时间", "发病日期", "初发时间"],
    )
    .telling(),
    column("past_symptoms", &["既往主要症状", "既往症状", "主要症状"]),
    column("other_past_symptom", &["其他既往症状", "既往主要症状其他"]),
    column(
        "outpatient",
        &["既往门诊治疗情况", "门诊治疗情况", "既往治疗情况门诊", "既往门诊治疗", "门诊", "既往治疗情况"],
    ),
    column(
        "first_treated_on",
        &[
            "首次抗精神病药治疗时间",
            "首次抗精神病药物治疗时间",
            "首次抗精神病药治疗日期",
            "首次治疗时间",
            "首次用药时间",
            "初次治疗时间",
            "首次抗精神病药时间",
        ],
    )
    .telling(),
    column(
        "admissions",
        &[
            "既往住院次数",
            "住院次数",
            "既往住院情况",
            "曾住院次数",
            "既往住院",
            "曾住精神专科医院次数",
            "住院",
        ],
    )
    .telling(),
    column(
        "diagnosis",
        &["目前诊断", "诊断", "疾病名称", "诊断名称", "疾病诊断", "病种", "目前诊断情况", "确诊疾病"],
    )
    .needed(),
    column(
        "icd10",
        &["ICD-10", "ICD10编码", "ICD编码", "ICD", "疾病编码", "诊断编码", "ICD-10编码", "ICD10代码"],
    )
    .telling(),
    column("diagnosed_at", &["确诊医院", "确诊机构", "诊断医院", "诊断机构", "确诊单位"]).telling(),
    column("diagnosed_on", &["确诊日期", "确诊时间", "诊断日期", "诊断时间"]).needed().telling(),
    column("effect", &["最近一次治疗效果", "治疗效果", "最近治疗效果"]),
    column("incidents", &["既往危险行为", "危险行为", "既往危险行为情况"]),
    column("confinement", &["既往关锁情况", "关锁情况", "既往关锁", "关锁"]),
    column("specialist_opinion", &["专科医生的意见", "专科医生意见", "专科意见"]),
    column("filled_on", &["填表日期", "建档日期", "建档时间"]),
    column("filled_by", &["医生签字", "填表医生", "建档医生", "责任医生", "管理医生"]),
    column(
        "disability_certificate",
        &[
            "精神残疾证号",
            "残疾证号",
            "残疾证号码",
            "残疾人证号",
            "残疾人证号码",
            "精神残疾证",
            "残疾证",
            "精神残疾证编号",
            "残疾证编号",
        ],
    )
    .telling(),
    column(
        "disability_grade",
        &["残疾等级", "残疾级别", "精神残疾等级", "精神残疾人证等级", "残疾证等级", "残疾人证等级"],
    )
    .telling(),
    column("status", &["管理状态", "在管状态", "状态", "在册状态", "管理情况", "患者状态", "是否在管"])
        .telling(),
    DIED_ON,
    DEATH_CAUSE,
    REMARK,
];
