//! The door to records, and new records.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::seen::How;
use xinan_db::{Row, Scope, Sql, Tx, Uuid, Val, audit, column, sql};
use xinan_domain::consent::Said;
use xinan_domain::follow_up::{Due, DueRule, taken_on};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::search_key::{Key, KeyKind, digit_keys, name_keys};
use xinan_domain::supplement::Supplement;

use super::event::Event;
use super::facts::store::said;
use super::seen::sees;
use super::tie::store::is_tied;
use super::{Called, Head, LastSeen, VisibleCase};
use crate::policy::{Action, Relation, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// The kind byte under which whole identity numbers are hashed for the unique key of a case.
pub(crate) const IDENTITY: u8 = 1;

/// The columns of a [`Head`] of which nothing is opened but the name.
macro_rules! named_columns {
    () => {
        "c.id, c.county_code, c.village_code, c.case_no, c.name, c.sex, c.birth_date, c.guardian_relation,
         c.diagnosis, c.registered_on, c.consent, c.status, c.status_on, c.last_visit_on, c.last_mode,
         c.last_stability, c.visit_count, c.due_on, c.due_rule, c.visit_by, c.attention,
         c.called_on, c.call_outcome, c.call_again_on, c.created_at, c.changed_at, c.informed_on,
         c.guardian_safety"
    };
}
pub(crate) use named_columns;

/// The columns of a [`Head`] for the lists that show people with their calls and last words.
macro_rules! head_columns {
    () => {
        concat!(
            $crate::case::store::named_columns!(),
            ", c.phone, c.guardian_phone, c.last_doctor, c.last_note"
        )
    };
}
pub(crate) use head_columns;

/// The columns of a whole [`Head`].
macro_rules! whole_columns {
    () => {
        concat!($crate::case::store::head_columns!(), ", c.address, c.guardian_name")
    };
}
pub(crate) use whole_columns;

sql! {
    IN_COUNTY = concat!("select ", whole_columns!(), " from cases c where c.county_code = $1 and c.id = $2");
    HOLDER = "select id from cases where county_code = $1 and identity_token = $2";
    /// Keeps a record from others until the end of the transaction; changes nothing.
    HOLD = "
        update cases set changed_at = changed_at
         where county_code = $1 and id = $2";
    FORM = "
        select s.id, s.form, s.stated_on, s.source_id
          from cases c
          join supplements s on s.county_code = c.county_code and s.id = c.supplement_id
         where c.county_code = $1 and c.id = $2";
    FORMER_FORMS = "
        select id, form, stated_on, source_id
          from supplements
         where county_code = $1 and case_id = $2 and withdrawn_at is not null
         order by recorded_at desc, id desc";
    EVENTS = "
        select kind, happened_on, detail
          from case_events
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by happened_on, id";
    CONSENTS = "
        select subject, decision, decided_on, recorded_at
          from consents
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by decided_on, recorded_at, id";
    WITHDRAW_FORM = "
        update supplements
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_reason = 'replaced'
         where county_code = $1 and case_id = $2 and id <> $3 and withdrawn_at is null";
    SET_FORM = "
        update cases
           set supplement_id = $3, township_code = $4, village_code = $5, name = $6, sex = $7, birth_date = $8,
               phone = $9, address = $10, guardian_name = $11, guardian_relation = $12, guardian_phone = $13,
               diagnosis = $14, diagnosed_on = $15, poor = $16, identity_token = $17, identity_number = $18
         where county_code = $1 and id = $2";
    NUMBER_OF = "
        select c.case_no,
               (select count(*)
                  from portal_safety f
                 where f.county_code = c.county_code and f.case_id = c.id and f.lifted_at is null) as flags
          from cases c
         where c.county_code = $1 and c.id = $2";
    VILLAGE_OF = "select village_code from cases where county_code = $1 and id = $2";
    DROP_TOKENS = "delete from search_tokens where county_code = $1 and case_id = $2";
}

/// Finds a record that the actor may treat so, and logs it.
///
/// # Errors
/// [`Problem::NotFound`] when it is absent or out of reach, alike; [`Problem::NotAllowed`] when it
/// is within reach but not a duty of the post.
pub async fn find(
    tx: &mut Tx,
    actor: &Actor,
    path_id: &str,
    action: Action,
    now: &Moment,
) -> Result<VisibleCase, Problem> {
    let Ok(id) = Uuid::try_parse(path_id) else { return Err(Problem::NotFound) };
    if tx.is_writing() {
        hold(tx, actor.county(), id).await?;
    }
    let row = tx.row(IN_COUNTY, &[actor.county().into(), id.into()]).await?;
    let Some(row) = row else { return Err(Problem::NotFound) };
    let case = read_whole(&row)?;
    if !actor.region.contains(&case.head.village) {
        return Err(Problem::NotFound);
    }
    let relation = match reaches_by_tie(actor) {
        false => Relation::Territory,
        true if is_tied(tx, actor, id, now.micros()).await? => Relation::Treats,
        true => return Err(Problem::NotFound),
    };
    if !permits_as(actor, action, relation) {
        return Err(Problem::NotAllowed);
    }
    // Writing is never stopped by the share of a day, and whoever is on today's list is seen, or is in need at once.
    let in_need = action == Action::SeeDisposal;
    let is_due = in_need || case.head.attention > 0 || case.head.is_listed(now.day());
    let how = if tx.is_writing() || is_due { How::Always } else { How::Within(actor.share) };
    sees(tx, actor, &[id], how, now).await?;
    let entry = actor.entry(now, action.name(), Some(id), String::new());
    audit::record(tx, &entry).await?;
    Ok(case)
}

/// The record that an entry of the log speaks of, for whoever is let in by something else than a territory: the person by
/// the own door ([`crate::policy::Guard::Person`]), a township by the transfer that asks it.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such record.
pub(crate) async fn own(tx: &mut Tx, entry: &audit::Entry) -> Result<VisibleCase, Problem> {
    let Some(id) = entry.case else { return Err(Problem::NotFound) };
    let row = tx.row(IN_COUNTY, &[entry.county.as_str().into(), id.into()]).await?;
    let case = read_whole(&row.ok_or(Problem::NotFound)?)?;
    audit::record(tx, entry).await?;
    Ok(case)
}

/// Where somebody lives now: for what follows from facts, which nobody reads.
pub(crate) async fn village_of(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Region>> {
    let Some(row) = tx.row(VILLAGE_OF, &[county.into(), id.into()]).await? else { return Ok(None) };
    let code = row.text("village_code")?;
    Ok(Some(Region::exact(&code).ok().with_context(|| format!("{code} is no village"))?))
}

/// Waits until nobody else is changing a record, and keeps others from it until the end. What follows from
/// the facts of a person is computed from all of them: two who computed at once would each miss what the
/// other has just added.
pub(crate) async fn hold(tx: &mut Tx, county: &str, id: Uuid) -> Result<()> {
    tx.execute(HOLD, &[county.into(), id.into()]).await.map(drop)
}

/// A row with the [`whole_columns!`] as a case. For queries that are scoped and logged themselves.
pub(crate) fn read_whole(row: &Row) -> Result<VisibleCase> {
    let mut case = read_case(row)?;
    let (id, head) = (case.id, &mut case.head);
    head.address = row.opt_sealed(column::CASE_ADDRESS, id)?.unwrap_or_default();
    head.guardian_name = row.opt_sealed(column::CASE_GUARDIAN_NAME, id)?.unwrap_or_default();
    Ok(case)
}

/// A row with the [`head_columns!`] as a case without address and guardian's name, which no list shows.
pub(crate) fn read_case(row: &Row) -> Result<VisibleCase> {
    let mut case = read_named(row)?;
    let (id, head) = (case.id, &mut case.head);
    head.phone = row.opt_sealed(column::CASE_PHONE, id)?.unwrap_or_default();
    head.guardian_phone = row.opt_sealed(column::CASE_GUARDIAN_PHONE, id)?.unwrap_or_default();
    if let Some(last) = &mut head.last {
        last.doctor = row.opt_sealed(column::CASE_LAST_DOCTOR, id)?.unwrap_or_default();
        last.note = row.opt_sealed(column::CASE_LAST_NOTE, id)?.unwrap_or_default();
    }
    Ok(case)
}

/// A row with the [`named_columns!`] as a case without telephones and words: for lists that show none. To open
/// what nobody sees would be most of the work of such a page.
pub(crate) fn read_named(row: &Row) -> Result<VisibleCase> {
    let id = row.id("id")?;
    let village = row.text("village_code")?;
    let village = Region::exact(&village).ok().with_context(|| format!("{village} is no village"))?;
    let last = match row.opt_day("last_visit_on")? {
        None => None,
        Some(on) => Some(LastSeen {
            on,
            mode: row.opt_code("last_mode")?,
            stability: row.opt_code("last_stability")?,
            doctor: String::new(),
            note: String::new(),
        }),
    };
    let rule = row.opt_int("due_rule")?.and_then(DueRule::from_number);
    let registered_on = row.day("registered_on")?;
    Ok(VisibleCase {
        county: row.text("county_code")?,
        id,
        head: Head {
            name: row.sealed(column::CASE_NAME, id)?,
            sex: row.code("sex")?,
            birth_date: row.day("birth_date")?,
            village,
            case_no: row.text("case_no")?,
            address: String::new(),
            phone: String::new(),
            guardian_name: String::new(),
            guardian_relation: row.opt_code("guardian_relation")?,
            guardian_phone: String::new(),
            guardian_unsafe: row.flag("guardian_safety")?,
            diagnosis: row.code("diagnosis")?,
            registered_on,
            taken_on: taken_on(registered_on, Moment::of_micros(row.int("created_at")?).day()),
            consent: row.opt_code("consent")?,
            informed_on: row.opt_day("informed_on")?,
            status: row.code("status")?,
            status_on: row.opt_day("status_on")?,
            last,
            visit_count: row.int("visit_count")?,
            due: row.opt_day("due_on")?.zip(rule).map(|(on, rule)| Due { on, rule }),
            visit_by: row.opt_day("visit_by")?,
            attention: row.int("attention")?,
            called: match row.opt_day("called_on")?.zip(row.opt_code("call_outcome")?) {
                Some((on, outcome)) => Some(Called { on, outcome, again_on: row.opt_day("call_again_on")? }),
                None => None,
            },
            changed_at: row.int("changed_at")?,
        },
    })
}

/// Adds the condition that people live in the territory: an equality on an indexed column, since
/// a post never reaches beyond a county.
pub(crate) fn within<'a>(sql: &'a mut Sql, scope: &Scope) -> &'a mut Sql {
    let code: Val = scope.region().as_str().into();
    match scope.column() {
        "village_code" => sql.with("c.village_code = ?", [code]),
        "township_code" => sql.with("c.township_code = ?", [code]),
        _ if scope.within_county() => sql.with("c.county_code = ?", [code]),
        _ => sql.with("c.county_code >= ? and c.county_code < ?", scope.params()),
    }
}

