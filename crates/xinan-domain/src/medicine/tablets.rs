//! 片数 — doses counted in tablets.
//!
//! The forms ask for milligrams (每次剂量__mg). What one tablet holds is read where it stands beside the count
//! (2片，每片1mg; 1mg/片 2片; 1mg×2片) or where one tablet and its milligrams leave no other meaning (1片(5mg)).
//! It is never supposed from the medicine.

use super::usage::{UNITS, figure_at, in_milligrams, value};

const TABLETS: [&str; 3] = ["片", "粒", "颗"];

/// Between two numbers these make a range or a fraction, which is more than a count.
const NOT_A_COUNT: [char; 10] = ['/', '-', '~', '～', '—', '–', '至', '到', '或', '.'];

/// Whether the words count tablets.
pub(super) fn any(words: &str) -> bool {
    TABLETS.iter().any(|tablet| words.contains(tablet))
}

/// The words without the tablets, and their milligrams at once; `None` unless there is one count and one
/// strength that belong together.
pub(super) fn counted(words: &str) -> Option<(String, f64)> {
    if !any(words) {
        return None;
    }
    let (mut left, mut counts, mut strengths, mut is_each) = (String::new(), vec![], vec![], false);
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = each(rest) {
            is_each = true;
            rest = after;
            continue;
        }
        let length = figure_at(rest);
        let (figure, after) = rest.split_at(length.max(first.len_utf8()));
        rest = after;
        if length == 0 {
            // 1mg×2片: the sign says that both belong together.
            let is_sign = matches!(first, '×' | '*' | 'x');
            is_each |= is_sign;
            left.push_str(if is_sign { "," } else { figure });
        } else if let Some((unit, after)) = unit_at(rest) {
            if left.ends_with(NOT_A_COUNT) {
                return None;
            }
            let half = after.strip_prefix('半').filter(|_| unit.is_none());
            let amount = value(figure)? + if half.is_some() { 0.5 } else { 0.0 };
            match unit {
                Some(unit) => strengths.push(amount * in_milligrams(unit)?),
                None => counts.push(amount),
            }
            rest = half.unwrap_or(after);
            rest = rest.strip_prefix("/次").unwrap_or(rest);
            left.push(',');
        } else {
            left.push_str(figure);
        }
    }
    match (counts.as_slice(), strengths.as_slice()) {
        ([count], [strength]) if is_each || *count == 1.0 => {
            let left = left.replace("每次", "").replace("单次", "");
            Some((left.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(), count * strength))
        }
        _ => None,
    }
}

/// What follows 每片 or /片.
fn each(words: &str) -> Option<&str> {
    let after = words.strip_prefix('每').or_else(|| words.strip_prefix('/'))?;
    TABLETS.iter().find_map(|tablet| after.strip_prefix(tablet))
}

/// The unit at the beginning, none for tablets, and what follows it.
fn unit_at(words: &str) -> Option<(Option<&'static str>, &str)> {
    let tablet = TABLETS.iter().find_map(|tablet| words.strip_prefix(tablet)).map(|after| (None, after));
    tablet.or_else(|| UNITS.iter().find_map(|unit| Some((Some(*unit), words.strip_prefix(unit)?))))
}
