//! Words that hurt, and words that tell nobody what to do.
//!
//! People live with what is written about them. These words stand in older papers and in habits of
//! speech; in this house they stand nowhere: on no page, in no comment, table, migration or document.
//! Terms of official forms are read and printed, so they may stand in xinan-domain, on the printed forms,
//! in the glossary that translates them and in norms/, which quotes them; nowhere else. Where an older
//! title must be cited, a comment says so: `words-ok: reason`.

use super::Violation;
use super::tree::{File, Tree};

const EXCUSE: &str = "words-ok";

/// A word, and what to write.
struct Word {
    word: &'static str,
    instead: &'static str,
    /// Longer terms that hold the word and are right.
    unless: &'static [&'static str],
    /// A term of official forms: right in [`FORMS`] and in .typ files.
    on_forms: bool,
}

const fn never(word: &'static str, instead: &'static str) -> Word {
    Word { word, instead, unless: &[], on_forms: false }
}

const fn on_forms(word: &'static str, instead: &'static str) -> Word {
    Word { word, instead, unless: &[], on_forms: true }
}

const WORDS: [Word; 45] = [
    never("精神病人", "患者, or the name"),
    never("精神病患", "患者, or the name"),
    Word { word: "病人", instead: "患者, or the name", unless: &["精神病人"], on_forms: false },
    never("武疯子", "患者, or the name"),
    never("疯子", "患者, or the name"),
    never("神经病", "精神障碍"),
    never("发疯", "病情有波动"),
    never("危险分子", "需要加强支持的人"),
    never("高危人员", "需要加强支持的人"),
    never("高危人群", "需要加强支持的人"),
    never("重点人员", "需要加强支持的人, 先联系"),
    never("重点人群", "需要加强支持的人"),
    never("管控", "管理服务, 陪伴, 随访"),
    never("稳控", "陪伴, 支持"),
    never("布控", "管理服务, 随访"),
    never("盯控", "陪伴, 支持"),
    never("盯防", "陪伴, 支持"),
    never("看管", "看护, 陪伴"),
    never("管束", "陪伴, 支持"),
    never("监控", "随访, 陪伴; of machines: 运行状况"),
    never("失控", "失去联系, 暂未见到; of the illness: 病情有波动"),
    never("脱管", "失去联系, 暂未见到"),
    never("漏管", "还没有纳入服务"),
    never("强制送医", "协助就医; 依法送诊 with the article"),
    never("强制收治", "依法送诊 with the article"),
    never("收治", "协助就医"),
    never("拒绝服药", "这段时间没有吃药; 原因是…"),
    never("拒不服药", "这段时间没有吃药; 原因是…"),
    never("依从性差", "这段时间没有按时吃药; 原因是…"),
    never("不配合", "今天不想谈, 家属有顾虑"),
    Word {
        word: "发病",
        instead: "病情有波动, 需要看医生",
        unless: &["发病报告", "初次发病", "首次发病", "发病时间", "发病日期", "发病年龄"],
        on_forms: true,
    },
    on_forms("肇事", "a word of official forms: elsewhere say what happened, or 需要加强支持"),
    on_forms("肇祸", "a word of official forms: elsewhere say what happened, or 需要加强支持"),
    Word {
        word: "精神病",
        instead: "精神障碍, or the diagnosis as it is called",
        unless: &["抗精神病药", "精神病人", "精神病患"],
        on_forms: true,
    },
    never("操作有误", "what to do: 请填 0 到 5"),
    never("非法输入", "what to do: 请填 0 到 5"),
    never("参数错误", "what is wrong and what to do"),
    never("操作失败", "what happened and what to do"),
    never("提交成功", "what really happened: 已保存"),
    never("lunatic", "the person, or the name"),
    never("madman", "the person, or the name"),
    never("mental patient", "a person with …, the person"),
    never("insane", "the person, or the name"),
    never("under surveillance", "in care, visited"),
    never("schizophrenics", "people with schizophrenia"),
];

