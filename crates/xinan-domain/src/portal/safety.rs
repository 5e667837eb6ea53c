//! 避开 — from whom somebody is to be safe, and who that is when a card is asked for under another name.
//!
//! 精神卫生法 第九条 forbids abuse and abandonment (PROMISES T11). A name that is written otherwise, or another telephone,
//! must not open what was closed: who comes with the telephone of somebody from whom the person is to be safe gets no
//! card under another name, and whoever is not known yet counts as that somebody until the office says otherwise.

/// Somebody other than the person, of whom the record knows a name and perhaps a telephone: by a card, by what was said
/// of safety, or by the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<H> {
    /// Who, through all names and telephones.
    pub holder: H,
    /// The name as it was written.
    pub name: String,
    /// The telephone; empty where none is known.
    pub phone: String,
    /// The person is to be safe from this one.
    pub flagged: bool,
}

/// Whether two names are one: blanks, points and the size of letters count for nothing.
pub fn same_name(one: &str, other: &str) -> bool {
    let squeezed = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let one = squeezed(one);
    !one.is_empty() && one == squeezed(other)
}

/// Who asks for a guardian's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking<H> {
    /// Somebody who is known.
    Known(H),
    /// Somebody who is not, and there is nobody from whom the person is to be safe.
    New,
    /// Somebody who is not, or under another name than before, while there is: it may be the same.
    Unclear,
    /// Somebody with the telephone of one from whom the person is to be safe, under another name.
    WithFlaggedPhone,
}

/// Who asks for a guardian's card with a name and a telephone; `before` is whose card the form was opened for.
pub fn who_asks<H: Copy + Eq>(
    known: &[Known<H>],
    before: Option<H>,
    (name, phone): (&str, &str),
) -> Asking<H> {
    let named = |flagged: bool| {
        known.iter().find(|one| one.flagged == flagged && same_name(&one.name, name)).map(|one| one.holder)
    };
    if let Some(holder) = named(true) {
        return Asking::Known(holder);
    }
    let before_is_flagged = before.is_some_and(|at| known.iter().any(|one| one.flagged && one.holder == at));
    if let Some(holder) = before.filter(|_| before_is_flagged) {
        return Asking::Known(holder);
    }
    if is_of_flagged(known, phone) {
        return Asking::WithFlaggedPhone;
    }
    match (named(false), before) {
        (Some(holder), _) => Asking::Known(holder),
        _ if known.iter().any(|one| one.flagged) => Asking::Unclear,
        (None, Some(holder)) => Asking::Known(holder),
        (None, None) => Asking::New,
    }
}

/// Whether a telephone is one of somebody from whom the person is to be safe.
pub fn is_of_flagged<H>(known: &[Known<H>], phone: &str) -> bool {
    !phone.is_empty() && known.iter().any(|one| one.flagged && one.phone == phone)
}

/// From whom the person is to be safe, where it is the guardian whom the form names: by the name or the telephone.
pub fn flagged<H: Copy>(known: &[Known<H>], (name, phone): (&str, &str)) -> Option<H> {
    let is_the_same = |one: &&Known<H>| {
        one.flagged && (same_name(&one.name, name) || (!phone.is_empty() && one.phone == phone))
    };
    known.iter().find(is_the_same).map(|one| one.holder)
}

