//! Handlers of the forms of labels and answers, each about one person.

use axum::extract::State;
use axum::response::Response;
use xinan_db::Uuid;
use xinan_domain::closing;
use xinan_domain::disclosure::Door;
use xinan_domain::text::Lang;
use xinan_domain::transfer;
use xinan_typeset::{RecordEntry, RecordPart, RecordSheet, Sheets};

use super::{of_person, row, rows};
use crate::case::store::find;
use crate::case::{VisibleCase, facts};
use crate::person::story::gather;
use crate::policy::Action;
use crate::print::web::{footer, paper, person, usual_form};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::texts;
use crate::{closing as closings, transfer as transfers};

/// GET /print/people/{id}/story.pdf: everything that happened, as far as the reader may read it.
pub async fn story(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    // Paper is in Chinese, whatever the screen of whoever prints it.
    let reader = Actor { lang: Lang::Zh, ..actor.clone() };
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    let facts = facts::store::of_case(&mut tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let lines = gather(&mut tx, &reader, &case, &facts).await?;
    tx.commit().await?;
    let entries = lines.into_iter().map(|line| RecordEntry {
        when: line.on.to_string(),
        what: line.what,
        words: match (line.words.is_empty(), line.by.is_empty()) {
            (_, true) => line.words,
            (true, false) => line.by,
            (false, false) => format!("{}{}{}", line.words, texts::story_joint(Lang::Zh), line.by),
        },
    });
    let sheet =
        RecordSheet { entries: entries.collect(), ..of_person(&person(&case), texts::story_title(Lang::Zh)) };
    let name = texts::file_story(actor.lang, &case.head.name);
    leaves(&app, &actor, &now, (&case, Door::Story), (sheet, Default::default()), &name).await
}

/// GET /print/people/{id}/transfers/{transfer}: the slip that goes along to another county.
pub async fn transfer(
    State(app): State<App>,
    actor: Actor,
    Path((id, which)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let which = which.strip_suffix(".pdf").unwrap_or(&which);
    let Ok(which) = Uuid::try_parse(which) else { return Err(Problem::NotFound) };
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SendTransfer, &now).await?;
    let all = transfers::store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let one = all.into_iter().find(|one| one.id == which).ok_or(Problem::NotFound)?;
    let mut answers = one.form.to_answers();
    if let Some(to) = one.to {
        answers.set("to_region", settings.divisions.name(to.as_str()));
    }
    let zh = Lang::Zh;
    let head = &case.head;
    let mut who = vec![
        row(texts::paper_sex(zh), zh.code(head.sex).to_owned()),
        row(texts::paper_born(zh), head.birth_date.to_string()),
        row(texts::transfer_from(zh), settings.divisions.name(one.from.as_str()).to_owned()),
        row(texts::paper_sent_by(zh), one.shown_as.clone()),
    ];
    if !head.guardian_unsafe {
        who.push(row(texts::guardian(zh), format!("{} {}", head.guardian_name, head.guardian_phone)));
    }
    let parts = vec![
        RecordPart { heading: texts::paper_who(zh).to_owned(), rows: who },
        RecordPart { heading: texts::transfer_slip(zh).to_owned(), rows: rows(transfer::SENDING, &answers) },
    ];
    let sheet = RecordSheet {
        parts,
        basis: texts::paper_basis_transfer(zh).to_owned(),
        notes: vec![texts::paper_transfer_note(zh).to_owned()],
        signs: vec![texts::paper_sign_from(zh).to_owned(), texts::paper_sign_to(zh).to_owned()],
        ..of_person(&person(&case), texts::transfer_slip(zh))
    };
    let name = texts::file_form(actor.lang, &head.name, texts::transfer_slip(actor.lang));
    let which = (one.id.simple().to_string(), one.form.sent_on.to_string());
    leaves(&app, &actor, &now, (&case, Door::Form), (sheet, which), &name).await
}

/// GET /print/people/{id}/closing.pdf: why the record is closed; of a diagnosis that was withdrawn the notice to the person.
pub async fn closing(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::CloseRecord, &now).await?;
    let sheets = closings::store::of_case(&mut tx, &case).await?;
    let facts = facts::store::of_case(&mut tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;
    // What was taken back leaves on no paper; of whoever another county has accepted the transfer says why.
    let why = facts.closing().map(|(why, _)| why);
    let one = sheets.into_iter().next().filter(|one| why == Some(one.form.why)).ok_or(Problem::NotFound)?;
    let zh = Lang::Zh;
    let rights = match one.form.withdrawn {
        Some(_) => vec![
            texts::closing_right_again(zh).to_owned(),
            texts::closing_right_appraisal(zh).to_owned(),
            texts::closing_right_end(zh).to_owned(),
        ],
        None => Vec::new(),
    };
    let parts =
        vec![RecordPart { rows: rows(closing::FIELDS, &one.form.to_answers()), ..RecordPart::default() }];
    let sheet = RecordSheet {
        parts,
        basis: texts::paper_basis_closing(zh).to_owned(),
        notes: rights,
        signs: vec![texts::paper_sign_told(zh).to_owned(), texts::paper_sign_by(zh).to_owned()],
        ..of_person(&person(&case), texts::paper_closing(zh))
    };
    let name = texts::file_form(actor.lang, &case.head.name, texts::closing_title(actor.lang));
    leaves(&app, &actor, &now, (&case, Door::Form), (sheet, Default::default()), &name).await
}

/// A sheet leaves for the purpose that is usual.
pub(super) async fn leaves(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (case, door): (&VisibleCase, Door),
    (sheet, which): (RecordSheet, (String, String)),
    name: &str,
) -> Result<Response, Problem> {
    let pdf = paper(app, Sheets::Record(vec![sheet]), footer(app, actor, now).await?, false).await?;
    usual_form(app, actor, now, (case, door), which, &pdf, name).await
}
