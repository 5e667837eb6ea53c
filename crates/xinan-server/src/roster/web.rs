//! Handlers of the roster.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::seen::{How, Sight};
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::consent::Processing;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::disclosure::Door;
use xinan_domain::follow_up::Stability;
use xinan_domain::person::Consent;
use xinan_domain::search_key::query_keys;

use super::store::{self, Filter};
use super::view;
use crate::case::Status;
use crate::case::leaving::Reach;
use crate::case::seen::{List, sees, shown};
use crate::disclosure::request::{self, Request};
use crate::disclosure::store::Entered;
use crate::disclosure::{self, Contents};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::filters;
use crate::shell::page::{XLSX, download};
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::shell::ui::pagination::Place;

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// What was typed into the search.
    #[serde(default)]
    pub q: String,
    /// A division within the territory.
    #[serde(default)]
    pub region: String,
    /// 目前诊断, by its code.
    #[serde(default)]
    pub diagnosis: String,
    /// 末次分类, by its code.
    #[serde(default)]
    pub stability: String,
    /// Where the record stands, by its code.
    #[serde(default)]
    pub status: String,
    /// 知情同意, by its code.
    #[serde(default)]
    pub consent: String,
    /// `1` for those overdue.
    #[serde(default)]
    pub overdue: String,
    /// The page, from 1.
    #[serde(default)]
    pub page: u32,
}

impl Asked {
    /// The address with these filters, without the page.
    pub fn address(&self, path: &str) -> String {
        let pairs = [
            ("q", &self.q),
            ("region", &self.region),
            ("diagnosis", &self.diagnosis),
            ("stability", &self.stability),
            ("status", &self.status),
            ("consent", &self.consent),
            ("overdue", &self.overdue),
        ];
        filters::address(path, &pairs)
    }

    /// The filters, understood. A division outside the territory does not exist for the asker.
    fn filter(&self, actor: &Actor, today: jiff::civil::Date) -> Result<Filter, Problem> {
        let region = filters::division(actor, &self.region)?;
        Ok(Filter {
            text: self.q.chars().take(50).collect(),
            region,
            diagnosis: Code::read(&self.diagnosis),
            stability: Code::read(&self.stability),
            status: Code::read(&self.status),
            consent: Code::read(&self.consent),
            overdue_on: (self.overdue == "1").then_some(today),
            open_records: false,
        })
    }
}

/// How many people a page shows.
pub(super) const PER_PAGE: u32 = 50;

/// GET /people
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let understood = asked.understood();
    if understood.address("") != asked.address("") {
        // A value that means nothing would filter nothing, and stand there as if it did.
        return Ok(Redirect::to(&understood.address("/people")).into_response());
    }
    let now = app.now();
    let settings = app.settings();
    let filter = asked.filter(&actor, now.day())?;
    if asked.finds_nobody() {
        return Ok(view::page(&actor, &now, &settings.divisions, &asked, &[], (0, 0), 1).into_response());
    }
    let scope = actor.scope();
    let mut tx = app.db().read().await?;
    let narrowed = store::narrowed(&mut tx, &scope, &filter).await?;
    let total = store::count(&mut tx, &narrowed).await?;
    let left_out = match permits(&actor, Action::ExportRoster) {
        true => store::reach(&mut tx, &narrowed).await?.without(Processing::Routine),
        false => 0,
    };
    let left_out = u64::try_from(left_out).unwrap_or(u64::MAX);
    let place = Place::of(total, asked.page, PER_PAGE);
    let people = store::people(&mut tx, &narrowed, PER_PAGE, place.before()).await?;
    shown(&mut tx, &actor, List::Roster, &people, &now).await?;
    if people.is_empty() && !filter.text.is_empty() {
        // Whether somebody is on the register is itself a thing that one may want to find out.
        let entry =
            actor.entry(&now, Action::SeeRoster.name(), None, "a search that found nobody".to_owned());
        audit::record(&mut tx, &entry).await?;
    }
    let searches = !filter.text.is_empty();
    let alike = people.is_empty() && searches && tells_nothing(&mut tx, &actor, &now).await?;
    tx.commit().await?;
    if alike {
        return Err(Problem::ShareUsedUp);
    }
    // Whoever types a name and finds one person wants that person.
    if let ([one], true) = (people.as_slice(), asked.only_text()) {
        return Ok(Redirect::to(&format!("/people/{}", one.path_id())).into_response());
    }
    let counts = (total, left_out);
    Ok(view::page(&actor, &now, &settings.divisions, &asked, &people, counts, place.page).into_response())
}

