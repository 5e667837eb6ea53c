//! Handlers of the import.

use std::collections::BTreeSet;

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::audit::{self, Entry};
use xinan_db::{Tx, Uuid};
use xinan_documents::columns::Matching;
use xinan_documents::refused::{Origin, workbook};
use xinan_domain::disclosure::{Door, Fields, Purpose, Receiver};

use super::job::{self, Corrections};
use super::look::{forget, look};
use super::plan::{Read, telling_lines};
use super::report::SheetReport;
use super::store::{self, NewUpload, State as How, Upload};
use super::view;
use crate::disclosure::{self, Contents, Said};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::page::{XLSX, download};
use crate::shell::problem::Problem;
use crate::shell::session::sender::Sender;
use crate::shell::session::{Posted, same_key};
use crate::shell::upload::{length_of, listen_to_the_end};
use crate::texts;

/// Files of one upload.
const MOST_FILES: usize = 20;
/// What the route lets in: beyond it the rest of the body is thrown away unread.
const LARGEST: u64 = 21 * 1024 * 1024;
/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 100;

/// GET /import
pub async fn start(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    start_page(&app, &actor, &[]).await
}

async fn start_page(app: &App, actor: &Actor, wrong: &[String]) -> Result<Markup, Problem> {
    let mut tx = app.db().read().await?;
    let latest = store::latest(&mut tx, actor.account, actor.post).await?;
    tx.commit().await?;
    Ok(view::start(actor, &app.now(), &latest, wrong))
}

/// POST /import
pub async fn upload(State(app): State<App>, actor: Actor, request: Request) -> Result<Response, Problem> {
    if app.sender(request.headers(), request.uri()) == Sender::Elsewhere {
        return Err(Problem::Forged);
    }
    if length_of(&request).is_some_and(|length| length > LARGEST) {
        listen_to_the_end(request).await;
        return Err(Problem::TooLarge);
    }
    let form = Multipart::from_request(request, &()).await.map_err(|_| Problem::Malformed)?;
    let files = match received(&actor, form).await? {
        Ok(files) => files,
        Err(sentence) => return refuse(&app, &actor, &[sentence]).await,
    };

    let lang = actor.lang;
    let turn = job::turn().await?;
    let (files, wrong) = turn
        .apart(move || {
            let opened = files.iter().filter_map(|(name, content)| {
                let reason = job::open(name, content, &Corrections::new()).err()?;
                Some(texts::import_file_refused(lang, name, &reason.say(lang)))
            });
            let wrong: Vec<String> = opened.collect();
            (files, wrong)
        })
        .await?;
    drop(turn);
    if !wrong.is_empty() {
        return refuse(&app, &actor, &wrong).await;
    }

    let now = app.now();
    let new = NewUpload {
        id: xinan_db::new_id(),
        account: actor.account,
        post: actor.post,
        region: actor.region.as_str(),
        lang,
        now: now.micros(),
    };
    let mut tx = app.db().write().await?;
    store::add(&mut tx, &new, &files).await?;
    let detail = format!("{} files brought", files.len());
    audit::record(&mut tx, &actor.entry(&now, Action::Import.name(), None, detail)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/import/{}", new.id.simple())).into_response())
}

async fn refuse(app: &App, actor: &Actor, wrong: &[String]) -> Result<Response, Problem> {
    let page = start_page(app, actor, wrong).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

type Files = Vec<(String, Vec<u8>)>;

/// The files of a form, or what is wrong with it in a sentence.
async fn received(actor: &Actor, mut form: Multipart) -> Result<Result<Files, String>, Problem> {
    let problem = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Malformed,
    };
    let mut ours = false;
    let mut files: Files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(problem)? {
        match field.name() {
            Some("csrf") => ours = same_key(&field.text().await.map_err(problem)?, &actor.form_key),
            Some("files") => {
                // The key stands before the files in our form; nobody else's files are taken in.
                if !ours {
                    return Err(Problem::Forged);
                }
                let name = file_name(field.file_name().unwrap_or_default());
                let content = Vec::from(field.bytes().await.map_err(problem)?);
                if name.is_empty() && content.is_empty() {
                    continue;
                }
                if files.len() == MOST_FILES {
                    return Ok(Err(texts::import_too_many_files(actor.lang, MOST_FILES)));
                }
                let unnamed = || texts::import_unnamed(actor.lang).to_owned();
                files.push((if name.is_empty() { unnamed() } else { name }, content));
            }
            _ => {}
        }
    }
    match (ours, files.is_empty()) {
        (false, _) => Err(Problem::Forged),
        (true, true) => Ok(Err(texts::import_no_file(actor.lang).to_owned())),
        (true, false) => Ok(Ok(files)),
    }
}

/// The name of a file without its folders, which some browsers send, and without what no name holds.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// An upload of this actor, in this post.
async fn find(tx: &mut Tx, actor: &Actor, path_id: &str) -> Result<Upload, Problem> {
    let Ok(id) = Uuid::try_parse(path_id) else { return Err(Problem::NotFound) };
    store::of_account(tx, id, actor.account, actor.post).await?.ok_or(Problem::NotFound)
}

/// What of the page is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `progress` for the part that fetches itself again.
    #[serde(default)]
    part: String,
    /// `columns` after columns were corrected.
    #[serde(default)]
    done: String,
}