/// The rows of a question that only counts people of a territory: remembered until something changes.
pub(crate) async fn counted(tx: &mut Tx, scope: &Scope, sql: &Sql) -> Result<Arc<[Row]>> {
    match scope.region().county() {
        Some(county) => tx.counted(county.as_str(), sql).await,
        None => Ok(tx.rows_built(sql).await?.into()),
    }
}

/// What a roster row needs to know of a person who may be there already.
#[derive(Debug, Clone)]
pub struct Known {
    /// The record.
    pub id: Uuid,
    /// Its village.
    pub village: Region,
    /// The name.
    pub name: String,
    /// The day from which it counts.
    pub registered_on: Date,
    /// The day of death, if so.
    pub died_on: Option<Date>,
    /// The day on which the record was closed, if so.
    pub closed_on: Option<Date>,
    /// Whether the person is lost and not found again.
    pub lost: bool,
    /// The last day on which somebody was seen.
    pub seen_on: Option<Date>,
}

/// The records of identity numbers within a territory.
///
/// A number that the county has elsewhere is there with nothing beside it: no second record can be
/// made for it, and who it is stays untold.
pub async fn known<'a>(
    tx: &mut Tx,
    scope: &Scope,
    identity_numbers: impl IntoIterator<Item = &'a IdentityNumber>,
) -> Result<HashMap<String, Option<Known>>> {
    let county: String = scope.region().as_str().chars().take(6).collect();
    let keys = tx.keys();
    let numbers: Vec<(i64, &str)> = identity_numbers
        .into_iter()
        .map(|number| (keys.token(IDENTITY, number.as_str()), number.as_str()))
        .collect();
    let mut found = HashMap::new();
    for chunk in numbers.chunks(500) {
        let mut sql = Sql::new(
            "select id, identity_token, village_code, name, registered_on, status, status_on, last_visit_on
               from cases",
        );
        sql.with("where county_code = ? and identity_token in (", [county.clone().into()]);
        for (at, (token, _)) in chunk.iter().enumerate() {
            sql.with(if at == 0 { "?" } else { ", ?" }, [(*token).into()]);
        }
        sql.push(")");
        let numbers: HashMap<i64, &str> = chunk.iter().copied().collect();
        for row in tx.rows_built(&sql).await? {
            let Some(number) = numbers.get(&row.int("identity_token")?) else { continue };
            found.insert((*number).to_owned(), read_known(&row, scope)?);
        }
    }
    Ok(found)
}

