//! 出院信息单, 双向转诊单 and 体检、化验 on paper.

use axum::extract::State;
use axum::response::Response;
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::disclosure::Door;
use xinan_domain::examination;
use xinan_domain::hospital::{self, Discharge, DischargeForm};
use xinan_domain::medicine::Medicine;
use xinan_domain::referral::{self, Down, Up};
use xinan_domain::text::Lang;
use xinan_typeset::{RecordPart, RecordRow, RecordSheet};

use super::web::leaves;
use super::{of_person, row, rows};
use crate::case::VisibleCase;
use crate::case::store::find;
use crate::hospital as stays;
use crate::person::story::named;
use crate::policy::Action;
use crate::print::web::person;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::texts;

const ZH: Lang = Lang::Zh;

/// Who it is, as the head of every slip has it.
fn who(case: &VisibleCase) -> RecordPart {
    let head = &case.head;
    let rows = vec![
        row(texts::paper_sex(ZH), ZH.code(head.sex).to_owned()),
        row(texts::paper_born(ZH), head.birth_date.to_string()),
        row(texts::paper_address(ZH), head.address.clone()),
        row(texts::transfer_phone(ZH), head.phone.clone()),
    ];
    RecordPart { heading: texts::paper_who(ZH).to_owned(), rows }
}

fn which(id: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(id.strip_suffix(".pdf").unwrap_or(id)).map_err(|_| Problem::NotFound)
}

/// GET /print/people/{id}/stays/{stay}: 出院信息单, once it was filled in.
pub async fn stay(
    State(app): State<App>,
    actor: Actor,
    Path((id, stay)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let stay = which(&stay)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordDischargeForm, &now).await?;
    let (all, _) = stays::stay::store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let one = all.into_iter().find(|one| one.id == stay).ok_or(Problem::NotFound)?;
    let hospital = named(&one.hospital, &one.admission.says.hospital);
    let (left, form) = one.discharge.zip(one.form).ok_or(Problem::NotFound)?;
    let mut of_stay = vec![row(texts::paper_hospital(ZH), hospital)];
    of_stay.push(row(texts::paper_admitted(ZH), one.admission.says.admitted_on.to_string()));
    of_stay.push(row(texts::paper_left(ZH), left.says.left_on.to_string()));
    let parts = vec![
        who(&case),
        RecordPart { heading: texts::paper_stay(ZH).to_owned(), rows: of_stay },
        RecordPart { rows: discharge_rows(&form.says), ..RecordPart::default() },
    ];
    let sheet = RecordSheet {
        parts,
        basis: texts::paper_basis_discharge(ZH).to_owned(),
        signs: vec![texts::paper_sign_doctor(ZH).to_owned()],
        ..of_person(&person(&case), texts::paper_discharge(ZH))
    };
    let name = texts::file_form(actor.lang, &case.head.name, texts::paper_discharge(actor.lang));
    let entry = (stay.simple().to_string(), day_left(&left.says));
    leaves(&app, &actor, &now, (&case, Door::Form), (sheet, entry), &name).await
}

fn day_left(left: &Discharge) -> String {
    left.left_on.to_string()
}

fn say(medicines: &[Medicine]) -> String {
    medicines.iter().map(|one| one.say(ZH)).collect::<Vec<_>>().join(texts::list_joint(ZH))
}

/// The lines of 出院信息单: every field of the form, in its order.
fn discharge_rows(form: &DischargeForm) -> Vec<RecordRow> {
    let DischargeForm {
        ward_no,
        card_no,
        admissions,
        diagnosis,
        icd10,
        diagnosed_on,
        incidents,
        risk,
        effect,
        medicines,
        guidance,
        rehabilitation,
        other_rehabilitation,
        note,
        doctor,
        phone,
        filled_on,
    } = form;
    let none = |list: &[Medicine]| if list.is_empty() { "1" } else { "2" };
    let mut answers = Answers::default();
    for (id, said) in [
        ("ward_no", ward_no.clone()),
        ("card_no", card_no.clone()),
        ("admissions", admissions.to_string()),
        ("diagnosis", diagnosis.code().to_string()),
        ("icd10", icd10.clone()),
        ("diagnosed_on", diagnosed_on.to_string()),
        ("risk", risk.grade().to_string()),
        ("effect", effect.code().to_string()),
        ("no_medicine", none(medicines).to_owned()),
        ("medicine", say(medicines)),
        ("no_guidance", none(guidance).to_owned()),
        ("guidance", say(guidance)),
        ("other_rehabilitation", other_rehabilitation.clone()),
        ("note", note.clone()),
        ("doctor", doctor.clone()),
        ("phone", phone.as_str().to_owned()),
        ("filled_on", filled_on.to_string()),
    ] {
        answers.push(id, said);
    }
    incidents.iter().for_each(|one| answers.push("incidents", one.code().to_string()));
    rehabilitation.iter().for_each(|one| answers.push("rehabilitation", one.code().to_string()));
    rows(hospital::FORM, &answers)
}

