//! 每日份额 — how many different people one account sees in a day, by whatever door.
//!
//! Source: 个人信息保护法 第六条, 第五十一条; GB/T 35273 and our fact sheet §14.3: nobody needs a county's people in one
//! day, and whoever takes them one by one is stopped where an export would be. The numbers are parameters, by kind of post.
//!
//! What surprises: somebody who was seen today already costs nothing more, and what a second person has agreed to does not
//! count. Writing is never stopped: what was typed about somebody is not lost because of a number.

/// Whether so many people more may be seen, when so many different ones were.
pub fn allows(seen: u64, more: u64, most: u16) -> bool {
    more == 0 || seen.saturating_add(more) <= u64::from(most)
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn the_last_of_the_share_is_in_it_and_the_next_is_not() {
        for (seen, more, most, expected) in [
            (0, 1, 200, true),
            (199, 1, 200, true),
            (200, 1, 200, false),
            (150, 50, 200, true),
            (151, 50, 200, false),
            // Seen already today.
            (200, 0, 200, true),
            (5_000, 0, 200, true),
            (u64::MAX, 1, 200, false),
        ] {
            assert_eq!(allows(seen, more, most), expected, "{seen} {more} {most}");
        }
    }
}