/// Whose number it is in a county, whether within the asker's reach or not: for the log alone.
pub(crate) async fn holder(tx: &mut Tx, county: &str, number: &IdentityNumber) -> Result<Option<Uuid>> {
    let token = tx.keys().token(IDENTITY, number.as_str());
    let row = tx.row(HOLDER, &[county.into(), token.into()]).await?;
    row.map(|row| row.id("id")).transpose()
}

/// `None` when the record is out of reach.
fn read_known(row: &Row, scope: &Scope) -> Result<Option<Known>> {
    let village = Region::exact(&row.text("village_code")?).ok().context("a village code")?;
    if !scope.region().contains(&village) {
        return Ok(None);
    }
    let status: super::Status = row.code("status")?;
    let since = row.opt_day("status_on")?;
    let died_on = since.filter(|_| status == super::Status::Dead);
    let closed_on = since.filter(|_| status == super::Status::Closed);
    let id = row.id("id")?;
    Ok(Some(Known {
        id,
        village,
        name: row.sealed(column::CASE_NAME, id)?,
        registered_on: row.day("registered_on")?,
        died_on,
        closed_on,
        lost: status == super::Status::Lost,
        seen_on: row.opt_day("last_visit_on")?,
    }))
}

/// What a roster row is compared with.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Which version of the form holds.
    pub version: Uuid,
    /// The form that holds.
    pub form: Supplement,
    /// 填报日期 of the roster that brought it, or the day on which it was typed; none when nobody said a day.
    pub stated_on: Option<Date>,
    /// Whether somebody typed it, and no roster brought it.
    pub by_hand: bool,
    /// The events of the person.
    pub events: Vec<Event>,
    /// The entries of consent that count.
    pub consents: Vec<Said>,
}