/// GET /print/people/{id}/referrals/{referral}: the slip that goes up, and what came back.
pub async fn referral(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let referral = which(&referral)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SendReferral, &now).await?;
    let all = stays::referral::store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let one = all.into_iter().find(|one| one.id == referral).ok_or(Problem::NotFound)?;
    let up = RecordPart { heading: texts::paper_up(ZH).to_owned(), rows: up_rows(&one.slip, &one.hospital) };
    let down = RecordPart {
        heading: texts::paper_down(ZH).to_owned(),
        rows: down_rows(one.answered.as_ref().and_then(|answered| answered.slip())),
    };
    let sheet = RecordSheet {
        parts: vec![who(&case), up, down],
        basis: texts::paper_basis_referral(ZH).to_owned(),
        signs: vec![texts::paper_sign_refers(ZH).to_owned(), texts::paper_sign_hospital(ZH).to_owned()],
        ..of_person(&person(&case), texts::paper_referral(ZH))
    };
    let name = texts::file_form(actor.lang, &case.head.name, texts::paper_referral(actor.lang));
    let entry = (referral.simple().to_string(), one.slip.sent_on.to_string());
    leaves(&app, &actor, &now, (&case, Door::Form), (sheet, entry), &name).await
}

fn up_rows(slip: &Up, hospital: &str) -> Vec<RecordRow> {
    let mut answers = Answers::default();
    let named = match &slip.hospital {
        hospital::Hospital::Named(name) => name.as_str(),
        hospital::Hospital::Listed(_) => "",
    };
    for (id, said) in [
        ("sent_on", slip.sent_on.to_string()),
        ("hospital", hospital.to_owned()),
        ("other_hospital", named.to_owned()),
        ("department", slip.department.clone()),
        ("to_doctor", slip.to_doctor.clone()),
        ("agreed_by", slip.agreed_by.code().to_string()),
        ("impression", slip.impression.clone()),
        ("history", slip.history.clone()),
        ("past", slip.past.clone()),
        ("treatment", slip.treatment.clone()),
        ("doctor", slip.doctor.clone()),
        ("phone", slip.phone.as_str().to_owned()),
    ] {
        answers.push(id, said);
    }
    slip.reasons.iter().for_each(|one| answers.push("reasons", one.code().to_string()));
    rows(referral::UP, &answers)
}

/// The slip that came back; open for the pen where none has.
fn down_rows(slip: Option<&Down>) -> Vec<RecordRow> {
    let mut answers = Answers::default();
    if let Some(slip) = slip {
        for (id, said) in [
            ("answered_on", slip.answered_on.to_string()),
            ("reason", slip.reason.code().to_string()),
            ("diagnosis", slip.diagnosis.code().to_string()),
            ("ward_no", slip.ward_no.clone()),
            ("findings", slip.findings.clone()),
            ("treatment", slip.treatment.clone()),
            ("advice", slip.advice.clone()),
            ("doctor", slip.doctor.clone()),
            ("phone", slip.phone.as_ref().map_or("", |phone| phone.as_str()).to_owned()),
        ] {
            answers.push(id, said);
        }
    }
    rows(referral::DOWN, &answers)
}

/// GET /print/people/{id}/examinations/{exam}
pub async fn exam(
    State(app): State<App>,
    actor: Actor,
    Path((id, exam)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let exam = which(&exam)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    let all = crate::examination::store::live(&mut tx, case.county(), case.id()).await?;
    tx.commit().await?;
    let kept = all.into_iter().find(|one| one.id == exam).ok_or(Problem::NotFound)?;
    let answers = examination::answers_of(&kept.one);
    // What was not examined takes no line.
    let said = rows(examination::FIELDS, &answers).into_iter().filter(|row| !row.value.is_empty());
    let parts = vec![who(&case), RecordPart { rows: said.collect(), ..RecordPart::default() }];
    let sheet = RecordSheet {
        parts,
        basis: texts::paper_basis_exam(ZH).to_owned(),
        signs: vec![texts::paper_sign_doctor(ZH).to_owned()],
        ..of_person(&person(&case), ZH.code(kept.one.occasion))
    };
    let name = texts::file_form(actor.lang, &case.head.name, actor.lang.code(kept.one.occasion));
    let entry = (exam.simple().to_string(), kept.one.examined_on.to_string());
    leaves(&app, &actor, &now, (&case, Door::Form), (sheet, entry), &name).await
}
