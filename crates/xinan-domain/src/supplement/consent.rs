//! 知情同意 — what a form says of consent, and what becomes of what was said before when the form is corrected.

use jiff::civil::Date;

use super::Supplement;
use crate::person::Consent;

/// What a form says of consent: that it was given on the day of its signature, or refused on the day of which the
/// form speaks; nothing where nobody was asked.
pub fn consent_said(form: &Supplement, stated_on: Date) -> Option<(Consent, Date)> {
    form.consent.map(|consent| match consent {
        Consent::Given => (consent, form.consent_on.unwrap_or(stated_on)),
        Consent::Refused => (consent, stated_on),
    })
}

/// Something that was said of consent, and holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<I> {
    /// Which statement it is.
    pub id: I,
    /// The day from which it counts.
    pub on: Date,
}

/// What follows from a correction.
#[derive(Debug, PartialEq, Eq)]
pub struct Follows<I> {
    /// What counts no more.
    pub back: Vec<I>,
    /// What is said now; nothing when it was said already.
    pub said: Option<(Consent, Date)>,
}

/// What follows when a form is corrected; `given` and `refused` are what was said and holds, oldest first.
///
/// Somebody who agreed and refuses now has changed the mind (个人信息保护法 第十五条): both count, each from its day. A day
/// that is corrected takes the place of the former one (第四十六条). A consent given on a day is said against every
/// refusal since; an answer that is taken out leaves nothing behind.
pub fn follows<I: Copy + PartialEq>(
    (former, form): (&Supplement, &Supplement),
    (given, refused): (&[Said<I>], &[Said<I>]),
    today: Date,
) -> Follows<I> {
    let nothing = Follows { back: Vec::new(), said: None };
    if (former.consent, former.consent_on) == (form.consent, form.consent_on) {
        return nothing;
    }
    let ids = |said: &[Said<I>]| said.iter().map(|one| one.id).collect::<Vec<_>>();
    match consent_said(form, today) {
        None => Follows { back: [ids(given), ids(refused)].concat(), said: None },
        Some((Consent::Refused, on)) => Follows { said: Some((Consent::Refused, on)), ..nothing },
        Some((Consent::Given, on)) => {
            let corrected = former.consent == Some(Consent::Given);
            let former_day = former.consent_on.or(given.last().map(|one| one.on)).filter(|_| corrected);
            let (replaced, kept): (Vec<_>, Vec<_>) =
                given.iter().partition(|one| former_day == Some(one.on) && one.on != on);
            let since = refused.iter().filter(|one| one.on >= on);
            Follows {
                back: since.chain(replaced).map(|one| one.id).collect(),
                said: (!kept.iter().any(|one| one.on == on)).then_some((Consent::Given, on)),
            }
        }
    }
}

/// Whether two versions differ in what tells people apart, or in the diagnosis for which the record is kept: such a
/// correction is owed a reason (个人信息保护法 第八条, 第四十六条; docs/decisions/0026).
pub fn tells_apart(former: &Supplement, form: &Supplement) -> bool {
    let of = |form: &Supplement| {
        (form.name.clone(), form.identity_number, form.birth_date, form.diagnosis, form.diagnosed_on)
    };
    of(former) != of(form)
}
