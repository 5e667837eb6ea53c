//! What a corrected form means for the events of consent.

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::person::Consent;
use xinan_domain::supplement::Supplement;

use crate::case::event::Event;
use crate::case::event::store::Said;

/// What is taken back, and what is said instead.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Follows {
    /// Events that count no more.
    pub(super) back: Vec<Uuid>,
    /// What the form says now.
    pub(super) said: Option<Event>,
}

/// What follows when the form says another thing of consent than before; `given` and `refused` are the events that
/// hold, oldest first.
///
/// Somebody who agreed and refuses now has changed the mind: both count, each from its day. A day that is corrected
/// takes the place of the former one. A consent given on a day is said against every refusal since; an answer that is
/// taken out leaves nothing behind.
pub(super) fn follows(
    (former, form): (&Supplement, &Supplement),
    (given, refused): (&[Said], &[Said]),
    today: Date,
) -> Follows {
    if (former.consent, former.consent_on) == (form.consent, form.consent_on) {
        return Follows::default();
    }
    let ids = |said: &[Said]| said.iter().map(|one| one.id).collect::<Vec<_>>();
    let said = Event::of_consent(form, today);
    let back = match (&said, form.consent) {
        (Some(event), Some(Consent::Given)) => {
            let since = refused.iter().filter(|one| one.on >= event.on).map(|one| one.id);
            let former_day = given.last().filter(|_| former.consent == Some(Consent::Given));
            since.chain(former_day.map(|one| one.id)).collect()
        }
        (Some(_), _) => Vec::new(),
        (None, _) => [ids(given), ids(refused)].concat(),
    };
    Follows { back, said }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::case::event::EventKind;
    use crate::tests::person;

    const TODAY: Date = date(2026, 11, 21);

    fn said(at: u128, on: Date) -> Said {
        Said { id: Uuid::from_u128(at), on, recorded_at: 0, stated_on: None, visit: None }
    }

    /// A form that says this of consent.
    fn form(consent: Option<Consent>, consent_on: Option<Date>) -> Supplement {
        let form = person("李春生", "429971101209", 0).supplement;
        Supplement { consent, consent_on, ..form }
    }

    #[test]
    fn the_events_of_consent_follow_the_form() {
        use Consent::{Given, Refused};
        let (june, july) = (date(2020, 6, 20), date(2020, 7, 20));
        let event = |kind, on| Some(Event::plain(kind, on));
        let (yes, no) = (EventKind::ConsentGiven, EventKind::ConsentRefused);
        // The form before and after, the events that hold, what is taken back, what is said.
        let cases = [
            ((Some(Given), Some(june)), (Some(Given), Some(june)), vec![june], vec![], vec![], None),
            (
                (Some(Given), Some(june)),
                (Some(Given), Some(july)),
                vec![june],
                vec![],
                vec![1],
                event(yes, july),
            ),
            ((Some(Given), Some(june)), (Some(Refused), None), vec![june], vec![], vec![], event(no, TODAY)),
            ((Some(Given), Some(june)), (None, None), vec![june], vec![], vec![1], None),
            (
                (Some(Refused), None),
                (Some(Given), Some(june)),
                vec![],
                vec![july],
                vec![11],
                event(yes, june),
            ),
            ((Some(Refused), None), (Some(Given), Some(july)), vec![], vec![june], vec![], event(yes, july)),
            ((None, None), (Some(Refused), None), vec![], vec![], vec![], event(no, TODAY)),
        ];
        for (before, after, given, refused, back, expected) in cases {
            let given: Vec<Said> = (1..).zip(&given).map(|(at, on)| said(at, *on)).collect();
            let refused: Vec<Said> = (11..).zip(&refused).map(|(at, on)| said(at, *on)).collect();
            let (former, form) = (form(before.0, before.1), form(after.0, after.1));
            let found = follows((&former, &form), (&given, &refused), TODAY);
            let back = back.into_iter().map(Uuid::from_u128).collect();
            assert_eq!(found, Follows { back, said: expected }, "{before:?} {after:?}");
        }
    }
}
