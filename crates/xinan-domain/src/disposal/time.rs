//! The time of day as people type it.

use jiff::civil::Time;

use crate::text::squeeze;

/// Reads `14:06`, `14：06`, `1406`, `906`, `14点6分` and `14点`; nothing that is no time of day.
pub fn read_time(text: &str) -> Option<Time> {
    let text = squeeze(text).replace(['：', '点', '时', '.'], ":").replace('分', "");
    let (hour, minute) = match text.split_once(':') {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if (3..=4).contains(&text.len()) && text.is_ascii() => text.split_at(text.len() - 2),
        None => return None,
    };
    let digits = |part: &str| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_digit());
        is_number.then(|| part.parse::<i8>().ok()).flatten()
    };
    Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

/// As pages and papers have it: `14:06`.
pub fn write_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