/// Whether the person's own codes may go to a telephone. `guardian` is the one of the form: while the person is to be safe
/// from somebody, its telephone is none of the person's own, unless that guardian is known to be somebody else.
pub fn may_have_codes<H: Copy>(known: &[Known<H>], guardian: (&str, &str), phone: &str) -> bool {
    let (name, of_guardian) = guardian;
    if is_of_flagged(known, phone) {
        return false;
    }
    let is_else = || known.iter().any(|one| !one.flagged && same_name(&one.name, name));
    let any = known.iter().any(|one| one.flagged);
    !any || phone != of_guardian || (is_else() && flagged(known, guardian).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIS: &str = "13812345678";
    const HERS: &str = "13911112222";
    const NEW: &str = "13700000000";

    fn known(holder: u8, name: &str, phone: &str, flagged: bool) -> Known<u8> {
        Known { holder, name: name.to_owned(), phone: phone.to_owned(), flagged }
    }

    #[test]
    fn names_are_one_however_they_are_spaced() {
        for (one, other, same) in [
            ("王强", " 王 强", true),
            ("买买提·艾力", "买买提艾力", true),
            ("Wang Qiang", "wangqiang", true),
            ("王强", "王小强", false),
            ("", "", false),
            ("··", "·", false),
        ] {
            assert_eq!(same_name(one, other), same, "{one} {other}");
        }
    }

    #[test]
    fn who_asks_for_a_guardians_card() {
        let nobody = vec![];
        let plain = vec![known(1, "王强", HIS, false), known(2, "李梅", HERS, false)];
        let flagged = vec![known(1, "王强", HIS, true), known(2, "李梅", HERS, false)];
        for (all, before, name, phone, who) in [
            (&nobody, None, "王强", HIS, Asking::New),
            (&plain, None, "王 强", NEW, Asking::Known(1)),
            (&plain, None, "王小强", HIS, Asking::New),
            // A name that is put right on the form of a card of before.
            (&plain, Some(1), "王小强", HIS, Asking::Known(1)),
            (&flagged, None, "王强", NEW, Asking::Known(1)),
            (&flagged, None, "王小强", HIS, Asking::WithFlaggedPhone),
            (&flagged, None, "王小强", NEW, Asking::Unclear),
            (&flagged, None, "李梅", NEW, Asking::Known(2)),
            (&flagged, None, "李梅", HIS, Asking::WithFlaggedPhone),
            // The form of somebody else's card does not carry his new name through.
            (&flagged, Some(2), "王小强", NEW, Asking::Unclear),
            (&flagged, Some(2), "王强", NEW, Asking::Known(1)),
            // Whose own form it is stays who he is.
            (&flagged, Some(1), "王小强", HIS, Asking::Known(1)),
            (&flagged, Some(1), "李梅", NEW, Asking::Known(1)),
        ] {
            assert_eq!(who_asks(all, before, (name, phone)), who, "{before:?} {name} {phone}");
        }
    }

    #[test]
    fn whose_telephone_gets_the_persons_codes() {
        let he = known(1, "王强", HIS, true);
        let unflagged = known(1, "王强", HIS, false);
        let she = known(2, "李梅", HERS, false);
        for (all, guardian, phone, may) in [
            // A family with one telephone shares its codes.
            (vec![], ("王强", HIS), HIS, true),
            (vec![unflagged], ("王强", HIS), HIS, true),
            (vec![he.clone()], ("", ""), HIS, false),
            (vec![he.clone()], ("", ""), NEW, true),
            (vec![he.clone()], ("王小强", NEW), NEW, false),
            (vec![he.clone()], ("李梅", HERS), HERS, false),
            (vec![he.clone(), she.clone()], ("李梅", HERS), HERS, true),
            // The form has another telephone of his.
            (vec![he, she], ("王强", NEW), NEW, false),
        ] {
            assert_eq!(may_have_codes(&all, guardian, phone), may, "{all:?} {guardian:?} {phone}");
        }
    }

    #[test]
    fn the_guardian_of_the_form_is_found_by_name_or_telephone() {
        let all = [known(1, "王强", HIS, true), known(2, "李梅", HERS, false), known(3, "赵", "", true)];
        for (guardian, who) in [
            (("王强", ""), Some(1)),
            (("王小强", HIS), Some(1)),
            (("王小强", NEW), None),
            (("李梅", HERS), None),
            (("赵", HERS), Some(3)),
            (("", ""), None),
        ] {
            assert_eq!(flagged(&all, guardian), who, "{guardian:?}");
        }
    }
}
