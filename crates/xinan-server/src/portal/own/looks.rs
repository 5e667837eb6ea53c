//! 谁看过 — who looked at the own record: office, post, for what, and when.
//!
//! Nothing that the office did is left out, for nobody. What the person does at the own door no guardian reads; and where
//! somebody of the office saw to cards, to the person's safety or to what is kept back, a guardian reads that the record
//! was looked at, and not for what.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Tx, Uuid};
use xinan_domain::portal::{May, may_see};
use xinan_domain::text::Lang;

use crate::case::VisibleCase;
use crate::case::looks::store::looks;
use crate::case::looks::{Look, together};
use crate::portal::reader::Reader;
use crate::shell::clock::Moment;
use crate::texts;

/// How far back the list goes: what is left out of a guardian's is not known before it is read.
pub(in crate::portal) const MOST_LOOKS: u32 = 5000;

/// A look, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::portal) struct SeenLook {
    pub(in crate::portal) entry: i64,
    pub(in crate::portal) at: i64,
    /// Whose account it was.
    pub(in crate::portal) by: Option<Uuid>,
    /// What was done, as the log has it.
    pub(in crate::portal) action: String,
    /// Name, post and office.
    pub(in crate::portal) who: String,
    /// What was done, and for what.
    pub(in crate::portal) what: String,
    /// For what; what was done, where that says it.
    pub(in crate::portal) purpose: &'static str,
    /// Whether it is one of the office, about which one may ask.
    pub(in crate::portal) of_office: bool,
}

/// The latest looks that a reader sees, of at most so many, lists among them.
pub(in crate::portal) async fn seen_looks(
    tx: &mut Tx,
    reader: &Reader,
    case: &VisibleCase,
    most: u32,
) -> Result<Vec<SeenLook>> {
    // What a doctor keeps back is never who looked.
    let may = may_see(reader.as_rule(), &[], Date::MIN);
    let all = looks(tx, case, most, true).await?;
    let mut seen: Vec<SeenLook> = all.iter().filter_map(|look| seen(look, &may, reader.lang)).collect();
    // Opening, checking and saving one form within a minute reads as one look: as what was done.
    seen.dedup_by(|one, other| {
        let is_same =
            one.what == other.what || texts::look_at(Lang::En, &one.action) == texts::look_form(Lang::En);
        (one.at / MINUTE, &one.who) == (other.at / MINUTE, &other.who) && is_same
    });
    Ok(seen)
}

const MINUTE: i64 = 60_000_000;

/// Looks of one day, by the same, for the same, as one line; the latest first.
pub(in crate::portal) fn lines(looks: &[SeenLook]) -> Vec<Vec<&SeenLook>> {
    together(looks, |one| (Moment::of_micros(one.at).day(), one.who.as_str(), one.purpose))
}

/// What of the log concerns the own door, and not the record.
fn of_own_door(action: &str) -> bool {
    action.starts_with("own.") || action.starts_with("guardian.")
}

/// What leads to where the person is: help in distress, a move, and whatever has to do with a hospital.
fn leads_there(action: &str) -> bool {
    const LEAD: [&str; 9] = [
        "police.",
        "help.",
        "emergency.",
        "disposal.",
        "transfer.",
        "stay.",
        "discharge_form.",
        "referral.",
        "guidance.",
    ];
    LEAD.iter().any(|about| action.starts_with(about))
}

/// What the office does about the own door.
fn about_own_door(action: &str) -> bool {
    ["card.", "portal.", "safety.", "exception."].iter().any(|about| action.starts_with(about))
}

