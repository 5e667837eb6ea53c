//! What is done with a clue, where it stands after it, and what is told of that to whom.
//!
//! Source: fact sheet §3.1, §3.2 (S0 clue, S1 rejected, S2 waits for a psychiatrist, S3 excluded, S4 diagnosed); 工作规范
//! 线索调查与复核诊断. The steps of asking the county and of somebody who has a record already are ours.

use jiff::civil::Date;

use super::ClueOutcome;
use crate::answers::{Answers, Complaints};
use crate::code::Code;
use crate::codes;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, clue as words};

codes! {
    /// Where a clue stands. The numbers are ours; they are stored and stay.
    State {
        Reported = 1 "待核实" "to be looked at" [],
        AtCounty = 2 "请县里核对" "with the county office" [],
        Rejected = 3 "核实后排除" "looked at, nothing in it" [],
        Waiting = 4 "待复核诊断" "waits for a psychiatrist" [],
        Confirmed = 5 "复核确诊" "confirmed on review" [],
        Excluded = 6 "复核排除" "ruled out on review" [],
        Open = 7 "复核待查" "open after a review" [],
        Known = 8 "已有档案" "has a record already" [],
        Withdrawn = 9 "登记有误" "entered by mistake" [],
        Settled = 10 "县里已办结" "settled by the county" [],
    }
}

codes! {
    /// What is done with a clue. The numbers are ours; they are stored and stay.
    Step {
        Reject = 1 "核实后排除" "nothing in it" ["排除"],
        Approve = 2 "转请复核诊断" "ask a psychiatrist to review it" [],
        AskCounty = 3 "请县里核对" "ask the county office to compare" [],
        SameAs = 4 "是名册里的人，已有档案" "somebody who has a record already" [],
        Return = 5 "县里没有对上，请乡镇核实" "give it back to the township" [],
        Withdraw = 6 "登记有误，撤回" "entered by mistake" [],
        Confirm = 7 "复核确诊" "confirmed on review" [],
        Exclude = 8 "复核排除" "ruled out on review" [],
        StillOpen = 9 "复核待查" "still open after a review" [],
    }
}

impl From<ClueOutcome> for Step {
    fn from(outcome: ClueOutcome) -> Self {
        match outcome {
            ClueOutcome::Confirmed => Self::Confirm,
            ClueOutcome::Excluded => Self::Exclude,
            ClueOutcome::Pending => Self::StillOpen,
        }
    }
}

/// Why a step cannot be taken: where the clue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNow(pub State);

/// How a clue came: what was known of it then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Begun {
    /// It came with a ledger: the township that kept it has looked at it.
    pub of_ledger: bool,
    /// The outcome that the ledger has.
    pub outcome: Option<ClueOutcome>,
    /// The day of the review that the ledger has.
    pub reviewed_on: Option<Date>,
}

/// What somebody reads of where a clue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The state as the county office reads it.
    pub county: State,
    /// The state as the township reads it.
    pub township: State,
}

impl State {
    /// Where a clue stands before anybody has done anything here.
    ///
    /// 待查 without the day of a review says that nobody has reviewed it yet.
    pub fn begun(begun: Begun) -> Self {
        match (begun.outcome, begun.reviewed_on) {
            (Some(ClueOutcome::Confirmed), _) => Self::Confirmed,
            (Some(ClueOutcome::Excluded), _) => Self::Excluded,
            (Some(ClueOutcome::Pending), Some(_)) => Self::Open,
            (Some(ClueOutcome::Pending), None) => Self::Waiting,
            (None, _) if begun.of_ledger => Self::Waiting,
            (None, _) => Self::Reported,
        }
    }

    /// Where it stands after a step.
    ///
    /// What is finished stays finished: a step that was wrong is taken back, and all others are taken anew.
    ///
    /// # Errors
    /// When the step does not follow on where it stands.
    pub fn after(self, step: Step) -> Result<Self, NotNow> {
        use State as S;
        use Step as D;
        Ok(match (self, step) {
            (S::Reported | S::AtCounty, D::Reject) => S::Rejected,
            (S::Reported | S::AtCounty, D::Approve) => S::Waiting,
            (S::Reported, D::AskCounty) => S::AtCounty,
            (S::AtCounty, D::Return) => S::Reported,
            (S::Reported | S::AtCounty | S::Waiting | S::Open, D::SameAs) => S::Known,
            (S::Reported | S::AtCounty | S::Waiting | S::Open, D::Withdraw) => S::Withdrawn,
            (S::Waiting | S::Open, D::Confirm) => S::Confirmed,
            (S::Waiting | S::Open, D::Exclude) => S::Excluded,
            (S::Waiting | S::Open, D::StillOpen) => S::Open,
            _ => return Err(NotNow(self)),
        })
    }

