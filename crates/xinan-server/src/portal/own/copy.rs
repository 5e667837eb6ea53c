//! 要一份 — the official forms as a copy for the person or a guardian.
//!
//! The paper is the office's own; what this reader may not see does not get onto it. Every field of a sheet is decided
//! here by name: whoever adds one decides it too.

use axum::extract::State;
use axum::response::Response;
use xinan_domain::disclosure::Door;
use xinan_domain::portal::{May, Shown};
use xinan_domain::text::Lang;
use xinan_typeset::{Extras, FollowUpSheet, Footer, MOST_SHEETS, Medicine, Order, Sheets, SupplementSheet};

use crate::case::VisibleCase;
use crate::disclosure::{self, Contents};
use crate::followup::store::history;
use crate::portal::reader::{Act, Reader};
use crate::print::store::{Person, Visited, form};
use crate::print::{press, sheets};
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::texts;

/// The two forms, as the log and the register name them.
const FOLLOW_UP: &str = "follow-up";
const SUPPLEMENT: &str = "supplement";

/// GET /my/copy/follow-up.pdf: every visit, oldest first.
pub async fn follow_ups(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Copy, FOLLOW_UP).await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    // Newest first: of more visits than a file holds, the latest are copied.
    let most = u32::try_from(MOST_SHEETS).unwrap_or(u32::MAX);
    let past = history(&mut tx, &case, most, 0).await?;
    tx.commit().await?;
    let person = Person { id: case.id(), name: case.head.name.clone(), case_no: case.head.case_no.clone() };
    let visited = past.into_iter().map(|past| {
        let mut visit = past.visit;
        if let xinan_domain::follow_up::Found::Seen(clinical) = &mut visit.found {
            let safe = |one: &_| super::seen::safe_medicine(one, &may);
            clinical.medicines = clinical.medicines.iter().filter_map(safe).collect();
            clinical.guidance = clinical.guidance.iter().filter_map(safe).collect();
        }
        Visited { id: past.id, visit, due_on: past.due.map(|due| due.on) }
    });
    let mut all: Vec<FollowUpSheet> =
        visited.map(|one| follow_up_seen(sheets::follow_up(&person, Some(&one)), &may)).collect();
    all.reverse();
    if all.is_empty() {
        all.push(follow_up_seen(sheets::follow_up(&person, None), &may));
    }
    let name = texts::my_file_visits(reader.lang);
    file(&app, &reader, &now, (&case, FOLLOW_UP), Sheets::FollowUp(all), name).await
}

/// GET /my/copy/supplement.pdf
pub async fn supplement(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Copy, SUPPLEMENT).await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    let filled = form(&mut tx, &case).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;
    let person = Person { id: case.id(), name: case.head.name.clone(), case_no: case.head.case_no.clone() };
    let sheet = supplement_seen(sheets::supplement(&person, &filled), &may);
    let name = texts::my_file_supplement(reader.lang);
    file(&app, &reader, &now, (&case, SUPPLEMENT), Sheets::Supplement(vec![sheet]), name).await
}

async fn file(
    app: &App,
    reader: &Reader,
    now: &Moment,
    (case, form): (&VisibleCase, &str),
    sheets: Sheets,
    name: &str,
) -> Result<Response, Problem> {
    let footer = Footer {
        printed_by: reader.in_words(Lang::Zh),
        printed_at: now.civil(),
        checkpoint: app.log_checkpoint().await?,
    };
    let extras = Extras { cover: false, wording: sheets::wording() };
    let pdf = press::set(app, Order { sheets, footer, extras }).await?;
    let village = case.head.village;
    let which = (form.to_owned(), name.to_owned());
    let contents = Contents { narrowed: which, ..Contents::of(Door::OwnCopy, village, vec![case.id()]) };
    disclosure::own_copy(app, &reader.asker(village), &contents, &pdf, now).await?;
    Ok(inline(pdf, "application/pdf", &format!("{name}.pdf")))
}

/// A text that somebody wrote.
fn words(text: String, shown: Shown) -> String {
    match shown {
        Shown::Whole => text,
        Shown::KeptBack(_) if text.is_empty() => text,
        Shown::KeptBack(_) => texts::paper_kept_back(Lang::Zh).to_owned(),
        Shown::Absent => String::new(),
    }
}

