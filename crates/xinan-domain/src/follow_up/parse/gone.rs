//! Items 4 and 5: a visit that met nobody, because the person is lost or has died.

use jiff::civil::Date;

use crate::answers::Answers;
use crate::follow_up::visit::{DeathCause, Found, SomaticCause};
use crate::lost::LostReason;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;

/// Items 4 and 5.
pub(super) enum Gone {
    /// Neither is filled: somebody was seen or asked.
    Here,
    /// One of them is filled.
    Away {
        /// What was understood of it.
        found: Option<Found>,
        /// The day of death, whatever else of it is open.
        died_on: Option<Date>,
    },
}

/// What lost and dead leave empty. Medicine is not among it: a new form brings it along from the
/// visit before.
const EMPTY_WHEN_GONE: [&str; 16] = [
    "risk",
    "symptoms",
    "severity",
    "insight",
    "sleep",
    "diet",
    "self_care",
    "housework",
    "work",
    "learning",
    "social",
    "confinement",
    "hospital",
    "adherence",
    "adverse",
    "effect",
];

/// What a form leaves empty besides: nothing that somebody wrote is dropped without a word. Old
/// workbooks fill these columns with 无 for everybody.
const EMPTY_ON_A_FORM: [(&str, &str); 19] = [
    ("other_symptom", "symptoms"),
    ("incidents", "incidents"),
    ("incident1", "incidents"),
    ("incident2", "incidents"),
    ("incident3", "incidents"),
    ("incident4", "incidents"),
    ("incident5", "incidents"),
    ("incident6", "incidents"),
    ("discharged_on", "hospital"),
    ("labs", "labs"),
    ("labs_text", "labs"),
    ("adverse_text", "adverse"),
    ("physical", "physical"),
    ("other_abnormality", "other_abnormality"),
    ("referral", "referral"),
    ("referral_reason", "referral"),
    ("referral_to", "referral"),
    ("rehabilitation", "rehabilitation"),
    ("other_rehabilitation", "rehabilitation"),
];

/// The result of a visit, items 23 and 24 and what goes with them: nobody was judged, and nothing more is
/// due. Old workbooks fill these columns too, with the class of last time and a day on which to try
/// again; a row is not refused for that, and whoever brings it is told that they are not kept.
const RESULT: [&str; 4] = ["stability", "stability_reason", "settling", "next_on"];

/// The first question of which something would be dropped.
fn dropped(answers: &Answers, form: bool) -> Option<&'static str> {
    let first = EMPTY_WHEN_GONE.into_iter().find(|id| answers.has(id));
    let more = || EMPTY_ON_A_FORM.into_iter().find(|(id, _)| answers.has(id)).map(|(_, question)| question);
    let result = || RESULT.into_iter().find(|id| answers.has(id));
    first.or_else(|| if form { more().or_else(result) } else { None })
}

/// Items 4 and 5: lost or dead, which leave the clinical items empty; whoever filled them in before
/// says with a tick that they are not to be kept.
pub(super) fn gone(read: &mut Reader<'_>, answers: &Answers, visited_on: Option<Date>, form: bool) -> Gone {
    let lost = read.one::<LostReason>("lost_reason", Empty::Fine);
    let died_on = read.past_day("died_on", Empty::Fine);
    let cause = read.one::<DeathCause>("death_cause", Empty::Fine);
    let somatic = read.one::<SomaticCause>("death_somatic", Empty::Fine);
    let dead = answers.has("died_on") || answers.has("death_cause");
    if !answers.has("lost_reason") && !dead {
        return Gone::Here;
    }
    if answers.has("lost_reason") && dead {
        read.complaints.refuse("lost_reason", Problem::LostAndDead);
    }
    if dead && !(answers.has("died_on") && answers.has("death_cause")) {
        read.complaints.refuse("died_on", Problem::DeathIncomplete);
    }
    if died_on.zip(visited_on).is_some_and(|(died, visited)| died > visited) {
        read.complaints.refuse("died_on", Problem::DeathAfterVisit);
    }
    let agreed = form && read.tick("not_kept");
    if let Some(filled) = dropped(answers, form).filter(|_| !agreed) {
        read.complaints.refuse(filled, Problem::NothingElseWhenGone);
    }
    if !form {
        for filled in RESULT.into_iter().filter(|id| answers.has(id)) {
            read.complaints.ask(filled, Problem::NotKeptWhenGone);
        }
    }
    let somatic = somatic.filter(|_| cause == Some(DeathCause::Somatic));
    let died = died_on.zip(cause).map(|(on, cause)| Found::Died { on, cause, somatic });
    Gone::Away { found: lost.map(Found::Lost).or(died), died_on }
}
