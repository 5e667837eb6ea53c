//! Who may do what: the one place where access is decided.
//!
//! Callers ask with the name of what they do ([`Action`]) and never look at posts themselves. The
//! territory is not decided here but in the query ([`crate::case::store::find`] and the scoped
//! lists), so that a record out of reach does not exist for the asker.
//!
//! Legal basis: 精神卫生法 第四条 (confidentiality, duty excepted) and 第五十五条 (primary care keeps
//! health records and follows up); 个人信息保护法 第三十四条 (within the duty).

use crate::shell::actor::{Actor, PostKind};

/// Something that can be done with records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a person's page with findings and medicine.
    SeeCase,
    /// Record a visit.
    RecordVisit,
    /// Change a visit of today, correct an older one with a reason, or take one back; which ones says
    /// [`permits_change`].
    CorrectVisit,
    /// Correct a death: of a visit whose day of entry is past, or one that no visit states.
    CorrectDeath,
    /// Correct a loss that no visit states: of a roster, or left behind by a correction of before.
    CorrectLoss,
    /// Record a call or an attempt.
    RecordContact,
    /// Note that a loss was reported or the care group told, or take such a note back.
    RecordNotice,
    /// Print a person's forms.
    PrintForms,
    /// Print the forms of a whole village.
    PrintBatch,
    /// See the roster and search in it.
    SeeRoster,
    /// Take the roster out as a workbook.
    ExportRoster,
    /// Begin the record of a person by hand.
    RegisterPerson,
    /// Correct what a person's form says.
    EditPerson,
    /// Bring workbooks in.
    Import,
    /// See indicators and the people behind them.
    SeeIndicators,
}

impl Action {
    /// All actions, for the table that tests print.
    pub const ALL: [Self; 15] = [
        Self::SeeCase,
        Self::RecordVisit,
        Self::CorrectVisit,
        Self::CorrectDeath,
        Self::CorrectLoss,
        Self::RecordContact,
        Self::RecordNotice,
        Self::PrintForms,
        Self::PrintBatch,
        Self::SeeRoster,
        Self::ExportRoster,
        Self::RegisterPerson,
        Self::EditPerson,
        Self::Import,
        Self::SeeIndicators,
    ];

    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::SeeCase => "case.read",
            Self::RecordVisit => "follow_up.record",
            Self::CorrectVisit => "follow_up.correct",
            Self::CorrectDeath => "death.correct",
            Self::CorrectLoss => "loss.correct",
            Self::RecordContact => "contact.record",
            Self::RecordNotice => "notice.record",
            Self::PrintForms => "forms.print",
            Self::PrintBatch => "forms.print_batch",
            Self::SeeRoster => "roster.read",
            Self::ExportRoster => "roster.export",
            Self::RegisterPerson => "person.register",
            Self::EditPerson => "person.edit",
            Self::Import => "workbook.import",
            Self::SeeIndicators => "indicators.read",
        }
    }
}

/// Whether the post carries the action, within its territory.
pub fn permits(actor: &Actor, action: Action) -> bool {
    use Action::{CorrectDeath, CorrectLoss, EditPerson, ExportRoster, Import, PrintBatch, RegisterPerson};
    match actor.kind {
        // A village doctor works with single people; lists leave the house through the township, which
        // answers for what its rosters say: whom they name, and with which data.
        PostKind::VillageDoctor => !matches!(
            action,
            CorrectDeath | CorrectLoss | ExportRoster | RegisterPerson | EditPerson | Import | PrintBatch
        ),
        // A death ends the care of a person and enters the county's figures: the county office, which
        // compares deaths with the other registers, takes one back.
        PostKind::TownshipWorker => action != CorrectDeath,
        PostKind::CountyOffice => true,
    }
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
/// A slip of the hand is mended on the day by whom it happened to, whatever the visit says. Later a death is the
/// county office's. A village doctor corrects what the village post entered: what the township or the county
/// entered, or brought in a workbook, is theirs to correct, for they look through the village's visits and not
/// the village through theirs. Everybody may record a visit of his own beside it.
///
/// # Errors
/// Whose the correction is.
pub fn permits_change(actor: &Actor, entry: Entry) -> Result<(), Corrects> {
    let whose = match (entry, actor.kind) {
        (Entry { fresh: true, .. }, _) => None,
        (Entry { reports_death: true, .. }, _) => {
            (!permits(actor, Action::CorrectDeath)).then_some(Corrects::CountyOffice)
        }
        (Entry { of_own_post: false, .. }, PostKind::VillageDoctor) => Some(Corrects::Township),
        _ => None,
    };
    whose.map_or(Ok(()), Err)
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
            office: String::new(),
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
