//! 在系统内提供 — a list for another department that does not leave: it is read inside, by one post, for some days.
//!
//! It is asked for on the page that asks for what and to whom ([`super::request`]), for relief and subsidies alone, and a
//! second person always agrees. From then on it stands in the register as given, whoever was in it reads that at the own
//! door, and the post reads it (`crate::department::lists`) until its days are over or somebody here ends it.

pub mod store;
mod web;

pub use web::end;

use sha2::{Digest, Sha256};
use xinan_db::{Tx, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Fields, Purpose, Receiver};
use xinan_domain::text::Lang;

use self::store::Department;
use super::store::Entered;
use super::{Contents, Said, log_people};
use crate::case::leaving;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::texts;

/// The post that was chosen to read the list inside, if one was; of those that may.
///
/// # Errors
/// What is wrong, each at its field.
pub(super) fn chosen<'a>(
    lang: Lang,
    answers: &Answers,
    contents: &Contents,
    departments: &'a [Department],
) -> Result<Option<&'a Department>, super::request::Wrong> {
    let value = answers.get("hand_to");
    if value.is_empty() || contents.door != Door::Roster {
        return Ok(None);
    }
    let mut wrong = Vec::new();
    let found = departments.iter().find(|one| one.value() == value);
    if found.is_none() {
        wrong.push(("hand_to", texts::hand_to_gone(lang).to_owned()));
    }
    if contents.says_clinical {
        wrong.push(("hand_to", texts::hand_to_clinical(lang).to_owned()));
    }
    if Purpose::read(&answers.get("purpose")) != Some(Purpose::Relief) {
        wrong.push(("purpose", texts::hand_to_purpose(lang).to_owned()));
    }
    if Receiver::read(&answers.get("receiver")) != Some(Receiver::Beyond) {
        wrong.push(("receiver", texts::hand_to_receiver(lang).to_owned()));
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

/// What is said of a list that a post reads inside: who they are and how to reach them, for relief.
pub(super) fn said(lang: Lang, department: &Department) -> Said {
    let recipient = department.in_words(lang);
    Said { purpose: Purpose::Relief, receiver: Receiver::Beyond, recipient, fields: Fields::Identity }
}

/// The list is given: whoever does not agree any more is left out, the others read at the own door that it was.
pub(super) async fn give(tx: &mut Tx, actor: &Actor, one: &Entered, now: &Moment) -> Result<(), Problem> {
    let mut people = store::people(tx, one.id).await?;
    let kept_back = leaving::store::kept_back(tx, actor.county(), &people, one.asks()).await?;
    people.retain(|person| !kept_back.contains(person));
    let digest = Sha256::digest(audit::packed(people.iter().copied()));
    if super::store::leave(tx, one.id, now.micros(), &digest).await? {
        super::store::name_people(tx, actor.county(), one.id, &people).await?;
        log_people(tx, actor, now, "handed_list.given", one.id, &people).await?;
    }
    Ok(())
}
