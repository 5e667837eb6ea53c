//! 一次性验证码 — six digits that are sent to a telephone and work once, for five minutes.

/// Digits of a code.
pub const DIGITS: usize = 6;
/// How long a code works, in seconds.
pub const LASTS: i64 = 5 * 60;
/// How often one may be wrong with one code.
pub const TRIES: u32 = 5;
/// How far an instant may lie in the time to come, in seconds: the clocks of several servers are never quite the same.
const AHEAD: i64 = 60;

/// The code that follows from what chance gave.
pub fn by_chance(chance: [u8; 16]) -> String {
    format!("{:06}", u128::from_be_bytes(chance) % 1_000_000)
}

/// What was typed, as digits: blanks count for nothing, wide digits are digits.
pub fn typed(text: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32),
        _ => None,
    };
    text.chars().filter_map(digit).take(4 * DIGITS).collect()
}

/// A code that was sent, or of which nobody shall know that none was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// When, in seconds.
    pub at: i64,
    /// It has been used.
    pub used: bool,
    /// How often another one was typed.
    pub wrong: u32,
}

/// What becomes of a code that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It is right, and used up now.
    Right,
    /// It is wrong; so many tries are left.
    Wrong(u32),
    /// One has to begin again with the card: too late, used already, too often wrong, or of a time that has not come.
    Over,
}

/// What becomes of a code that is typed at an instant, in seconds. One that can be used no more is not looked at.
pub fn judge(sent: &Sent, fits: bool, now: i64) -> Judged {
    let in_time = sent.at <= now.saturating_add(AHEAD) && now < sent.at.saturating_add(LASTS);
    if sent.used || !in_time || sent.wrong >= TRIES {
        return Judged::Over;
    }
    match fits {
        true => Judged::Right,
        false if sent.wrong + 1 >= TRIES => Judged::Over,
        false => Judged::Wrong(TRIES - sent.wrong - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_222_800;
    const FRESH: Sent = Sent { at: NOW, used: false, wrong: 0 };

    #[test]
    fn a_code_works_once_in_time_and_not_after_five_wrong_ones() {
        let year = 366 * 24 * 3600;
        for (sent, fits, now, judged) in [
            (FRESH, true, NOW, Judged::Right),
            (FRESH, true, NOW + 299, Judged::Right),
            (FRESH, true, NOW + 300, Judged::Over),
            (FRESH, true, NOW + 5 * year, Judged::Over),
            // Another server's clock is a little behind; one that is years behind does not make a code last for years.
            (FRESH, true, NOW - 60, Judged::Right),
            (FRESH, true, NOW - 61, Judged::Over),
            (FRESH, true, NOW - 5 * year, Judged::Over),
            (FRESH, false, NOW, Judged::Wrong(4)),
            (Sent { wrong: 3, ..FRESH }, false, NOW, Judged::Wrong(1)),
            (Sent { wrong: 4, ..FRESH }, true, NOW, Judged::Right),
            (Sent { wrong: 4, ..FRESH }, false, NOW, Judged::Over),
            (Sent { wrong: 5, ..FRESH }, true, NOW, Judged::Over),
            (Sent { used: true, ..FRESH }, true, NOW, Judged::Over),
            (Sent { at: i64::MAX, ..FRESH }, true, NOW, Judged::Over),
            (Sent { at: i64::MIN, ..FRESH }, true, NOW, Judged::Over),
        ] {
            assert_eq!(judge(&sent, fits, now), judged, "{sent:?} {fits} {}", now - NOW);
        }
    }

    #[test]
    fn a_code_is_six_digits_however_it_is_typed() {
        assert_eq!(by_chance([0; 16]), "000000");
        assert_eq!(by_chance([255; 16]).len(), 6);
        for text in ["012345", "012 345", " ０１２３４５ ", "0-1-2-3-4-5"] {
            assert_eq!(typed(text), "012345");
        }
        assert_eq!(typed(&"1".repeat(1_000_000)).len(), 24);
    }
}