/// GET /import/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let upload = find(&mut tx, &actor, &id).await?;
    let body = match upload.state {
        How::Checked => {
            tx.commit().await?;
            let looked = look(&app, actor.lang, &upload).await?;
            // Looking takes seconds, during which no transaction is kept open.
            let mut tx = app.db().read().await?;
            audit::record(&mut tx, &seen(&actor, &now, &upload, &looked.reports)).await?;
            tx.commit().await?;
            let body = view::preview(&actor, &upload, &looked);
            return Ok(view::page(&actor, &now, &upload, asked.done == "columns", &body));
        }
        How::Confirmed => {
            let ahead = store::ahead(&mut tx, &upload).await?;
            view::storing(&actor, &upload, job::progress(upload.id), ahead)
        }
        How::Done => {
            let reports = reports_of(&upload)?;
            audit::record(&mut tx, &seen(&actor, &now, &upload, &reports)).await?;
            view::result(&actor, &upload, &reports)
        }
        How::Failed => view::failed(&actor, &upload),
        How::Dropped => view::dropped(&actor, &upload),
    };
    tx.commit().await?;
    Ok(match asked.part.as_str() {
        "progress" => body,
        _ => view::page(&actor, &now, &upload, false, &body),
    })
}

/// The action of who looks at rows that were brought, before or after they are stored.
const READ: &str = "workbook.read";

/// Rows of people were looked at: of which upload, how many, and of whom as far as they have a record.
fn seen(actor: &Actor, now: &Moment, upload: &Upload, reports: &[SheetReport]) -> Entry {
    let rows: usize = reports.iter().map(|one| one.rows).sum();
    let detail = format!("upload {}: {rows} rows of people looked at", upload.path_id());
    let people: BTreeSet<Uuid> = reports.iter().flat_map(|one| one.people.iter().copied()).collect();
    Entry { cases: audit::packed(people), ..actor.entry(now, READ, None, detail) }
}

fn reports_of(upload: &Upload) -> Result<Vec<SheetReport>, Problem> {
    let report = upload.report.as_deref().unwrap_or("[]");
    serde_json::from_str(report)
        .map_err(|error| Problem::Fault(anyhow::Error::new(error).context("an import's report")))
}

/// POST /import/{id}
pub async fn decide(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let upload = find(&mut tx, &actor, &id).await?;
    // An upload that was decided before stays as it is; its page says how it stands.
    let decision = posted.answers.get("do");
    match decision.as_str() {
        "all" => _ = store::confirm(&mut tx, upload.id, false, actor.lang).await?,
        "good" => _ = store::confirm(&mut tx, upload.id, true, actor.lang).await?,
        "drop" => _ = store::drop_one(&mut tx, upload.id, now.micros()).await?,
        _ => return Err(Problem::Malformed),
    }
    let detail = format!("upload {}: {decision}", upload.path_id());
    audit::record(&mut tx, &actor.entry(&now, Action::Import.name(), None, detail)).await?;
    tx.commit().await?;
    forget(upload.id);
    app.work().notify_one();
    Ok(Redirect::to(&format!("/import/{}", upload.path_id())).into_response())
}

