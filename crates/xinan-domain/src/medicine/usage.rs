//! 用法 — how a medicine is taken, out of the words that stand in workbooks.
//!
//! Understood are times a day (每日2次, 一天三次, bid, 2次/日, 每晚), doses by the time of day (早2mg晚4mg),
//! intervals (每2周1次, 每月一次, q4w), and tablets whose strength stands beside them ([`tablets`]). What is not
//! is kept as written; nothing is guessed.

use super::{Interval, Schedule, Unclear, tablets};
use crate::text::{squeeze, tidy};

/// The most milligrams that anybody writes at once.
const MOST_MG: f64 = 100_000.0;

/// Units of mass, the longer before those with which they end.
pub(super) const UNITS: [&str; 9] = ["毫克", "mg", "微克", "mcg", "ug", "μg", "µg", "克", "g"];

/// How often, as far as it was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Often {
    TimesDaily(u8),
    Every(Interval),
}

impl Often {
    fn of(self, dose_mg: f64) -> Schedule {
        match self {
            Self::TimesDaily(times) => Schedule::TimesDaily { times, dose_mg },
            Self::Every(every) => Schedule::LongActing { every, dose_mg },
        }
    }
}

/// The schedule that usage and dose describe; `None` when there is nothing to keep.
pub(super) fn schedule(usage: &str, dose: &str) -> Option<Schedule> {
    let (words, number) = (squeeze(usage).to_lowercase(), squeeze(dose).to_lowercase());
    if number.parse::<f64>().is_ok_and(|number| !(number > 0.0 && number <= MOST_MG)) {
        return None;
    }
    let stated = milligrams(&number);
    if let Some(by_day) = by_time_of_day(&words, stated) {
        return Some(by_day);
    }
    let all = stated.map_or_else(|| format!("{words},{number}"), |mg| format!("{words},{mg}mg"));
    if let Some((words, dose_mg)) = tablets::counted(&all)
        && let Some(often) = often(&words)
        && dose_mg > 0.0
        && dose_mg <= MOST_MG
    {
        return Some(often.of(dose_mg));
    }
    let (words, inside) = without_dose(&words);
    match (often(&words), stated.or(inside)) {
        (Some(often), Some(dose_mg)) => Some(often.of(dose_mg)),
        _ => as_written(usage, dose),
    }
}

/// What words that were kept as written lack.
pub(super) fn unclear(text: &str) -> Unclear {
    let words = squeeze(text).to_lowercase();
    let (without, doses) = doses_out(&words);
    match () {
        () if tablets::any(&words) || doses == 0 => Unclear::Dose,
        () if without.chars().any(char::is_alphanumeric) => Unclear::Words,
        () => Unclear::Often,
    }
}

/// The interval that words describe: 每4周, q4w, 每月1次.
pub(super) fn interval(words: &str) -> Option<Interval> {
    match often(&words.to_lowercase())? {
        Often::Every(every) => Some(every),
        Often::TimesDaily(_) => None,
    }
}

/// Milligrams out of `2`, `2mg`, `2.5毫克`, `两毫克`, `0.5g`; `None` for tablets and anything else.
pub(super) fn milligrams(text: &str) -> Option<f64> {
    let text = squeeze(text).to_lowercase();
    let text = text.strip_suffix("/次").unwrap_or(&text);
    let text = text.strip_prefix("每次").unwrap_or(text);
    let (figure, unit) = text.split_at(figure_at(text));
    let mg = match unit {
        "" => figure.parse().ok()?,
        unit => value(figure)? * in_milligrams(unit)?,
    };
    (mg > 0.0 && mg <= MOST_MG).then_some(mg)
}

pub(super) fn in_milligrams(unit: &str) -> Option<f64> {
    match unit {
        "mg" | "毫克" => Some(1.0),
        "g" | "克" => Some(1000.0),
        "ug" | "μg" | "µg" | "mcg" | "微克" => Some(0.001),
        _ => None,
    }
}

fn as_written(usage: &str, dose: &str) -> Option<Schedule> {
    let text = tidy(&format!("{usage} {dose}"));
    text.chars().any(char::is_alphanumeric).then_some(Schedule::AsWritten(text))
}