fn seen(look: &Look, may: &May, lang: Lang) -> Option<SeenLook> {
    let at_door = of_own_door(&look.action);
    if at_door && !may.own_acts {
        return None;
    }
    let action = match look.action.as_str() {
        action if about_own_door(action) && !may.own_acts => "case.read",
        action if leads_there(action) && !may.whereabouts => "case.read",
        action => action,
    };
    // Nor that it was the police.
    let post = look
        .post
        .filter(|kind| may.whereabouts || kind.cares_in_territory())
        .map_or("", |kind| lang.code(kind));
    let who = match look.shown_as.split_once(" · ") {
        _ if at_door => texts::who_in_log(lang, &look.shown_as).to_owned(),
        Some((name, office)) if may.whereabouts && post.is_empty() => format!("{name} · {office}"),
        Some((name, office)) if may.whereabouts => texts::my_look_by(lang, name, post, office),
        _ if !post.is_empty() => post.to_owned(),
        _ => texts::my_system(lang).to_owned(),
    };
    let done = texts::look_at(lang, action);
    let (what, purpose) = match texts::look_purpose(lang, action) {
        "" => (done.to_owned(), done),
        purpose => (texts::my_look_for(lang, done, purpose), purpose),
    };
    let of_office = look.post.is_some();
    let (at, by, action) = (look.at, look.by, action.to_owned());
    Some(SeenLook { entry: look.entry, at, by, action, who, what, purpose, of_office })
}

#[cfg(test)]
mod tests {
    use xinan_domain::portal::{Exception, Kept, Reader as Rule};

    use super::*;
    use crate::shell::actor::PostKind;

    fn look(shown_as: &str, action: &str, post: Option<PostKind>) -> Look {
        Look { at: 0, by: None, shown_as: shown_as.to_owned(), action: action.to_owned(), post, entry: 1 }
    }

    #[test]
    fn who_sees_which_looks() {
        let today = jiff::civil::date(2026, 11, 21);
        let kept: Vec<Exception> = [Kept::Words, Kept::Diagnosis, Kept::Medicine]
            .map(|kept| Exception { kept, until: today })
            .to_vec();
        let person = may_see(Rule::Person, &kept, today);
        let guardian = may_see(Rule::Guardian { safety: false }, &[], today);
        let flagged = may_see(Rule::Guardian { safety: true }, &[], today);
        let staff = |action| look("王医生 · 清溪镇卫生院", action, Some(PostKind::TownshipWorker));
        let said =
            |look: &Look, may: &May| seen(look, may, Lang::Zh).map(|one| format!("{} {}", one.who, one.what));

        // Whatever is kept back, who looked is not.
        let read = said(&staff("case.read"), &person).unwrap();
        assert!(
            read.contains("王医生") && read.contains("清溪镇卫生院") && read.contains("镇精防医生"),
            "{read}"
        );
        assert_eq!(said(&staff("case.read"), &guardian), Some(read));
        // Where the office is, no word of it to whom the person is to be safe from.
        let hidden = said(&staff("case.read"), &flagged).unwrap();
        assert!(
            hidden.starts_with("镇精防医生 ") && !hidden.contains('王') && !hidden.contains("清溪"),
            "{hidden}"
        );
        // That somebody saw to safety reads like any look.
        for action in
            ["safety.set", "safety.keep", "safety.lifted", "exception.kept", "card.issued", "portal.answered"]
        {
            assert_eq!(said(&staff(action), &flagged).unwrap(), hidden, "{action}");
            assert_eq!(said(&staff(action), &guardian), said(&staff("case.read"), &guardian), "{action}");
            assert_ne!(said(&staff(action), &person), said(&staff("case.read"), &person), "{action}");
        }
        // That help was called for is read by nobody from whom the person is to be safe, not even by the kind of post.
        for (action, kind) in [
            ("police.ask", PostKind::PoliceOfficer),
            ("police.read", PostKind::PoliceOfficer),
            ("help.answered", PostKind::TownshipWorker),
            ("emergency.open", PostKind::VillageDoctor),
        ] {
            let look = look("何警官 · 清溪镇派出所", action, Some(kind));
            let read = said(&look, &flagged).unwrap();
            assert!(!read.contains('警') && !read.contains("派出所") && !read.contains("紧急"), "{read}");
            assert_ne!(said(&look, &guardian), Some(read), "{action}");
        }
        // What the person does, and other guardians do, no guardian reads.
        for action in ["own.read", "own.request", "guardian.read", "own.card_refused"] {
            let own = look("本人", action, None);
            assert!(said(&own, &person).is_some() && said(&own, &guardian).is_none(), "{action}");
            assert!(said(&own, &flagged).is_none(), "{action}");
        }
    }
}