/// POST /import/{id}/columns
pub async fn columns(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let number = |field: &str| answers.get(field).parse::<usize>().map_err(|_| Problem::Malformed);
    let (file, sheet) = (number("file")?, number("sheet")?);

    let mut tx = app.db().read().await?;
    let upload = find(&mut tx, &actor, &id).await?;
    let files = store::files(&mut tx, upload.id).await?;
    tx.commit().await?;
    let address = format!("/import/{}", upload.path_id());
    let old = files.get(file).map(|file| file.corrections.clone()).ok_or(Problem::NotFound)?;
    if upload.state != How::Checked {
        return Ok(Redirect::to(&address).into_response());
    }
    let turn = job::turn().await?;
    let opened = job::open_all(&turn, files).await?;
    let ledger = opened[file].ledgers.iter().find(|(index, _)| *index == sheet);
    let Some((_, matching)) = ledger else { return Err(Problem::NotFound) };

    // Only what differs from how the column is read now: the rest stays found by itself.
    let mut corrections: Corrections =
        serde_json::from_str(&old).map_err(|error| anyhow::Error::new(error).context("corrected columns"))?;
    for one in &matching.columns {
        let name = format!("c{}", one.column);
        let Some((_, said)) = answers.pairs().find(|(key, _)| *key == name) else { continue };
        if said != one.field.unwrap_or_default() {
            corrections.entry(sheet).or_default().insert(one.column, said.to_owned());
        }
    }
    let corrections = serde_json::to_string(&corrections).map_err(anyhow::Error::new)?;
    let mut tx = app.db().write().await?;
    if find(&mut tx, &actor, &id).await?.state == How::Checked {
        store::correct(&mut tx, upload.id, file, &corrections).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{address}?done=columns")).into_response())
}

/// Which sheet's refused rows are asked for.
#[derive(Debug, Deserialize)]
pub struct Which {
    /// Its place among the sheets of the report, from 0; the first with refused rows without it.
    sheet: Option<usize>,
}

/// GET /import/{id}/refused.xlsx
pub async fn refused(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let upload = find(&mut tx, &actor, &id).await?;
    let files = store::files(&mut tx, upload.id).await?;
    tx.commit().await?;
    // The files are kept for as long as rows of them are to be mended.
    if files.iter().any(|file| file.content.is_none()) {
        return Err(Problem::NotFound);
    }
    let reports = match upload.state {
        How::Checked => look(&app, actor.lang, &upload).await?.reports.clone(),
        How::Done => reports_of(&upload)?,
        How::Confirmed | How::Failed | How::Dropped => return Err(Problem::NotFound),
    };
    let wanted = |(place, report): &(usize, &SheetReport)| {
        !report.rows_to_mend().is_empty() && which.sheet.is_none_or(|wanted| wanted == *place)
    };
    let Some((place, report)) = reports.iter().enumerate().find(wanted) else {
        return Err(Problem::NotFound);
    };
    let report = report.clone();
    let of_rows: Vec<Uuid> = report.people_to_mend.iter().copied().collect();
    let detail = format!("upload {}: refused rows taken out", upload.path_id());
    let taken_out = Entry {
        cases: audit::packed(report.people_to_mend.iter().copied()),
        ..actor.entry(&now, READ, None, detail)
    };
    let mut tx = app.db().read().await?;
    audit::record(&mut tx, &taken_out).await?;
    tx.commit().await?;
    let turn = job::turn().await?;
    let files = job::open_all(&turn, files).await?;
    let settings = app.settings();
    let checkpoint = app.log_checkpoint().await?;
    let (by, written_at, lang, territory) = (actor.by().shown_as, now.civil(), actor.lang, actor.region);
    let written = turn
        .apart(move || {
            let (read, index, matching) = ledgers(&files).nth(place)?;
            let sheet = &read.book.sheets[index];
            let head = telling_lines(sheet, matching, &settings.divisions, &territory);
            let file_name = read.file.clone();
            let origin = Origin { file_name, by, checkpoint, written_at, head, more: report.more_refused() };
            let written = workbook(sheet, matching, &report.rows_to_mend(), &origin, lang);
            Some((origin.file_name, written))
        })
        .await?;
    let Some((file, written)) = written else { return Err(Problem::NotFound) };
    let bytes = written.map_err(|error| anyhow::Error::new(error).context("writing the refused rows"))?;
    // It holds what one brought in oneself, and is entered without being asked for.
    let contents = Contents::of(Door::Refused, actor.region, of_rows);
    let (purpose, receiver, recipient) = (Purpose::Compare, Receiver::Health, actor.office.clone());
    let said = Said { purpose, receiver, recipient, fields: Fields::Clinical };
    disclosure::at_once(&app, &actor, (&contents, &said), &bytes, &now).await?;
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    Ok(download(bytes, XLSX, &texts::import_refused_file_name(actor.lang, stem)))
}

/// The ledgers of files, in the order in which they are reported on.
fn ledgers(files: &[Read]) -> impl Iterator<Item = (&Read, usize, &Matching)> {
    files.iter().flat_map(|read| read.ledgers.iter().map(move |(index, matching)| (read, *index, matching)))
}