impl Asked {
    /// The same without values that are no code of their filter.
    fn understood(&self) -> Self {
        fn known<C: Code>(value: &str) -> String {
            C::read(value).map_or_else(String::new, |_| value.to_owned())
        }
        Self {
            diagnosis: known::<Diagnosis>(&self.diagnosis),
            stability: known::<Stability>(&self.stability),
            status: known::<Status>(&self.status),
            consent: known::<Consent>(&self.consent),
            overdue: if self.overdue == "1" { "1".to_owned() } else { String::new() },
            ..self.clone()
        }
    }

    /// Whether something was typed in which there is nothing to search for, such as `%`.
    fn finds_nobody(&self) -> bool {
        !self.q.trim().is_empty() && query_keys(&self.q).is_empty()
    }

    /// Whether a filter other than the search is set.
    pub(super) fn is_narrowed(&self) -> bool {
        let Self { q: _, region, diagnosis, stability, status, consent, overdue, page: _ } = self;
        ![region, diagnosis, stability, status, consent, overdue].into_iter().all(String::is_empty)
    }

    fn only_text(&self) -> bool {
        !self.q.trim().is_empty() && self.page == 0 && !self.is_narrowed()
    }
}

/// The page before a workbook: who would stand in it, and where they live.
async fn request(
    app: &App,
    actor: &Actor,
    asked: &Asked,
    (processing, open_records): (Processing, bool),
    now: &Moment,
) -> Result<Request, Problem> {
    let filter = Filter { open_records, ..asked.filter(actor, now.day())? };
    let (people, reach) = match asked.finds_nobody() {
        true => (Vec::new(), Reach::default()),
        false => {
            let mut tx = app.db().read().await?;
            let narrowed = store::narrowed(&mut tx, &actor.scope(), &filter).await?;
            let people = store::ids(&mut tx, &narrowed, processing).await?;
            let reach = store::reach(&mut tx, &narrowed).await?;
            counts_as_a_look(&mut tx, actor, &filter, &people, now).await?;
            tx.commit().await?;
            (people, reach)
        }
    };
    let settings = app.settings();
    let narrowed = asked.address("");
    let words = match narrowed.is_empty() {
        true => String::new(),
        false => view::filter_words(actor.lang, &settings.divisions, asked),
    };
    let region = filter.region.unwrap_or(actor.region);
    let (narrowed, says_clinical) = ((narrowed, words), filter.says_clinical());
    Ok(Request {
        contents: Contents { door: Door::Roster, region, narrowed, says_clinical, people, reach },
        chooses_fields: true,
        here: asked.address("/people/export"),
        back: asked.address("/people"),
        place: settings.divisions.name(region.as_str()).to_owned(),
        apart: false,
    })
}

/// How many there are says of somebody who is searched for, or of a few, whether they are on the register and what the
/// filters ask of them: it is a look like that at the list, and counts to the share like it.
async fn counts_as_a_look(
    tx: &mut Tx,
    actor: &Actor,
    filter: &Filter,
    people: &[Uuid],
    now: &Moment,
) -> Result<(), Problem> {
    let few = people.len() <= PER_PAGE as usize;
    let mut entry = actor.entry(now, Action::SeeRoster.name(), None, people.len().to_string());
    if few {
        entry.cases = audit::packed(people.iter().copied());
    }
    audit::record(tx, &entry).await?;
    if !filter.text.is_empty() {
        if few && !people.is_empty() {
            sees(tx, actor, people, How::Within(actor.share), now).await?;
        } else if people.is_empty() && tells_nothing(tx, actor, now).await? {
            return Err(Problem::ShareUsedUp);
        }
    }
    Ok(())
}

