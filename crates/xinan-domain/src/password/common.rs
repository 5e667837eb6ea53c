//! Whether a password is put together from what many people choose.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::phone::Phone;

const LIST: &str = include_str!("../../data/common_passwords.txt");

/// What is typed by running a finger over the keyboard.
const ROWS: [&str; 10] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "12345678901234567890",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.",
    "qazwsxedcrfvtgbyhnujmik,ol.",
    "abcdefghijklmnopqrstuvwxyz",
    "〇一二三四五六七八九十百千万",
    "零一二三四五六七八九十百千万",
    "零壹贰叁肆伍陆柒捌玖拾佰仟万",
];

/// Parts of which a common password consists at most. With more one has to be guessed after the other.
const MOST_PARTS: u32 = 3;
/// Characters of a run or pattern at least.
const SHORTEST_RUN: usize = 3;
/// Characters that three common parts have at most.
const LONGEST_OF_PARTS: usize = 40;
/// Letters or digits that people add at the ends of something to please a rule, at most.
const STRAYS: usize = 2;
/// Letters of a given name at least that counts without its surname.
const SHORTEST_GIVEN: usize = 4;
/// Characters of two patterns at least that are typed by turns: 1q2w3e.
const SHORTEST_BY_TURNS: usize = 6;
/// Digits that people add at the end of something, at most.
const FEW_DIGITS: usize = 4;
/// Characters of a block at most that repeats itself to the end.
const BLOCK: usize = 4;

struct Common {
    words: HashSet<&'static str>,
    surnames: HashSet<&'static str>,
    given: HashSet<&'static str>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let section = |name: &str| {
        let lines = LIST.lines().skip_while(|line| *line != format!("[{name}]")).skip(1);
        lines.take_while(|line| !line.starts_with('[')).flat_map(str::split_whitespace).collect()
    };
    Common { words: section("words"), surnames: section("surnames"), given: section("given") }
});

/// Whether the folded text is made of at most three common parts, a few digits being one at most. Marks between
/// them count for nothing. `more` are further words that count as common here.
pub(super) fn is_common(text: &str, more: &[String]) -> bool {
    let all: Vec<char> = text.chars().collect();
    // One or two characters more make nothing uncommon: 123456789a, woaini1314a, 1password1.
    let marks = |c: &&char| !c.is_alphanumeric();
    let front = all.iter().take_while(marks).count();
    let back = all.iter().rev().take_while(marks).count().min(all.len() - front);
    let bare = &all[front..all.len() - back];
    bare.len() <= LONGEST_OF_PARTS
        && (0..=STRAYS).any(|before| {
            (0..=STRAYS - before).any(|after| {
                let rest = bare.get(before..bare.len().saturating_sub(after));
                rest.is_some_and(|rest| parted(rest, more, MOST_PARTS, true))
            })
        })
}

/// Whether a block of at most four characters repeats itself to the end.
pub(super) fn repeats(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    (1..=BLOCK).any(|block| all.iter().zip(all.iter().skip(block)).all(|(one, next)| one == next))
}

fn parted(rest: &[char], more: &[String], parts: u32, digits: bool) -> bool {
    let marks = rest.iter().take_while(|c| !c.is_alphanumeric()).count();
    let rest = &rest[marks..];
    if rest.is_empty() {
        return true;
    }
    if parts == 0 {
        return false;
    }
    (1..=rest.len()).rev().any(|len| {
        let (part, after) = rest.split_at(len);
        match is_part(part, more) {
            true => parted(after, more, parts - 1, digits),
            false => digits && is_few_digits(part) && parted(after, more, parts - 1, false),
        }
    })
}

fn is_few_digits(part: &[char]) -> bool {
    part.len() <= FEW_DIGITS && part.iter().all(char::is_ascii_digit)
}

fn is_part(part: &[char], more: &[String]) -> bool {
    let text: String = part.iter().collect();
    more.contains(&text)
        || COMMON.words.contains(text.as_str())
        || is_name(&text)
        || part.len() >= SHORTEST_GIVEN && COMMON.given.contains(text.as_str())
        || is_date(&text)
        || is_somebodys_number(&text)
        || part.len() >= SHORTEST_RUN && (is_run(part) || is_on_keyboard(&text))
        || part.len() >= SHORTEST_BY_TURNS && is_by_turns(part)
}

/// A mobile number or an identity number: whoever knows the person knows it, and others write it everywhere.
fn is_somebodys_number(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    match text.len() {
        11 => Phone::parse(text).is_ok_and(|phone| phone.is_mobile()),
        // Whatever its check character: one mistyped is as well known.
        18 => is_date(&text[6..14]) && text[..17].bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Two patterns, a character of each by turns: 1q2w3e4r, a1b2c3d4.
fn is_by_turns(part: &[char]) -> bool {
    let every_second = |from: usize| part.iter().skip(from).step_by(2).copied().collect::<Vec<char>>();
    [0, 1].into_iter().all(|from| {
        let one = every_second(from);
        is_run(&one) || is_on_keyboard(&one.iter().collect::<String>())
    })
}

fn is_name(text: &str) -> bool {
    // Surnames are ASCII, so that every byte of one is an edge of a character.
    (2..=text.len().min(9)).filter(|at| text.is_char_boundary(*at)).any(|at| {
        let (surname, given) = text.split_at(at);
        COMMON.surnames.contains(surname) && (given.is_empty() || COMMON.given.contains(given))
    })
}

/// Eight digits of a day since 1900, six with a short year, or a year.
fn is_date(text: &str) -> bool {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let number = |part: &str| part.parse::<i16>().unwrap_or_default();
    let day = |year: i16, rest: &str| {
        let (month, day) = rest.split_at(2);
        let small = |part| i8::try_from(number(part)).unwrap_or_default();
        Date::new(year, small(month), small(day)).is_ok()
    };
    let is_year = |year| (1900..2100).contains(&year);
    match text.len() {
        4 => is_year(number(text)),
        // 2000 is a leap year, as is every fourth of a short year's.
        6 => day(2000 + number(&text[..2]), &text[2..]),
        8 => is_year(number(&text[..4])) && day(number(&text[..4]), &text[4..]),
        _ => false,
    }
}

/// The same character again, or always the next or the one before: 1111, abcd, 4321.
fn is_run(part: &[char]) -> bool {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let mut steps = part.windows(2).map(step);
    steps.next().is_some_and(|first| first.abs() <= 1 && steps.all(|step| step == first))
}

fn is_on_keyboard(text: &str) -> bool {
    let backwards: String = text.chars().rev().collect();
    ROWS.iter().any(|row| row.contains(text) || row.contains(&backwards))
}

/// How many passwords the list stands for, before anything is added to them.
#[cfg(test)]
pub(super) fn size() -> usize {
    COMMON.words.len() + COMMON.surnames.len() * COMMON.given.len()
}

/// Every entry.
#[cfg(test)]
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    COMMON.words.iter().chain(&COMMON.surnames).chain(&COMMON.given).copied()
}
