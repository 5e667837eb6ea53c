//! The reason for taking something back or correcting it, in the words of whoever does it.

use xinan_domain::text::rules::Problem;

/// Characters of a reason: a line or two, wherever one is asked for.
pub(crate) const LONGEST: usize = 200;

/// What is wrong with a reason, if anything: there is none, or it is too long.
pub(crate) fn wrong_with(reason: &str) -> Option<Problem> {
    match reason.chars().count() {
        0 => Some(Problem::Missing),
        length if length > LONGEST => Some(Problem::TooLong { length, longest: LONGEST }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_there_and_has_two_hundred_characters_at_most() {
        assert_eq!(wrong_with(""), Some(Problem::Missing));
        assert_eq!(wrong_with("记到了同名的另一位名下"), None);
        assert_eq!(wrong_with(&"记".repeat(LONGEST)), None);
        let too_long = Problem::TooLong { length: LONGEST + 1, longest: LONGEST };
        assert_eq!(wrong_with(&"记".repeat(LONGEST + 1)), Some(too_long));
    }
}
