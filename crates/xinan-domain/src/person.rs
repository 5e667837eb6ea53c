//! The common head of a resident's health record (居民健康档案 个人基本信息表, third edition).

use crate::codes;

/// Whether a text can be a person's name (姓名): letters of any script, rare characters and those
/// that a system without them describes or keeps to itself, and what stands between two names.
pub fn is_name(text: &str) -> bool {
    let between = |c: char| {
        matches!(
            c,
            ' ' | '.' | '-' | '\'' | '’' | '·' | '•' | '‧' | '∙' | '・' | '･' | '\u{0F0B}' | '\u{180E}'
        )
    };
    // Accents and variants, descriptions such as ⿰王京, and places for characters of one's own.
    let part = |c: char| {
        matches!(c, '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
            || matches!(c, '\u{2E80}'..='\u{2FFB}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}')
    };
    text.chars().any(|c| c.is_alphabetic() || part(c))
        && text.chars().all(|c| c.is_alphabetic() || part(c) || between(c))
}

codes! {
    /// 户别.
    Household { Urban = 1 "城镇" "urban" ["城市", "非农业"], Rural = 2 "农村" "rural" ["农业", "农业户口"] }
}

codes! {
    /// 文化程度.
    Education {
        Postgraduate = 1 "研究生" "postgraduate" ["硕士", "博士"],
        University = 2 "大学本科" "university" ["本科", "大学"],
        College = 3 "大学专科和专科学校" "college" ["大专", "专科", "大学专科"],
        Secondary = 4 "中等专业学校" "secondary vocational" ["中专", "中等专科"],
        Technical = 5 "技工学校" "technical school" ["技校"],
        HighSchool = 6 "高中" "high school" [],
        MiddleSchool = 7 "初中" "middle school" [],
        Primary = 8 "小学" "primary school" [],
        Illiterate = 9 "文盲或半文盲" "illiterate or semi-literate" ["文盲", "半文盲", "文盲/半文盲"],
        Unknown = 10 "不详" "unknown" [],
    }
}

codes! {
    /// 婚姻状况.
    Marriage {
        Single = 1 "未婚" "single" [],
        Married = 2 "已婚" "married" ["初婚", "再婚", "复婚", "有配偶"],
        Widowed = 3 "丧偶" "widowed" [],
        Divorced = 4 "离婚" "divorced" ["离异"],
        Unstated = 5 "未说明" "not stated" ["不详", "未说明的婚姻状况"],
    }
}

codes! {
    /// 补充表 7 就业情况.
    Employment {
        Worker = 1 "在岗工人" "worker" ["工人"],
        Manager = 2 "在岗管理者" "manager" ["管理者", "干部"],
        Farmer = 3 "农民" "farmer" ["务农"],
        Unemployed = 4 "下岗或无业" "unemployed" ["无业", "下岗", "待业"],
        Student = 5 "在校学生" "student" ["学生"],
        Retired = 6 "退休" "retired" ["离退休"],
        Professional = 7 "专业技术人员" "professional" [],
        OtherWork = 8 "其他" "other" [],
        Unknown = 9 "不详" "unknown" [],
    }
}

codes! {
    /// 补充表 18 经济状况.
    Economy {
        Poor = 1 "贫困，在当地贫困线标准以下" "below the local poverty line" ["贫困", "贫困户", "低保"],
        NotPoor = 2 "非贫困" "not poor" ["不贫困", "一般"],
    }
}

codes! {
    /// 补充表 8 知情同意. The numbers are 1 and 0.
    Consent {
        Refused = 0 "不同意参加管理" "does not agree" ["不同意", "拒绝"],
        Given = 1 "同意参加管理" "agrees" ["同意", "已同意"],
    }
}

codes! {
    /// 补充表 12 既往门诊治疗情况.
    OutpatientHistory {
        Untreated = 1 "未治" "untreated" ["未治疗"],
        Interrupted = 2 "间断门诊治疗" "interrupted" ["间断"],
        Continuous = 3 "连续门诊治疗" "continuous" ["连续"],
    }
}

codes! {
    /// 补充表 16 最近一次治疗效果.
    TreatmentEffect {
        Recovered = 1 "临床痊愈" "clinically recovered" ["痊愈"],
        Better = 2 "好转" "better" [],
        Unchanged = 3 "无变化" "unchanged" [],
        Worse = 4 "加重" "worse" [],
    }
}

codes! {
    /// 残疾等级 (GB/T 26341); 1 is the heaviest.
    DisabilityGrade {
        First = 1 "一级" "grade 1" ["1级", "壹级"],
        Second = 2 "二级" "grade 2" ["2级", "贰级"],
        Third = 3 "三级" "grade 3" ["3级", "叁级"],
        Fourth = 4 "四级" "grade 4" ["4级", "肆级"],
    }
}

codes! {
    /// 管理状态 as offices keep it in their rosters. Not a state of its own here: it is taken apart
    /// into death, loss and consent.
    RosterStatus {
        Managed = 1 "在管" "managed" ["在册", "在册在管", "管理中"],
        Refused = 2 "不同意管理" "does not agree" ["拒绝管理", "不同意", "未同意"],
        Lost = 3 "失访" "lost" [],
        Dead = 4 "死亡" "dead" ["已死亡", "去世", "已故"],
        NotManaged = 5 "非在管" "not managed" ["在册非在管"],
    }
}

codes! {
    /// 民族 (GB/T 3304).
    Ethnicity {
        Han = 1 "汉族" "Han" ["汉"], Mongol = 2 "蒙古族" "Mongol" ["蒙古"], Hui = 3 "回族" "Hui" ["回"],
        Tibetan = 4 "藏族" "Tibetan" ["藏"], Uyghur = 5 "维吾尔族" "Uyghur" ["维吾尔", "维族"], Miao = 6 "苗族" "Miao" ["苗"],
        Yi = 7 "彝族" "Yi" ["彝"], Zhuang = 8 "壮族" "Zhuang" ["壮"], Bouyei = 9 "布依族" "Bouyei" ["布依"],
        Korean = 10 "朝鲜族" "Korean" ["朝鲜"], Manchu = 11 "满族" "Manchu" ["满"], Dong = 12 "侗族" "Dong" ["侗"],
        Yao = 13 "瑶族" "Yao" ["瑶"], Bai = 14 "白族" "Bai" ["白"], Tujia = 15 "土家族" "Tujia" ["土家"],
        Hani = 16 "哈尼族" "Hani" ["哈尼"], Kazakh = 17 "哈萨克族" "Kazakh" ["哈萨克"], Dai = 18 "傣族" "Dai" ["傣"],
        Li = 19 "黎族" "Li" ["黎"], Lisu = 20 "傈僳族" "Lisu" ["傈僳"], Va = 21 "佤族" "Va" ["佤"], She = 22 "畲族" "She" ["畲"],
        Gaoshan = 23 "高山族" "Gaoshan" ["高山"], Lahu = 24 "拉祜族" "Lahu" ["拉祜"], Sui = 25 "水族" "Sui" ["水"],
        Dongxiang = 26 "东乡族" "Dongxiang" ["东乡"], Nakhi = 27 "纳西族" "Nakhi" ["纳西"], Jingpo = 28 "景颇族" "Jingpo" ["景颇"],
        Kyrgyz = 29 "柯尔克孜族" "Kyrgyz" ["柯尔克孜"], Tu = 30 "土族" "Tu" ["土"], Daur = 31 "达斡尔族" "Daur" ["达斡尔"],
        Mulao = 32 "仫佬族" "Mulao" ["仫佬"], Qiang = 33 "羌族" "Qiang" ["羌"], Blang = 34 "布朗族" "Blang" ["布朗"],
        Salar = 35 "撒拉族" "Salar" ["撒拉"], Maonan = 36 "毛南族" "Maonan" ["毛南"], Gelao = 37 "仡佬族" "Gelao" ["仡佬"],
        Xibe = 38 "锡伯族" "Xibe" ["锡伯"], Achang = 39 "阿昌族" "Achang" ["阿昌"], Pumi = 40 "普米族" "Pumi" ["普米"],
        Tajik = 41 "塔吉克族" "Tajik" ["塔吉克"], Nu = 42 "怒族" "Nu" ["怒"], Uzbek = 43 "乌孜别克族" "Uzbek" ["乌孜别克"],
        Russian = 44 "俄罗斯族" "Russian" ["俄罗斯"], Evenki = 45 "鄂温克族" "Evenki" ["鄂温克"], Deang = 46 "德昂族" "De'ang" ["德昂"],
        Bonan = 47 "保安族" "Bonan" ["保安"], Yugur = 48 "裕固族" "Yugur" ["裕固"], Gin = 49 "京族" "Gin" ["京"],
        Tatar = 50 "塔塔尔族" "Tatar" ["塔塔尔"], Derung = 51 "独龙族" "Derung" ["独龙"], Oroqen = 52 "鄂伦春族" "Oroqen" ["鄂伦春"],
        Nanai = 53 "赫哲族" "Nanai" ["赫哲"], Monba = 54 "门巴族" "Monba" ["门巴"], Lhoba = 55 "珞巴族" "Lhoba" ["珞巴"],
        Jino = 56 "基诺族" "Jino" ["基诺"], OtherEthnicity = 97 "其他" "other" [], ForeignDescent = 98 "外国血统" "foreign descent" [],
    }
}

codes! {
    /// 与患者关系 (GB/T 4761, opened up to what guardians' forms write).
    Relation {
        Spouse = 1 "配偶" "spouse" ["丈夫", "妻子", "夫妻", "爱人"],
        Son = 2 "儿子" "son" ["子", "长子", "次子"],
        Daughter = 3 "女儿" "daughter" ["女", "长女", "次女"],
        Grandchild = 4 "孙子女或外孙子女" "grandchild" ["孙子", "孙女", "外孙", "外孙女"],
        Father = 5 "父亲" "father" ["父"],
        Mother = 6 "母亲" "mother" ["母"],
        Parents = 7 "父母" "parents" [],
        Grandparent = 8 "祖父母或外祖父母" "grandparent" ["祖父", "祖母", "外祖父", "外祖母", "爷爷", "奶奶"],
        ElderBrother = 9 "哥哥" "elder brother" ["兄", "大哥"],
        YoungerBrother = 10 "弟弟" "younger brother" ["弟"],
        ElderSister = 11 "姐姐" "elder sister" ["姐"],
        YoungerSister = 12 "妹妹" "younger sister" ["妹"],
        Sibling = 13 "兄弟姐妹" "sibling" ["兄妹", "姐弟", "兄弟", "姐妹"],
        InLaw = 14 "其他近亲属" "other near relative" ["儿媳", "女婿", "嫂子", "姐夫", "侄子", "侄女", "叔叔", "亲属"],
        VillageCommittee = 15 "村（居）委会" "village committee" ["村委会", "居委会", "村干部"],
        OtherRelation = 98 "其他" "other" [],
    }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_of_all_peoples_are_names() {
        for name in [
            "叶红秋",
            "欧阳文",
            "〇",
            "㼆\u{20BB7}",
            "邊\u{E0101}",
            "⿰王京",
            "\u{E864}",
            "阿依古丽·买买提",
            "买买提•艾山",
            "Anna Müller-Groß",
            "O'Neil",
            "ئايگۈل",
            "བཀྲ་ཤིས",
            "ᠪᠠᠭᠠᠲᠤᠷ",
            "ꆈꌠ",
        ] {
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn digits_and_signs_are_no_name() {
        for text in [
            "",
            " ",
            "123",
            "叶红秋2",
            "张*",
            "张?",
            "#N/A",
            "-",
            "·",
            "<b>叶</b>",
            "叶红秋(女)",
            "=A1",
            "😀",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