/// Whether nobody is answered like somebody, since a page of people would be more than what is left of the share: else a
/// search would tell who is on the register.
async fn tells_nothing(tx: &mut Tx, actor: &Actor, now: &Moment) -> Result<bool, Problem> {
    let page: Vec<Uuid> = (0..PER_PAGE.min(u32::from(actor.share))).map(|_| xinan_db::new_id()).collect();
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people: &page };
    Ok(!tx.might_see(&sight, actor.share).await?)
}

/// GET /people/export: for what and to whom, before a workbook is made.
pub async fn before_export(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let usual = request::asks(&Answers::default(), Door::Roster);
    let request = request(&app, &actor, &asked, (usual, false), &now).await?;
    request::page(&app, &actor, &now, &request).await
}

/// POST /people/export: entered; then on to the file, or to wait for a colleague.
pub async fn enter_export(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Problem> {
    let now = app.now();
    let asks = request::asks(&typed.answers, Door::Roster);
    let open_records = request::asks_open_records(&typed.answers, Door::Roster);
    let request = request(&app, &typed.actor, &asked, (asks, open_records), &now).await?;
    let file = |one: &Entered| format!("/people.xlsx?disclosure={}", one.path_id());
    request::enter(&app, &typed, &request, file, &now).await
}

/// Which entry of the register the file is of.
#[derive(Debug, Deserialize)]
pub struct OfEntry {
    #[serde(default)]
    disclosure: String,
}

/// GET /people.xlsx: of an entry, once. What it holds stands in the entry, and not in the address.
pub async fn export(
    State(app): State<App>,
    actor: Actor,
    Query(of): Query<OfEntry>,
) -> Result<Response, Problem> {
    let now = app.now();
    if of.disclosure.is_empty() {
        return Ok(Redirect::to("/people/export").into_response());
    }
    let one = match disclosure::ready(&app, &actor, (&of.disclosure, Door::Roster), &now).await? {
        Ok(one) => one,
        Err(why_not) => return Ok(why_not),
    };
    let query = one.narrowed.0.trim_start_matches('?');
    let asked: Asked = serde_urlencoded::from_str(query).map_err(|_| Problem::Malformed)?;
    let (processing, open_records) = one.asks();
    let filter = Filter { open_records, ..asked.filter(&actor, now.day())? };
    let mut tx = app.db().read().await?;
    let people = match asked.finds_nobody() {
        true => Vec::new(),
        false => {
            let narrowed = store::narrowed(&mut tx, &actor.scope(), &filter).await?;
            store::export(&mut tx, &narrowed, processing).await?
        }
    };
    tx.commit().await?;
    let ids: Vec<Uuid> = people.iter().map(|one| one.case.id()).collect();
    if let Err(why_not) = disclosure::same_people(&app, &actor, &one, &ids, &now).await? {
        return Ok(why_not);
    }
    let (settings, seen) = (app.settings(), app.log_checkpoint().await?);
    let left_out = disclosure::left_out_in_words(actor.lang, processing, one.left_out);
    let about = view::About { asked: &asked, fields: one.fields, left_out, checkpoint: &seen };
    let bytes = view::workbook(&actor, &now, &settings.divisions, &about, &people)?;
    let file = (Action::ExportRoster.name(), bytes.as_slice());
    if let Err(why_not) = disclosure::release(&app, &actor, (&one, &ids), file, &now).await? {
        return Ok(why_not);
    }
    let name = view::file_name(&actor, &now, &settings.divisions);
    Ok(download(bytes, XLSX, &name))
}
