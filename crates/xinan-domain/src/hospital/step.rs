//! Whether somebody can be admitted or leave where he or she stands.

use crate::life::{Forbidden, Life, State, Step};

/// Whether an admission may be recorded (domain 3.2).
///
/// A visit may have found somebody in hospital before anybody wrote down the admission: then the admission adds to what is
/// known and is no second step. `in_stay`: an admission is recorded that no discharge has followed.
///
/// # Errors
/// The step is not possible.
pub fn may_admit(life: Life, in_stay: bool) -> Result<(), Forbidden> {
    if in_stay {
        return Err(Forbidden { state: State::Hospitalised, step: Step::Admit });
    }
    match life.after(Step::Admit) {
        Err(_) if life.is_in_hospital() => Ok(()),
        other => other.map(drop),
    }
}

/// Whether a discharge may be recorded.
///
/// A visit may have met somebody at home before the discharge was written down: the stay is ended all the same, as long as the
/// record goes on. Who has died in a ward has left it too, and its form is due.
///
/// # Errors
/// The step is not possible.
pub fn may_discharge(life: Life, in_stay: bool) -> Result<(), Forbidden> {
    match life.after(Step::Discharge) {
        Err(forbidden) if in_stay && (forbidden.state.is_registered() || forbidden.state == State::Dead) => {
            Ok(())
        }
        other => other.map(drop),
    }
}
