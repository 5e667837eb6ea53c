//! What a typed form says, and whether the record that it is about is there already (查重).

use std::collections::BTreeSet;

use jiff::civil::Date;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints, Weight};
use xinan_domain::follow_up::Entry;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::supplement::{self, MayStayOpen, Supplement, SupplementContext, Understood, is_open};
use xinan_domain::text::rules::Problem as Wrong;
use xinan_domain::text::{Lang, squeeze};

use crate::case::namesake::store::born_on;
use crate::case::namesake::{Alike, Namesake};
use crate::case::short_no;
use crate::case::store::{holder, known};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::texts;

/// What the page must not say: deaths and losses have their own pages, with what belongs to them.
const OF_EVENTS: [&str; 3] = ["status", "died_on", "death_cause"];

/// Takes out of the answers what has pages of its own.
pub(super) fn leave_events(answers: &mut Answers) {
    for id in OF_EVENTS {
        answers.set(id, "");
    }
}

/// Whether a field of the form is one of this page.
pub(super) fn is_asked(id: &str) -> bool {
    !OF_EVENTS.contains(&id)
}

/// The village that was chosen: one of the territory, or the one in which the person is already.
fn village(actor: &Actor, settings: &Settings, former: Option<&Supplement>, text: &str) -> Option<Region> {
    let kept = former.map(|form| form.village).filter(|village| village.as_str() == text);
    kept.or_else(|| settings.divisions.village(&actor.region, text))
}

/// The version that is corrected.
#[derive(Clone, Copy)]
pub(super) struct Former<'a> {
    pub(super) form: &'a Supplement,
    /// The day of death, which has a page of its own.
    pub(super) died_on: Option<Date>,
}

/// Reads the form; of one that takes the place of a former version, what that left open may stay open.
pub(super) fn understand(
    actor: &Actor,
    settings: &Settings,
    answers: &Answers,
    former: Option<Former<'_>>,
    now: &Moment,
) -> Result<Understood, Complaints> {
    let open = match (stays_open(answers), former) {
        (true, _) => MayStayOpen::Unknown,
        (false, Some(former)) => MayStayOpen::AsBefore(former.form),
        (false, None) => MayStayOpen::Nothing,
    };
    let village = |text: &str| village(actor, settings, former.map(|former| former.form), text);
    let context = SupplementContext {
        today: now.day(),
        entry: Entry::Form,
        open,
        died_on: former.and_then(|former| former.died_on),
        village: &village,
    };
    supplement::parse(answers, &context).map_err(|mut complaints| {
        // What may stay open is no trouble of this form.
        complaints.retain(|one| one.weight == Weight::Refuse || !is_open(&one.problem));
        complaints
    })
}

/// Whether the writer says that nobody knows now what is still open.
pub(super) fn stays_open(answers: &Answers) -> bool {
    answers.get("leave_open") == "1"
}

/// The tick that a namesake is another person; its value is the namesake's record.
pub(super) const NAMESAKE: &str = "namesake";

/// A record that is, or may be, of the same person.
pub(super) enum Met {
    /// Within the territory, under the same identity number.
    Same(Uuid),
    /// The county has this number where the asker does not reach: no second record can be made for it, and whose it is
    /// stays untold to the asker; who it is finds that somebody asked.
    Elsewhere(Uuid),
    /// Within the territory, of the same name, birth date and township, under another number.
    Alike(Namesake),
}

impl Met {
    /// What is wrong then, at the identity number.
    pub(super) fn wrong(&self) -> Wrong {
        let say = |lang: Lang| match self {
            Self::Same(_) => texts::person_is_there(lang).to_owned(),
            Self::Elsewhere(_) => texts::import_out_of_reach(lang).to_owned(),
            Self::Alike(namesake) => texts::person_namesake(lang, &short_no(&namesake.case_no)),
        };
        Wrong::Said([say(Lang::Zh), say(Lang::En)])
    }

    /// The record, where the asker may see it.
    pub(super) fn record(&self) -> Option<Uuid> {
        match self {
            Self::Same(id) => Some(*id),
            Self::Elsewhere(_) => None,
            Self::Alike(namesake) => Some(namesake.id),
        }
    }

    /// The record, whoever may see it: for the log.
    fn whose(&self) -> Uuid {
        match self {
            Self::Same(id) | Self::Elsewhere(id) => *id,
            Self::Alike(namesake) => namesake.id,
        }
    }
}

/// Looks for the person in the register; `except` is the record that is being corrected. Whom the answer names, sees
/// that somebody asked.
///
/// Asked as soon as there is a number, whatever else the form lacks, so that nobody fills it in for nothing.
pub(super) async fn met(
    tx: &mut Tx,
    actor: &Actor,
    settings: &Settings,
    answers: &Answers,
    former: Option<(Uuid, &Supplement)>,
    now: &Moment,
) -> Result<Option<Met>, Problem> {
    let Ok(number) = IdentityNumber::parse(answers.raw("identity_number")) else { return Ok(None) };
    let except = former.map_or(Uuid::nil(), |(id, _)| id);
    let scope = actor.scope();
    let found = match known(tx, &scope, [&number]).await?.remove(number.as_str()) {
        Some(Some(same)) if same.id == except => None,
        Some(Some(same)) => Some(Met::Same(same.id)),
        Some(None) => holder(tx, actor.county(), &number).await?.map(Met::Elsewhere),
        None => None,
    };
    let found = match found {
        None => {
            let form = former.map(|(_, form)| form);
            let village = village(actor, settings, form, &squeeze(&answers.get("village")));
            let Some(village) = village else { return Ok(None) };
            let name = squeeze(&answers.words("name"));
            let alike = Alike::new(name, number.birth_date(), village.as_str());
            // Somebody who was alike before the correction was asked about then.
            if form.is_some_and(|form| Alike::of(form) == alike && form.identity_number == number) {
                return Ok(None);
            }
            let born = BTreeSet::from([number.birth_date()]);
            let namesake = born_on(tx, &scope, &born, except).await?.remove(&alike);
            // The tick is of the one who was asked about: another name or village may be another person's.
            namesake.filter(|one| answers.get(NAMESAKE) != one.id.simple().to_string()).map(Met::Alike)
        }
        found => found,
    };
    if let Some(found) = &found {
        let entry = actor.entry(now, "person.compared", Some(found.whose()), String::new());
        audit::record(tx, &entry).await?;
    }
    Ok(found)
}