/// The form that holds, with the events of the person.
pub async fn form_of(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Kept>> {
    let params = [county.into(), id.into()];
    let Some(row) = tx.row(FORM, &params).await? else { return Ok(None) };
    let version = row.id("id")?;
    let form = row.sealed(column::SUPPLEMENT_FORM, version)?;
    let form = serde_json::from_str(&form).context("reading a supplement form")?;
    let mut events = Vec::new();
    for row in tx.rows(EVENTS, &params).await? {
        events.push(Event {
            kind: row.code("kind")?,
            on: row.day("happened_on")?,
            detail: serde_json::from_str(&row.text("detail")?).context("reading an event")?,
        });
    }
    let consents = tx.rows(CONSENTS, &params).await?.iter().map(said).collect::<Result<_>>()?;
    let (stated_on, by_hand) = (row.opt_day("stated_on")?, is_by_hand(&row)?);
    Ok(Some(Kept { version, form, stated_on, by_hand, events, consents }))
}

/// Whether somebody typed a form. What was invented, or kept before rosters had a day, was not typed here.
fn is_by_hand(row: &Row) -> Result<bool> {
    Ok(row.opt_day("stated_on")?.is_some() && row.opt_id("source_id")?.is_none())
}

/// The versions of a form that another has taken the place of, the latest first, and whether each was typed.
pub(crate) async fn former_forms(tx: &mut Tx, county: &str, id: Uuid) -> Result<Vec<(Supplement, bool)>> {
    let read = |row: &Row| {
        let form = row.sealed(column::SUPPLEMENT_FORM, row.id("id")?)?;
        let form = serde_json::from_str(&form).context("reading a supplement form")?;
        Ok((form, is_by_hand(row)?))
    };
    tx.rows(FORMER_FORMS, &[county.into(), id.into()]).await?.iter().map(read).collect()
}

/// All keys under which a person is found.
pub fn keys_of(form: &Supplement, case_no: &str) -> Vec<Key> {
    let mut keys = name_keys(&form.name);
    keys.extend(digit_keys(KeyKind::IdentityNumber, form.identity_number.as_str()));
    for phone in [&form.phone, &form.guardian_phone].into_iter().flatten() {
        keys.extend(digit_keys(KeyKind::Phone, &phone.digits()));
    }
    keys.extend(digit_keys(KeyKind::CaseNumber, case_no));
    keys
}

/// Adds people to the search.
pub async fn add_tokens(tx: &mut Tx, people: &[(Uuid, &Supplement, &str)]) -> Result<()> {
    let keys = tx.keys();
    let mut rows: Vec<Vec<Val>> = Vec::new();
    for (id, form, case_no) in people {
        let county: String = form.village.as_str().chars().take(6).collect();
        let mut tokens: Vec<i64> =
            keys_of(form, case_no).iter().map(|(kind, text)| keys.token(kind.tag(), text)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        for token in tokens {
            rows.push(vec![
                county.clone().into(),
                token.into(),
                form.village.as_str().into(),
                (*id).into(),
                (*case_no).into(),
            ]);
        }
    }
    // In the order of the key, pages of the index are written once.
    rows.sort_by_key(|row| match &row[1] {
        Val::Int(token) => *token,
        _ => None,
    });
    tx.insert_many(
        "insert into search_tokens (county_code, token, village_code, case_id, case_no)",
        &rows,
        "on conflict do nothing",
    )
    .await
    .map(drop)
}

const ADD_SUPPLEMENTS: &str = "
    insert into supplements
           (county_code, id, case_id, form, fingerprint, source_id, source_row, stated_on, recorded_at,
            recorded_by, reason)";

/// A supplement form to be kept, with everything about its entry.
#[derive(Debug, Clone)]
pub(crate) struct NewForm<'a> {
    /// Made by the writer: the same id twice is the same version.
    pub id: Uuid,
    /// The form.
    pub form: &'a Supplement,
    /// The sheet it came with, by the id under which its rows are stored, and its row in Excel.
    pub source: Option<(Uuid, u32)>,
    /// 填报日期 of the roster, or the day on which it was typed.
    pub stated_on: Option<Date>,
    /// Why it takes the place of the former version, in somebody's words; empty where nobody was asked.
    pub reason: &'a str,
    /// Who.
    pub by: Option<Uuid>,
    /// When, microseconds.
    pub now: i64,
}

/// The row of a supplement form.
pub(crate) fn supplement_row(tx: &Tx, case: Uuid, new: &NewForm<'_>) -> Result<Vec<Val>> {
    let keys = tx.keys();
    let county: String = new.form.village.as_str().chars().take(6).collect();
    let text = serde_json::to_string(new.form)?;
    Ok(vec![
        county.into(),
        new.id.into(),
        case.into(),
        keys.sealed(column::SUPPLEMENT_FORM, new.id, &text),
        keys.token(b's', &text).into(),
        new.source.map(|(sheet, _)| sheet).into(),
        new.source.map(|(_, row)| row).into(),
        new.stated_on.into(),
        new.now.into(),
        new.by.into(),
        keys.sealed(column::SUPPLEMENT_REASON, new.id, new.reason),
    ])
}

/// Keeps supplement forms, made with [`supplement_row`].
pub(crate) async fn add_supplements(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD_SUPPLEMENTS, rows, "").await.map(drop)
}

