//! Whether a step is possible where a person stands: the table of `xinan_domain::life`, asked of everything that is known.

use xinan_db::Tx;
use xinan_domain::life::{Forbidden, Life, Step};

use super::VisibleCase;
use super::facts::store::of_case;
use crate::shell::problem::Problem;

/// Everything that is so of a person at once. Read while the record is held, it stays so to the end of the transaction.
pub async fn life(tx: &mut Tx, case: &VisibleCase) -> Result<Life, Problem> {
    Ok(of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?.life())
}

/// Why a step is not possible where the person stands, if it is not.
pub async fn impossible(tx: &mut Tx, case: &VisibleCase, step: Step) -> Result<Option<Forbidden>, Problem> {
    Ok(life(tx, case).await?.after(step).err())
}