/// Takes one dose with its unit out of the words: 每次2mg，每日2次 leaves 每日2次. With two doses
/// nothing is taken out.
fn without_dose(words: &str) -> (String, Option<f64>) {
    let doses = doses_in(words);
    match doses.as_slice() {
        [(start, end, mg)] => {
            let before = words[..*start].trim_end_matches("每次").trim_end_matches("单次");
            let left = format!("{before},{}", &words[*end..]);
            (left.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(), Some(*mg))
        }
        _ => (words.trim_end_matches("每次").to_owned(), None),
    }
}

/// The words without any dose that has its unit, and how many there were.
fn doses_out(words: &str) -> (String, usize) {
    let doses = doses_in(words);
    let mut left = words.to_owned();
    for (start, end, _) in doses.iter().rev() {
        left.replace_range(start..end, ",");
    }
    (left.replace("每次", "").replace("单次", ""), doses.len())
}

/// Where the doses with their units stand, and their milligrams.
fn doses_in(words: &str) -> Vec<(usize, usize, f64)> {
    let mut doses = Vec::new();
    let mut from = 0;
    while let Some(start) = words[from..].find(|c: char| is_number(c) || c == '.').map(|at| from + at) {
        let rest = &words[start..];
        let figure = figure_at(rest);
        let unit = UNITS.iter().find(|unit| rest[figure..].starts_with(**unit));
        let length = figure + unit.map_or(0, |unit| unit.len());
        if let Some(mg) = unit.and_then(|_| milligrams(&rest[..length])) {
            doses.push((start, start + length, mg));
        }
        from = start + length;
    }
    doses
}

fn often(words: &str) -> Option<Often> {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let words =
        words.strip_prefix("口服").unwrap_or(words).trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Ok(times @ 1..=6) = words.parse() {
        return Some(Often::TimesDaily(times));
    }
    match words {
        "qd" | "od" | "qn" | "qhs" | "hs" => return Some(Often::TimesDaily(1)),
        "bid" => return Some(Often::TimesDaily(2)),
        "tid" => return Some(Often::TimesDaily(3)),
        "qid" => return Some(Often::TimesDaily(4)),
        _ => {}
    }
    match words.strip_prefix('q') {
        Some(latin) => of_latin(latin),
        None => of_words(words),
    }
}

/// What follows the q: `2w`, `4w`, `w`, `3m`, `12h`.
fn of_latin(latin: &str) -> Option<Often> {
    let unit = latin.chars().last()?;
    let number = latin.strip_suffix(unit)?;
    let number = if number.is_empty() { 1 } else { number.parse().ok()? };
    match unit {
        'w' => each(number, Unit::Week, 1),
        'm' => each(number, Unit::Month, 1),
        'd' => each(number, Unit::Day, 1),
        'h' => each(number, Unit::Hour, 1),
        _ => None,
    }
}

/// 每日2次, 一天三次, 2次/日, 每晚, 早晚各1次, 每4周1次, 每28天.
fn of_words(words: &str) -> Option<Often> {
    if let Some((count, unit)) = words.split_once('/') {
        let count = number(count.trim_end_matches('次'))?;
        return each(1, unit_of(unit)?, count);
    }
    // The times stand at the end: …2次.
    let (period, times) = match words.strip_suffix('次') {
        Some(rest) => {
            let period = rest.trim_end_matches(is_number);
            (period, number(&rest[period.len()..])?)
        }
        None => (words, 1),
    };
    let period = period.trim_end_matches([',', '，', '各', '一']).trim_start_matches('每');
    match period {
        "晚" | "晚上" | "睡前" | "晚睡前" | "夜间" | "早" | "早上" | "早晨" | "晨" | "晨起" | "清晨"
        | "中午" => {
            return (times == 1).then_some(Often::TimesDaily(1));
        }
        "早晚" if times == 1 => return Some(Often::TimesDaily(2)),
        "早中晚" | "早午晚" | "三餐后" | "三餐前" if times == 1 => {
            return Some(Often::TimesDaily(3));
        }
        _ => {}
    }
    let start = period.find(|c| !is_number(c))?;
    let count = if start == 0 { 1 } else { number(&period[..start])? };
    each(count, unit_of(&period[start..])?, times)
}

#[derive(Clone, Copy)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
}