/// Makes another version of the form the one that holds; the older ones stay, withdrawn.
///
/// What follows from the form is computed by [`super::facts::store::refresh`] afterwards.
pub(crate) async fn replace_form(tx: &mut Tx, county: &str, case: Uuid, new: &NewForm<'_>) -> Result<()> {
    use xinan_domain::code::Code;
    tx.changed(county);
    let form = new.form;
    let withdraw = [county.into(), case.into(), new.id.into(), new.now.into(), new.by.into()];
    tx.execute(WITHDRAW_FORM, &withdraw).await?;
    let keys = tx.keys();
    let phone = |column, phone: &Option<xinan_domain::phone::Phone>| {
        keys.sealed(column, case, phone.as_ref().map_or("", |phone| phone.as_str()))
    };
    let township: String = form.village.as_str().chars().take(9).collect();
    let set = [
        county.into(),
        case.into(),
        new.id.into(),
        township.into(),
        form.village.as_str().into(),
        keys.sealed(column::CASE_NAME, case, &form.name),
        form.sex.code().into(),
        form.birth_date.into(),
        phone(column::CASE_PHONE, &form.phone),
        keys.sealed(column::CASE_ADDRESS, case, &form.address),
        keys.sealed(column::CASE_GUARDIAN_NAME, case, &form.guardian_name),
        form.guardian_relation.map(Code::code).into(),
        phone(column::CASE_GUARDIAN_PHONE, &form.guardian_phone),
        form.diagnosis.code().into(),
        form.diagnosed_on.into(),
        super::facts::is_poor(form).into(),
        keys.token(IDENTITY, form.identity_number.as_str()).into(),
        keys.sealed(column::CASE_IDENTITY_NUMBER, case, form.identity_number.as_str()),
    ];
    tx.execute(SET_FORM, &set).await?;
    let number = tx.row(NUMBER_OF, &[county.into(), case.into()]).await?.context("a case number")?;
    if number.int("flags")? > 0 {
        super::safety::store::refresh(tx, county, case).await?;
    }
    let number = number.text("case_no")?;
    tx.execute(DROP_TOKENS, &[county.into(), case.into()]).await?;
    add_tokens(tx, &[(case, form, &number)]).await
}
