//! Words by which rows that are not data give themselves away, and those of plain cells.

/// 合计, 合计:170, 合计170人; but not a name that begins like this. The text comes without blanks.
pub(crate) fn is_total(text: &str) -> bool {
    const SUMS: [&str; 6] = ["合计", "总计", "小计", "共计", "总数", "累计"];
    const BEHIND: [char; 8] = [':', '.', ',', '人', '例', '名', '次', '条'];
    let is_count = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || BEHIND.contains(&c));
    SUMS.iter().any(|sum| text.strip_prefix(sum).is_some_and(is_count))
}

/// 填表人:李医生, 注:…; whoever filled the sheet in, or an explanation. The text comes without blanks.
pub(crate) fn is_footer(text: &str) -> bool {
    const WORDS: [&str; 11] =
        ["填表", "制表", "审核", "填报", "负责人", "经办人", "联系人", "备注", "说明", "单位", "注"];
    text.split_once(':').is_some_and(|(before, _)| WORDS.iter().any(|word| before.starts_with(word)))
}

/// 男 or 女, written out or not.
pub(super) fn is_sex(text: &str) -> bool {
    matches!(text, "男" | "女" | "男性" | "女性")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_footers_are_told_from_people() {
        for text in ["合计", "合计:", "总计170人", "小计:12"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["合计红", "总", "1", "小计算"] {
            assert!(!is_total(text), "{text}");
        }
        assert!(is_footer("填表人:李医生") && is_footer("注:1.本表") && is_footer("审核:"));
        assert!(!is_footer("注") && !is_footer("李医生"));
    }
}