/// Where terms of official forms stand because a form is read, printed, translated or quoted.
const FORMS: [&str; 3] = ["crates/xinan-domain/", "docs/glossary.md", "norms/"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files.iter().flat_map(in_file).collect()
}

fn in_file(file: &File) -> Vec<Violation> {
    let forms = FORMS.iter().any(|place| file.path.starts_with(place)) || file.path.ends_with(".typ");
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for word in &WORDS {
            if !(word.on_forms && forms) && stands_in(word, line) && !file.excuses(at + 1, EXCUSE) {
                let sentence = format!(
                    "\"{}\" does not stand in this house. Write {} instead; where it must be cited, say why: \
                     `{EXCUSE}: reason`.",
                    word.word, word.instead
                );
                found.push(Violation::new(&file.path, at + 1, sentence));
            }
        }
    }
    found
}

fn stands_in(word: &Word, line: &str) -> bool {
    let line = line.to_lowercase();
    if !line.contains(word.word) {
        return false;
    }
    let rest = word.unless.iter().fold(line, |line, term| line.replace(term, ""));
    rest.contains(word.word)
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn words_that_hurt_are_found_in_texts_pages_styles_and_comments() {
        for (path, text) in [
            ("crates/xinan-server/src/a/texts.rs", "texts! {\n    a = \"稳控\", \"b\";\n}"),
            ("crates/xinan-domain/src/a.rs", "//! a\n// 高危人员\n"),
            ("crates/xinan-server/assets/a.js", "\n// 失控漏管人数\n"),
            ("docs/glossary.md", "\n精神病人\n"),
            ("policies/a.cedar", "\n// Mental patients\n"),
            ("README.md", "\n管控\n"),
            ("README.zh-CN.md", "\n病人\n"),
            ("ARCHITECTURE.md", "\n漏管\n"),
            ("CHANGELOG.md", "\n管控\n"),
            ("norms/a.md", "\n监控\n"),
            ("crates/xinan-db/migrations/pg/0001_a.sql", "\n-- 脱管\n"),
            ("crates/xinan-domain/data/a.csv", "a,b\n1,重点人员\n"),
            ("testdata/a/expected.json", "\n\"失控\": 1\n"),
        ] {
            let found = places(check, &[(path, text)]);
            assert!(
                !found.is_empty() && found.iter().all(|place| *place == format!("{path}:2")),
                "{path} {found:?}"
            );
        }
    }

    #[test]
    fn words_of_official_forms_stand_on_forms_only() {
        let text = "/// 肇事肇祸次数";
        assert!(places(check, &[("crates/xinan-domain/src/a.rs", text)]).is_empty());
        assert!(places(check, &[("crates/xinan-typeset/forms/a.typ", text)]).is_empty());
        assert!(places(check, &[("norms/n03.md", text), ("docs/glossary.md", text)]).is_empty());
        for path in ["crates/xinan-server/src/a.rs", "docs/decisions/a.md", "CHANGELOG.md"] {
            assert!(!places(check, &[(path, text)]).is_empty(), "{path}");
        }
        let text = "/// 分裂情感性精神病";
        assert!(places(check, &[("crates/xinan-domain/src/a.rs", text)]).is_empty());
        assert_eq!(places(check, &[("crates/xinan-server/src/a.rs", text)]).len(), 1);
    }

    #[test]
    fn a_longer_term_may_hold_a_shorter_word() {
        assert!(places(check, &[("docs/a.md", "发病报告管理办法; 初次发病时间")]).is_empty());
        assert_eq!(places(check, &[("docs/a.md", "发病报告: 最近发病")]).len(), 1);
        assert!(places(check, &[("docs/a.md", "首次抗精神病药治疗时间")]).is_empty());
    }

    #[test]
    fn a_citation_gives_its_reason() {
        let cited = "<!-- words-ok: the title of an order of 2001 -->\n易肇事肇祸精神病人";
        assert!(places(check, &[("docs/a.md", cited)]).is_empty());
        assert_eq!(places(check, &[("docs/a.md", "<!-- words-ok: -->\n管控")]).len(), 1);
    }
}