fn unit_of(word: &str) -> Option<Unit> {
    match word {
        "小时" | "h" => Some(Unit::Hour),
        "日" | "天" | "d" => Some(Unit::Day),
        "周" | "星期" | "个星期" | "礼拜" | "w" => Some(Unit::Week),
        "月" | "个月" | "m" => Some(Unit::Month),
        _ => None,
    }
}

fn each(count: u8, unit: Unit, times: u8) -> Option<Often> {
    match (unit, count, times) {
        (Unit::Hour, 4 | 6 | 8 | 12 | 24, 1) => Some(Often::TimesDaily(24 / count)),
        (Unit::Day, 1, 1..=6) => Some(Often::TimesDaily(times)),
        (Unit::Day, 30 | 60 | 90, 1) => Some(Often::Every(Interval::Months(count / 30))),
        (Unit::Day, 7.., 1) if count.is_multiple_of(7) => Some(Often::Every(Interval::Weeks(count / 7))),
        (Unit::Week, 1..=52, 1) => Some(Often::Every(Interval::Weeks(count))),
        (Unit::Month, 1..=12, 1) => Some(Often::Every(Interval::Months(count))),
        (Unit::Month, 1, 2) => Some(Often::Every(Interval::Weeks(2))),
        _ => None,
    }
}

pub(super) fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二两三四五六七八九十半".contains(c)
}

/// 1 to 99 in digits, 1 to 10 in Chinese.
fn number(text: &str) -> Option<u8> {
    let in_words = match text {
        "一" => 1,
        "二" | "两" => 2,
        "三" => 3,
        "四" => 4,
        "五" => 5,
        "六" => 6,
        "七" => 7,
        "八" => 8,
        "九" => 9,
        "十" => 10,
        digits => return digits.parse().ok().filter(|number| (1..=99).contains(number)),
    };
    Some(in_words)
}

/// 早2mg晚4mg; 早1片中1片晚2片 with the dose of one tablet.
fn by_time_of_day(words: &str, tablet: Option<f64>) -> Option<Schedule> {
    let mut parts = [0.0; 3];
    let mut named = [false; 3];
    let mut rest = words;
    while !rest.is_empty() {
        let (slot, after) = slot(rest)?;
        let (amount, after) = after.split_at(digits_at(after));
        let amount: f64 = amount.parse().ok()?;
        let (unit, after) = after.split_at(after.find(ends_a_slot).unwrap_or(after.len()));
        let mg = match (unit, tablet) {
            ("" | "片" | "粒" | "颗", Some(tablet)) => amount * tablet,
            (unit, _) => amount * in_milligrams(unit)?,
        };
        if std::mem::replace(&mut named[slot], true) || !(0.0..=MOST_MG).contains(&mg) {
            return None;
        }
        parts[slot] = mg;
        rest = after.trim_start_matches(BETWEEN_SLOTS);
    }
    let [morning, noon, evening] = parts;
    (morning + noon + evening > 0.0).then_some(Schedule::Daily { morning, noon, evening })
}

const BETWEEN_SLOTS: [char; 4] = [',', ';', '、', '。'];

fn ends_a_slot(c: char) -> bool {
    BETWEEN_SLOTS.contains(&c) || "早晨上中午下晚夜睡".contains(c)
}

fn slot(words: &str) -> Option<(usize, &str)> {
    const SLOTS: [(&[&str], usize); 3] = [
        (&["早上", "早晨", "上午", "早", "晨"], 0),
        (&["中午", "下午", "午后", "中", "午"], 1),
        (&["晚上", "睡前", "晚", "夜"], 2),
    ];
    let named = |names: &[&str]| names.iter().find_map(|name| words.strip_prefix(name));
    SLOTS.iter().find_map(|(names, slot)| Some((*slot, named(names)?)))
}

/// Where the figure at the beginning ends, in digits or in Chinese.
pub(super) fn figure_at(text: &str) -> usize {
    match digits_at(text) {
        0 => text.find(|c: char| !is_number(c) || c.is_ascii_digit()).unwrap_or(text.len()),
        digits => digits,
    }
}

/// A figure in digits or in Chinese: 2.5, 两, 半.
pub(super) fn value(figure: &str) -> Option<f64> {
    match figure {
        "半" => Some(0.5),
        figure => figure.parse().ok().or_else(|| number(figure).map(f64::from)),
    }
}

/// Where the number at the beginning ends.
fn digits_at(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len())
}
