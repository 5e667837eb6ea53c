//! Whether somebody of the register may be whom a clue is about, as far as anybody can tell from name, age and village.
//!
//! Asked only of those who may see the record anyway, and answered by them: the rule offers, it decides nothing.

use crate::region::Region;

/// What is compared beside the name, which is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// 村（居）委会.
    pub village: Region,
    /// The year of birth, where it is known or was guessed.
    pub born: Option<i16>,
}

/// An informant's word of an age is seldom right to the year.
const GUESSED: u16 = 2;
/// Of somebody of the same name in the same village it may be further out.
const GUESSED_IN_VILLAGE: u16 = 10;

/// Whether two of the same name may be one person ([D]: name with year of birth or village, fact sheet §14.3).
pub fn may_be_same(clue: Compared, record: Compared) -> bool {
    let same_village = clue.village == record.village;
    match clue.born.zip(record.born) {
        Some((one, other)) => one.abs_diff(other) <= if same_village { GUESSED_IN_VILLAGE } else { GUESSED },
        None => same_village,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_name_may_be_one_by_year_or_village() {
        let of = |village: &str, born| Compared { village: Region::exact(village).unwrap(), born };
        let clue = of("429971101209", Some(1986));
        for (record, may) in [
            (of("429971101209", Some(1986)), true),
            (of("429971101209", Some(1996)), true),
            (of("429971101209", Some(1997)), false),
            (of("429971101210", Some(1988)), true),
            (of("429971101210", Some(1989)), false),
            (of("429971101210", None), false),
            (of("429971101209", None), true),
        ] {
            assert_eq!(may_be_same(clue, record), may, "{record:?}");
        }
        assert!(may_be_same(Compared { born: None, ..clue }, of("429971101209", Some(1950))));
    }
}
