//! One page, every box, nothing lost, nothing overlapping.

use super::page::A4;
use super::*;

#[test]
fn a_blank_form_is_one_page_of_a4_with_every_item_and_nothing_filled_in() {
    for (form, sheet) in both_forms_blank() {
        let pages = lay_out(form, &[sheet]);
        assert_eq!(pages.len(), 1);
        let (width, height) = pages[0].size;
        assert!((width - A4.0).abs() < 0.1 && (height - A4.1).abs() < 0.1, "{width} × {height}");
        assert_eq!(pages[0].filled_in(), "");
        pages[0].check_order("blank");
        let title = pages[0].pieces.iter().find(|piece| piece.text.starts_with("严重精神障碍患者")).unwrap();
        assert!(
            (title.size - 15.0).abs() < 0.01,
            "the official words need no shrinking, yet {} pt",
            title.size
        );
    }
}

#[test]
fn the_follow_up_form_has_every_item_of_the_third_edition_and_none_of_ours() {
    let text = lay_out(Form::FollowUp, &[FollowUpSheet::default()])[0].text();
    for item in [
        "严重精神障碍患者随访服务记录表",
        "姓名：",
        "编号",
        "随访日期",
        "本次随访形式",
        "本次随访对象",
        "若失访，原因",
        "如死亡，日期和原因",
        "危险性评估",
        "目前症状",
        "自知力",
        "睡眠情况",
        "饮食情况",
        "个人生活料理",
        "家务劳动",
        "生产劳动及工作",
        "学习能力",
        "社会人际交往",
        "危险行为",
        "关锁情况",
        "住院情况",
        "末次出院时间",
        "实验室检查",
        "用药依从性",
        "药物不良反应",
        "治疗效果",
        "是否转诊",
        "转诊原因：",
        "转诊至机构及科室：",
        "用药情况",
        "用药指导",
        "长效药：每",
        "康复措施",
        "本次随访分类",
        "下次随访日期",
        "随访医生签名：",
        "医嘱勿需用药",
        "⑧",
        "自杀未遂",
        "曾住院，现未住院",
    ] {
        assert!(text.contains(item), "{item} is missing in {text}");
    }
    for ours in ["症状程度", "不良反应程度", "个人健康信息"] {
        assert!(!text.contains(ours), "{ours} does not belong on a blank official form");
    }
}

#[test]
fn the_supplement_has_all_twenty_items() {
    let text = lay_out(Form::Supplement, &[SupplementSheet::default()])[0].text();
    for item in [
        "监护人姓名",
        "与患者关系",
        "监护人住址",
        "监护人电话",
        "联系人、电话",
        "户别",
        "就业情况",
        "知情同意",
        "签字时间",
        "初次发病时间",
        "既往主要症状",
        "既往关锁情况",
        "门诊",
        "首次抗精神病药治疗时间",
        "曾住精神专科医院",
        "目前诊断情况",
        "确诊医院",
        "确诊日期",
        "最近一次治疗效果",
        "临床痊愈",
        "危险行为",
        "经济状况",
        "在当地贫困线标准以下",
        "专科医生的意见",
        "填表日期",
        "医生签字",
    ] {
        assert!(text.contains(item), "{item} is missing in {text}");
    }
}

#[test]
fn a_filled_form_is_laid_out_exactly_like_a_blank_one() {
    let blank = |form, sheet: &Value| lay_out(form, &[sheet])[0].printed_words();
    let [(follow_up, empty_visit), (extra, empty_supplement)] = both_forms_blank();
    assert_eq!(lay_out(follow_up, &[visit()])[0].printed_words(), blank(follow_up, &empty_visit));
    assert_eq!(lay_out(extra, &[supplement()])[0].printed_words(), blank(extra, &empty_supplement));
}