/// A text by which somebody could be found.
fn place(text: String, may: &May) -> String {
    if may.whereabouts { text } else { String::new() }
}

fn medicines(all: Vec<Medicine>, may: &May) -> Vec<Medicine> {
    match may.medicine {
        Shown::Whole => all,
        _ if all.is_empty() => all,
        Shown::KeptBack(_) => {
            let name = texts::paper_kept_back(Lang::Zh).to_owned();
            vec![Medicine { name, ..Medicine::default() }]
        }
        Shown::Absent => Vec::new(),
    }
}

/// What of a follow-up form may be seen.
pub(super) fn follow_up_seen(sheet: FollowUpSheet, may: &May) -> FollowUpSheet {
    let FollowUpSheet {
        record_no,
        name,
        case_no,
        visited_on,
        mode,
        met,
        lost_reason,
        lost_other,
        died_on,
        death_cause,
        death_disease,
        risk,
        symptoms,
        symptom_other,
        insight,
        sleep,
        diet,
        self_care,
        housework,
        work,
        learning,
        social,
        acts,
        confinement,
        hospital,
        discharged_on,
        tests,
        tests_text,
        adherence,
        adverse,
        adverse_text,
        effect,
        referral,
        referral_reason,
        referral_to,
        medicines: taken,
        guidance,
        rehabilitation,
        rehabilitation_other,
        class,
        next_on,
        doctor,
    } = sheet;
    FollowUpSheet {
        record_no,
        name,
        // Its first part is a village.
        case_no: place(case_no, may),
        visited_on,
        mode,
        met,
        lost_reason,
        lost_other: words(lost_other, may.words),
        died_on,
        death_cause,
        death_disease,
        risk,
        symptoms,
        symptom_other: words(symptom_other, may.words),
        insight,
        sleep,
        diet,
        self_care,
        housework,
        work,
        learning,
        social,
        acts,
        confinement,
        hospital,
        discharged_on,
        tests,
        tests_text: words(tests_text, may.words),
        adherence,
        adverse,
        adverse_text: words(adverse_text, may.words),
        effect,
        referral,
        referral_reason: words(referral_reason, may.words),
        referral_to: place(referral_to, may),
        medicines: medicines(taken, may),
        guidance: medicines(guidance, may),
        rehabilitation,
        rehabilitation_other: words(rehabilitation_other, may.words),
        class,
        next_on,
        doctor: place(doctor, may),
    }
}

/// What of a supplement form may be seen. A guardian from whom somebody is to be safe may be another than the one who
/// stands on it.
pub(super) fn supplement_seen(sheet: SupplementSheet, may: &May) -> SupplementSheet {
    let SupplementSheet {
        record_no,
        name,
        case_no,
        guardian_name,
        guardian_relation,
        guardian_address,
        guardian_phone,
        committee_contact,
        household,
        employment,
        consent,
        consent_signed_by,
        consent_signed_on,
        onset_on,
        symptoms,
        symptom_other,
        confinement,
        outpatient,
        first_treated_on,
        admissions,
        diagnosis,
        diagnosed_by,
        diagnosed_on,
        effect,
        acts,
        economy,
        opinion,
        filled_on,
        doctor,
    } = sheet;
    SupplementSheet {
        record_no,
        name,
        case_no: place(case_no, may),
        guardian_name: place(guardian_name, may),
        guardian_relation: place(guardian_relation, may),
        guardian_address: place(guardian_address, may),
        guardian_phone: place(guardian_phone, may),
        committee_contact: place(committee_contact, may),
        household,
        employment,
        consent,
        consent_signed_by: place(consent_signed_by, may),
        consent_signed_on,
        onset_on,
        symptoms,
        symptom_other: words(symptom_other, may.words),
        confinement,
        outpatient,
        first_treated_on,
        admissions,
        diagnosis: words(diagnosis, may.diagnosis),
        diagnosed_by: place(diagnosed_by, may),
        diagnosed_on,
        effect,
        acts,
        economy,
        opinion: words(opinion, may.words),
        filled_on,
        doctor: place(doctor, may),
    }
}