    /// Where it stands after all steps that count, each with whether the county office took it; and what is told of it.
    ///
    /// A clue that the county office found groundless or tied to a record reads the same to the township: 县里已办结. Else
    /// the township would learn of somebody beyond its territory whether there is a record (精神卫生法 第四条).
    pub fn of(begun: Begun, steps: &[(Step, bool)]) -> Told {
        let start = Self::begun(begun);
        let mut told = Told { county: start, township: start };
        for (step, at_county) in steps {
            let Ok(next) = told.county.after(*step) else { continue };
            let hidden = *at_county && matches!(next, Self::Rejected | Self::Known);
            told = Told { county: next, township: if hidden { Self::Settled } else { next } };
        }
        told
    }

    /// Whether nothing more is done with it.
    pub fn is_closed(self) -> bool {
        !matches!(self, Self::Reported | Self::AtCounty | Self::Waiting | Self::Open)
    }

    /// Whether what was written is forgotten after a time: nobody was confirmed, or the record says it better.
    pub fn is_forgotten(self) -> bool {
        self.is_closed() && self != Self::Confirmed
    }

    /// Whether a psychiatrist is to look at it.
    pub fn waits_for_review(self) -> bool {
        matches!(self, Self::Waiting | Self::Open)
    }

    /// The decisions that somebody may take now, a review apart. While the county office compares, the township waits.
    pub fn offered(self, at_county: bool) -> Vec<Step> {
        use Step::{Approve, AskCounty, Reject, Return, SameAs, Withdraw};
        let steps: &[Step] = match self {
            Self::Reported if at_county => &[Approve, Reject, SameAs, Withdraw],
            Self::Reported => &[Approve, Reject, SameAs, AskCounty, Withdraw],
            Self::AtCounty if at_county => &[Return, SameAs, Approve, Reject, Withdraw],
            Self::Waiting | Self::Open => &[SameAs, Withdraw],
            _ => &[],
        };
        steps.to_vec()
    }

    /// Why it stands so and what comes next, in a sentence.
    pub fn explain(self, lang: Lang) -> &'static str {
        match self {
            Self::Reported => words::explain_reported(lang),
            Self::AtCounty => words::explain_at_county(lang),
            Self::Rejected => words::explain_rejected(lang),
            Self::Waiting => words::explain_waiting(lang),
            Self::Confirmed => words::explain_confirmed(lang),
            Self::Excluded => words::explain_excluded(lang),
            Self::Open => words::explain_open(lang),
            Self::Known => words::explain_known(lang),
            Self::Withdrawn => words::explain_withdrawn(lang),
            Self::Settled => words::explain_settled(lang),
        }
    }
}

/// A decision, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub step: Step,
    /// Which record it is, as the form named it.
    pub same_as: String,
    /// Why, in somebody's words.
    pub words: String,
}

/// Reads a decision about a clue that stands so.
///
/// - Only what is offered there ([`State::offered`]); what a psychiatrist found is a form of its own.
/// - Nothing in it, or entered by mistake: the reason is said, since the content is forgotten afterwards.
/// - Somebody who has a record: which record.
///
/// # Errors
/// All complaints.
pub fn decide(
    answers: &Answers,
    (state, at_county): (State, bool),
    today: Date,
) -> Result<Decision, Complaints> {
    let mut read = Reader::new(answers, today);
    let step = read.one::<Step>("step", Empty::Refused);
    if step.is_some_and(|step| !state.offered(at_county).contains(&step)) {
        let said = [Lang::Zh, Lang::En].map(|lang| words::wrong_step_not_now(lang, lang.code(state)));
        read.complaints.refuse("step", Problem::Said(said));
    }
    let needed = matches!(step, Some(Step::Reject | Step::Withdraw));
    let words = read.text("words", 200, if needed { Empty::Refused } else { Empty::Fine });
    let same_as = match step {
        Some(Step::SameAs) => read.text("same_as", 40, Empty::Refused),
        _ => String::new(),
    };
    match step {
        Some(step) if !read.complaints.refused() => Ok(Decision { step, same_as, words }),
        _ => Err(read.complaints),
    }
}

/// What is stored beside a state is never one that only a township reads.
impl Told {
    /// The one that this level reads.
    pub fn to(self, at_county: bool) -> State {
        if at_county { self.county } else { self.township }
    }

    /// Its number, for the column of the county and that of the township.
    pub fn codes(self) -> (u8, u8) {
        (self.county.code(), self.township.code())
    }
}