#[test]
fn codes_and_words_stand_on_the_paper_as_given() {
    let pages = lay_out(Form::FollowUp, &[visit()]);
    assert_eq!(pages.len(), 1);
    let text = pages[0].filled_in();
    // In the order of the form: name, number, day, mode, met, risk, symptoms, insight to social.
    assert!(text.starts_with("张晓示20300023202611202120311211129"), "{text}");
    for part in
        ["张晓示", "20300023", "20261120", "311", "血常规、肝功11-06正常", "棕榈酸帕利哌酮注射液", "20261204"]
    {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    pages[0].check_order("filled");
}

/// Every field of both structs reaches the paper: a mark of its own in each is found again.
#[test]
fn no_field_is_forgotten() {
    for (form, blank) in [
        (Form::FollowUp, serde_json::to_value(visit()).unwrap()),
        (Form::Supplement, serde_json::to_value(supplement()).unwrap()),
    ] {
        let fields: Vec<&String> = blank.as_object().unwrap().keys().collect();
        let marked = fields.iter().map(|field| marked(&blank, field));
        let (marks, sheets): (Vec<_>, Vec<_>) = marked.unzip();
        let laid_out = by_sheet(lay_out(form, &sheets));
        for ((field, mark), pages) in fields.iter().zip(marks).zip(laid_out) {
            assert!(pages[0].text().replace(' ', "").contains(mark), "{field} is not on the {form:?} paper");
        }
    }
}

/// The sheet with a mark in one field, and the mark.
fn marked(sheet: &Value, field: &str) -> (&'static str, Value) {
    let (mark, value) = match &sheet[field] {
        Value::String(_) => ("七八九", json!("七八九")),
        Value::Array(items) => match items.first() {
            Some(Value::Object(first)) if first.contains_key("code") => {
                ("88", json!([{"code": 1, "times": 88}]))
            }
            Some(Value::Object(_)) => {
                ("88", json!([Medicine { name: "88".to_owned(), ..Medicine::default() }]))
            }
            _ => ("77", json!([77])),
        },
        _ => ("77", json!(77)),
    };
    let mut sheet = sheet.clone();
    sheet[field] = value;
    (mark, sheet)
}

#[test]
fn hostile_texts_keep_to_their_boxes_and_move_nothing() {
    for (form, blank) in both_forms_blank() {
        let empty = lay_out(form, &[&blank])[0].printed_words();
        let texts = hostile_texts();
        let sheets: Vec<_> = texts.iter().map(|text| with_everywhere(&blank, text)).collect();
        for (text, pages) in texts.iter().zip(by_sheet(lay_out(form, &sheets))) {
            for page in &pages {
                page.check_order(text);
            }
            let words = pages[0].printed_words();
            let moved = empty.iter().find(|word| !words.contains(word) && !is_moved_by_the_note(&word.0));
            assert_eq!(moved, None, "«{text}» moves a word of the {form:?} form");
        }
    }
}

/// 另有 … 种见续页 stands under these two words, which move up for it inside their cell; and the
/// units of a dose give way to the medicine's own.
fn is_moved_by_the_note(word: &str) -> bool {
    ["用药情况", "用药指导", "mg", "周"].contains(&word)
}

#[test]
fn what_does_not_fit_is_written_in_full_on_a_page_marked_as_continued() {
    let long = "夜间起床走动，自言自语，".repeat(30);
    let pages = lay_out(Form::FollowUp, &[FollowUpSheet { tests_text: long.clone(), ..visit() }]);
    assert_eq!(pages.len(), 2);
    assert!(
        pages[0].filled_in().contains("夜间起床走动，自言自语，夜间") && pages[0].filled_in().contains('…')
    );
    assert!(pages[0].text().contains("第 1 页，共 2 页"), "{}", pages[0].text());
    assert!(pages[1].text().contains("（续）") && pages[1].text().contains("第 2 页，共 2 页"));
    assert!(pages[1].filled_in().contains(&long), "the continuation has the whole text");
}

#[test]
fn the_fourth_and_fifth_medicine_go_on_the_continuation_page() {
    let names = ["利培酮片", "奥氮平片", "碳酸锂片", "氯氮平片", "丙戊酸钠片"];
    let pages =
        lay_out(Form::FollowUp, &[FollowUpSheet { medicines: names.map(tablets).to_vec(), ..visit() }]);
    assert_eq!(pages.len(), 2);
    assert!(pages[0].text().contains("种见续页"), "{}", pages[0].text());
    let (first, second) = (pages[0].filled_in(), pages[1].filled_in());
    assert!(names[..3].iter().all(|name| first.contains(name) && !second.contains(name)), "{first}");
    assert!(second.contains("氯氮平片，早1mg，晚2mg") && second.contains("丙戊酸钠片"), "{second}");
}

/// 每日两次, 早晚, 每四周一次, and what somebody wrote in words: each has its place.
#[test]
fn a_medicine_stands_in_the_boxes_of_its_way_of_being_taken() {
    let named = |name: &str| Medicine { name: name.to_owned(), ..Medicine::default() };
    let twice = Medicine {
        times: "2".to_owned(),
        dose: "0.25".to_owned(),
        unit: "g".to_owned(),
        ..named("碳酸锂片")
    };
    let words = Medicine { as_written: "睡前半片".to_owned(), ..named("氯硝西泮片") };
    let monthly = Medicine { every: "3".to_owned(), every_unit: "月".to_owned(), ..named("长效针") };
    let page =
        &lay_out(Form::FollowUp, &[FollowUpSheet { medicines: vec![twice, words, monthly], ..visit() }])[0];
    let text = page.text();
    for part in [
        "碳酸锂片 用法：每日（月） 2 次，每次剂量 0.25 g",
        "氯硝西泮片，睡前半片 用法",
        "长效药：每 3 月 一次",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn a_character_without_a_glyph_is_framed_and_explained() {
    let page = &lay_out(Form::FollowUp, &[FollowUpSheet { name: "吉𠮷".to_owned(), ..visit() }])[0];
    assert!(page.filled_in().starts_with("吉U+20BB7"), "{}", page.filled_in());
    assert!(page.text().contains("字库未收"));
    assert!(!lay_out(Form::FollowUp, &[visit()])[0].text().contains("字库未收"));
}

#[test]
fn a_day_that_is_known_to_the_year_leaves_month_and_day_open() {
    let sheet = SupplementSheet { onset_on: "2019".to_owned(), ..SupplementSheet::default() };
    assert_eq!(lay_out(Form::Supplement, &[sheet])[0].filled_in(), "2019");
}

/// The paper then says what the domain's lists say; longer words make the form smaller, not longer.
#[test]
fn other_wording_replaces_the_forms_own_and_still_fits_one_page() {
    let wording = Wording::from([
        ("mode".to_owned(), vec![(1, "到医院门诊".to_owned()), (2, "到家里".to_owned())]),
        ("grade".to_owned(), vec![(1, "很长的措辞".repeat(20)), (2, "也很长".repeat(20))]),
    ]);
    let extras = Extras { wording, ..Extras::default() };
    let pages = pages(Form::FollowUp, Job::new(&[visit()], &footer(), &extras).unwrap());
    assert_eq!(pages.len(), 1);
    assert!(pages[0].text().contains("到医院门诊") && !pages[0].text().contains("家庭访视"));
    pages[0].check_order("long wording");
}
