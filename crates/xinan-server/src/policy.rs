//! Who may do what: the one place of the living floor where access is decided.
//!
//! Callers ask with the name of what they do ([`Action`]) and never look at posts themselves; the answer is
//! that of the policies (`policies/`, [`xinan_policy`]). Every address has a [`Guard`] (`routes.rs`), which
//! [`Actor`] has passed before a handler sees it. The territory is decided in the query
//! ([`crate::case::store::find`] and the scoped lists), so that a record out of reach does not exist for the
//! asker.

pub use xinan_policy::{Action, Relation};

use crate::shell::actor::{Actor, PostKind};

/// What somebody must be allowed to be answered at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: before signing in, or the same for all.
    Open,
    /// To have shown the password, and not yet the code: the page of the code, and nothing else.
    Half,
    /// At the person's own door: to have typed a card's number, for the page of the one-time code and nothing else.
    Card,
    /// At the person's own door: to have shown a card and a code, for the own record. No member of staff is one who has.
    Person,
    /// To be signed in, be it with a password that somebody else knows: to change it, and out.
    SignedIn,
    /// To be signed in with a password of one's own, be it without the second factor that the post must have: to set it up.
    Securing,
    /// To be signed in with all that is asked for: what concerns oneself.
    Own,
    /// To do this.
    Does(Action),
    /// To do one of these; the handler asks which, by what the address is of.
    OneOf(&'static [Action]),
}

impl Guard {
    /// Whether the post is let in.
    pub fn admits(self, actor: &Actor) -> bool {
        match self {
            Self::Open | Self::Half | Self::SignedIn | Self::Securing | Self::Own => true,
            Self::Card | Self::Person => false,
            Self::Does(action) => permits_at_all(actor, action),
            Self::OneOf(actions) => actions.iter().any(|action| permits_at_all(actor, *action)),
        }
    }
}

/// Whether the post carries the action, in its territory or for whom it has in hand.
fn permits_at_all(actor: &Actor, action: Action) -> bool {
    permits(actor, action) || permits_as(actor, action, Relation::Treats)
}

/// Whether the post reaches a record by a tie alone ([`crate::case::tie`]), and not by its territory.
pub fn reaches_by_tie(actor: &Actor) -> bool {
    permits_as(actor, Action::SeeCase, Relation::Treats) && !permits(actor, Action::SeeCase)
}

/// Whether the post carries the action, within its territory.
pub fn permits(actor: &Actor, action: Action) -> bool {
    xinan_policy::permits(actor.kind.post(), action, Relation::Territory)
}

/// Whether a kind of post carries the action, within its territory.
pub fn permits_kind(kind: PostKind, action: Action) -> bool {
    xinan_policy::permits(kind.post(), action, Relation::Territory)
}

/// Whether the post carries the action towards something that stands to the asker like that.
pub fn permits_as(actor: &Actor, action: Action, relation: Relation) -> bool {
    xinan_policy::permits(actor.kind.post(), action, relation)
}

/// How a visit was entered, as far as it decides who may change it or take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// This very member of staff entered it today.
    pub fresh: bool,
    /// This member of staff entered it, or somebody else in the post of the same village.
    pub of_own_post: bool,
    /// It reports a death.
    pub reports_death: bool,
}

/// Whether the post may change a visit or take it back; otherwise who can.
///
/// # Errors
/// Whose the correction is.
pub fn permits_change(actor: &Actor, entry: Entry) -> Result<(), Corrects> {
    let action = match entry {
        Entry { reports_death: true, .. } => Action::CorrectDeath,
        Entry { fresh: true, .. } | Entry { of_own_post: true, .. } => Action::CorrectVisit,
        _ => Action::CorrectVisitOfOthers,
    };
    let relation = if entry.fresh { Relation::OwnEntry } else { Relation::Territory };
    match xinan_policy::permits(actor.kind.post(), action, relation) {
        true => Ok(()),
        false if entry.reports_death => Err(Corrects::CountyOffice),
        false => Err(Corrects::Township),
    }
}

/// Whether the post may take back an entry of consent: one that the asker made, or one of others.
pub fn permits_consent_correction(actor: &Actor, is_own: bool) -> bool {
    permits(actor, if is_own { Action::CorrectConsent } else { Action::CorrectConsentOfOthers })
}

/// Whether the post may correct an exam or result or take it back: one that the asker recorded, or one of others.
pub fn permits_examination_correction(actor: &Actor, is_own: bool) -> bool {
    permits(actor, if is_own { Action::CorrectExamination } else { Action::CorrectExaminationOfOthers })
}

/// Who corrects a visit when the asker may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrects {
    /// The township, or the county office, whichever entered it.
    Township,
    /// The county office.
    CountyOffice,
}

#[cfg(test)]
mod tests {
    use xinan_domain::region::Region;

    use super::*;

    fn actor(kind: PostKind) -> Actor {
        Actor {
            account: xinan_db::Uuid::nil(),
            post: xinan_db::Uuid::nil(),
            kind,
            region: Region::parse("429971").unwrap(),
            posts: 1,
            share: 200,
            listed: 200,
            office: String::new(),
            institution: None,
            name: String::new(),
            form_key: String::new(),
            lang: Default::default(),
            view: Default::default(),
        }
    }

    /// Of a visit entered today by the asker, earlier by the asker or the same village post, or by somebody else;
    /// without and with a death.
    #[test]
    fn who_may_change_a_visit_or_take_it_back() {
        use Corrects::{CountyOffice, Township};
        use PostKind::{CountyOffice as County, TownshipWorker, VillageDoctor};
        let (no, death) = (Err(Township), Err(CountyOffice));
        for (fresh, of_own_post, reports_death, village, township) in [
            (true, true, false, Ok(()), Ok(())),
            (true, true, true, Ok(()), Ok(())),
            (false, true, false, Ok(()), Ok(())),
            (false, true, true, death, death),
            (false, false, false, no, Ok(())),
            (false, false, true, death, death),
        ] {
            let entry = Entry { fresh, of_own_post, reports_death };
            assert_eq!(permits_change(&actor(VillageDoctor), entry), village, "{entry:?}");
            assert_eq!(permits_change(&actor(TownshipWorker), entry), township, "{entry:?}");
            assert_eq!(permits_change(&actor(County), entry), Ok(()), "{entry:?}");
        }
    }
}
