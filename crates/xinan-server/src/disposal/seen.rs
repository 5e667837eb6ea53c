//! The door to an emergency.

use xinan_db::{Tx, Uuid, audit};

use super::store::{self, Kept};
use crate::case::VisibleCase;
use crate::case::store as cases;
use crate::policy::{Action, permits, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// An emergency that somebody may treat so.
pub(crate) struct Seen {
    pub(crate) kept: Kept,
    /// The person, where there is a record and it lies within reach.
    pub(crate) case: Option<VisibleCase>,
}

/// Finds an emergency, and logs it.
///
/// Of somebody who has a record it opens through the door of the record, for a psychiatrist through the tie; of whoever has
/// none, and of whoever has moved away since, where it happened in the territory. There the person of the record is left out:
/// he or she is the next township's.
///
/// # Errors
/// [`Problem::NotFound`] when it is absent or out of reach, alike; [`Problem::NotAllowed`] when it is no duty of the post.
pub(crate) async fn find(
    tx: &mut Tx,
    actor: &Actor,
    id: &str,
    action: Action,
    now: &Moment,
) -> Result<Seen, Problem> {
    let Ok(id) = Uuid::try_parse(id) else { return Err(Problem::NotFound) };
    let kept = store::one(tx, actor.county(), id).await?.ok_or(Problem::NotFound)?;
    if let Some(case) = kept.case {
        match cases::find(tx, actor, &case.simple().to_string(), action, now).await {
            Ok(case) => return Ok(Seen { kept, case: Some(case) }),
            Err(Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    if reaches_by_tie(actor) || !actor.region.contains(&kept.village) {
        return Err(Problem::NotFound);
    }
    if !permits(actor, action) {
        return Err(Problem::NotAllowed);
    }
    audit::record(tx, &actor.entry(now, action.name(), kept.case, kept.path_id())).await?;
    Ok(Seen { kept, case: None })
}
