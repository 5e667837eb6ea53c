//! Reads all facts of people, and writes again what is computed from them.

use std::collections::HashMap;

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::consent::Said;
use xinan_domain::examination::Examination;
use xinan_domain::examination::watch::{Measured, Watched};
use xinan_domain::follow_up::{Due, DueRule, Visit};
use xinan_domain::indicator::Measure;
use xinan_domain::region::Region;
use xinan_domain::risk::{Incidents, Risk};
use xinan_domain::supplement::Supplement;

use super::checks::Checks;
use super::rollup::Change;
use super::{
    ContactRow, EventRow, ExamRow, Facts, Judged, Months, TransferRow, VisitRow, county_of, is_poor, judge,
    township_of,
};
use crate::case::event::Event;
use crate::case::store::hold;
use crate::case::tie;
use crate::case::{Status, VisibleCase};
use crate::shell::app::Settings;
use crate::shell::clock::Moment;

sql! {
    CASES_OF = "
        select c.id, c.case_no, c.registered_on, c.created_at, c.supplement_id, s.form
          from cases c
          join supplements s on s.county_code = c.county_code and s.id = c.supplement_id
         where c.county_code = $1
           and c.id = $2";
    CASES_IN = "
        select c.id, c.case_no, c.registered_on, c.created_at, c.supplement_id, s.form
          from cases c
          join supplements s on s.county_code = c.county_code and s.id = c.supplement_id
         where c.county_code = $1
         order by c.id";
    EVENTS_OF = "
        select case_id, kind, happened_on, detail, visit_id, recorded_at
          from case_events
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by case_id, happened_on, id";
    EVENTS_IN = "
        select case_id, kind, happened_on, detail, visit_id, recorded_at
          from case_events
         where county_code = $1 and withdrawn_at is null
         order by case_id, happened_on, id";
    VISITS_OF = "
        select case_id, id, visited_on, mode, complete, face_to_face, risk, adherence, hospital, stability,
               settling, discharged_on, agreed_on, due_on, due_rule, incidents, referred, recorded_on,
               rehabilitation, watched,
               case when rehabilitation is null or watched is null then form end as form, entered_at
          from follow_ups
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by case_id, visited_on, entered_at, id";
    VISITS_IN = "
        select case_id, id, visited_on, mode, complete, face_to_face, risk, adherence, hospital, stability,
               settling, discharged_on, agreed_on, due_on, due_rule, incidents, referred, recorded_on,
               rehabilitation, watched,
               case when rehabilitation is null or watched is null then form end as form, entered_at
          from follow_ups
         where county_code = $1 and withdrawn_at is null
         order by case_id, visited_on, entered_at, id";
    LAST_FORM = "
        select form
          from follow_ups
         where county_code = $1 and id = $2";
    CONTACTS_OF = "
        select case_id, contacted_on, outcome, next_on
          from contacts
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by case_id, contacted_on, recorded_at, id";
    CONTACTS_IN = "
        select case_id, contacted_on, outcome, next_on
          from contacts
         where county_code = $1 and withdrawn_at is null
         order by case_id, contacted_on, recorded_at, id";
    EXAMINED_OF = "
        select case_id, id, examined_on, occasion, measured,
               case when measured is null then results end as results
          from examinations
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by case_id, examined_on";
    EXAMINED_IN = "
        select case_id, id, examined_on, occasion, measured,
               case when measured is null then results end as results
          from examinations
         where county_code = $1 and withdrawn_at is null
         order by case_id, examined_on";
    CONSENTS_OF = "
        select case_id, subject, decision, decided_on, recorded_at
          from consents
         where county_code = $1 and case_id = $2 and withdrawn_at is null
         order by case_id, decided_on, recorded_at, id";
    CONSENTS_IN = "
        select case_id, subject, decision, decided_on, recorded_at
          from consents
         where county_code = $1 and withdrawn_at is null
         order by case_id, decided_on, recorded_at, id";
    TRANSFERS_OF = "
        select case_id, from_village, sent_on, answer, answered_on
          from transfers
         where county_code = $1 and case_id = $2
         order by case_id, sent_on, recorded_at, id";
    TRANSFERS_IN = "
        select case_id, from_village, sent_on, answer, answered_on
          from transfers
         where county_code = $1
         order by case_id, sent_on, recorded_at, id";
    REFERRALS_OF = "
        select case_id, sent_on
          from referrals
         where county_code = $1 and case_id = $2 and (outcome is null or outcome = 1)
         order by case_id, sent_on, id";
    REFERRALS_IN = "
        select case_id, sent_on
          from referrals
         where county_code = $1 and (outcome is null or outcome = 1)
         order by case_id, sent_on, id";
    SET_DUE = "
        update follow_ups set due_on = $3, due_rule = $4
         where county_code = $1 and id = $2";
    /// Everything of a case that is computed; the facts' own columns stay.
    SET_CASE = "
        update cases
           set status = $3, status_on = $4, consent = $5, consent_on = $6,
               last_visit_on = $7, last_mode = $8, last_stability = $9, last_risk = $10,
               last_doctor = $11, last_note = $12, visit_count = $13,
               due_on = $14, due_rule = $15, attention = $16, called_on = $17, call_outcome = $18,
               call_again_on = $19, listed_on = $20, visit_by = $21, changed_at = $22,
               informed_on = $23, sharing = $24, life = $25, exam_offer = $26, examined_on = $27,
               check_due_on = $28, check_watch = $29
         where county_code = $1 and id = $2";
    /// The part of it that says what is to be looked at, where it has changed.
    SET_CHECKS = "
        update cases set exam_offer = $3, examined_on = $4, check_due_on = $5, check_watch = $6
         where county_code = $1 and id = $2
           and (coalesce(exam_offer, -1) <> coalesce($3, -1)
                or examined_on <> $4
                or coalesce(check_due_on, '') <> coalesce($5, '')
                or coalesce(check_watch, -1) <> coalesce($6, -1))";
    DROP_MONTHS = "
        delete from case_months
         where county_code = $1 and case_id = $2 and month >= $3 and month <= $4";
}

/// Microseconds.
const DAY: i64 = 24 * 3_600_000_000;

const ADD_CASES: &str = "
    insert into cases
           (county_code, id, township_code, village_code, case_no, supplement_id, name, sex, birth_date,
            identity_token, identity_number, phone, address, guardian_name, guardian_relation,
            guardian_phone, diagnosis, diagnosed_on, registered_on, poor, created_at,
            status, status_on, consent, consent_on, last_visit_on, last_mode, last_stability, last_risk,
            last_doctor, last_note, visit_count, due_on, due_rule, attention, called_on, call_outcome,
            call_again_on, listed_on, visit_by, changed_at, informed_on, sharing, life, exam_offer, examined_on,
            check_due_on, check_watch)";

/// The columns of a month row, in the order of [`Measure::ALL`], which a test compares.
const ADD_MONTHS: &str = "
    insert into case_months
           (county_code, month, case_id, township_code, village_code,
            cumulative_confirmed, dead, died_this_year, registered, registered_or_died, lost, lost_not_managed,
            not_managed, refused_consent, consented, managed, home, standard_managed, standard_scored,
            on_medicine, regular_medicine, no_medicine_needed, not_taking_medicine, stable,
            last_basically_stable, last_unstable, face, examined, schizophrenia, schizophrenia_managed,
            schizophrenia_on_medicine, schizophrenia_regular, intellectual_managed, risk_three_last,
            risk_three_ever, risk_three_attended, risk_three_managed, risk_three_admitted, incident_person,
            minor_disturbance_person, self_harm_person, visits, visits_due, visits_on_time, entries,
            entries_in_time, referrals, referrals_done, information_complete, items_open,
            discharge_visits_due, discharge_visits_on_time, home_rehabilitation)";

/// Whose facts to read.
#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    One(&'a str, Uuid),
    County(&'a str),
}

impl Of<'_> {
    fn county(&self) -> &str {
        match self {
            Self::One(county, _) | Self::County(county) => county,
        }
    }

    async fn rows(&self, tx: &mut Tx, one: &'static str, all: &'static str) -> Result<Vec<Row>> {
        match self {
            Self::One(county, id) => tx.rows(one, &[(*county).into(), (*id).into()]).await,
            Self::County(county) => tx.rows(all, &[(*county).into()]).await,
        }
    }
}

/// All facts of one person.
pub async fn of_case(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Facts>> {
    Ok(load(tx, Of::One(county, id)).await?.into_iter().next())
}

/// All facts of everybody in a county, for figures of which no month rows are kept.
pub async fn of_county(tx: &mut Tx, county: &str) -> Result<Vec<Facts>> {
    load(tx, Of::County(county)).await
}

async fn load(tx: &mut Tx, of: Of<'_>) -> Result<Vec<Facts>> {
    let mut all: Vec<Facts> = Vec::new();
    for row in of.rows(tx, CASES_OF, CASES_IN).await? {
        all.push(Facts {
            county: of.county().to_owned(),
            id: row.id("id")?,
            case_no: row.text("case_no")?,
            registered_on: row.day("registered_on")?,
            created_at: row.int("created_at")?,
            supplement_id: row.id("supplement_id")?,
            supplement: serde_json::from_str(&row.sealed(column::SUPPLEMENT_FORM, row.id("supplement_id")?)?)
                .context("reading a supplement form")?,
            events: Vec::new(),
            visits: Vec::new(),
            contacts: Vec::new(),
            examinations: Vec::new(),
            consents: Vec::new(),
            transfers: Vec::new(),
            referred_on: Vec::new(),
        });
    }
    let at: HashMap<Uuid, usize> = all.iter().enumerate().map(|(at, facts)| (facts.id, at)).collect();
    let place = |row: &Row| -> Result<Option<usize>> { Ok(at.get(&row.id("case_id")?).copied()) };
    for row in of.rows(tx, EVENTS_OF, EVENTS_IN).await? {
        if let Some(at) = place(&row)? {
            let event = Event {
                kind: row.code("kind")?,
                on: row.day("happened_on")?,
                detail: serde_json::from_str(&row.text("detail")?).context("reading an event")?,
            };
            let (visit, recorded_at) = (row.opt_id("visit_id")?, row.int("recorded_at")?);
            all[at].events.push(EventRow { event, visit, recorded_at });
        }
    }
    for row in of.rows(tx, VISITS_OF, VISITS_IN).await? {
        if let Some(at) = place(&row)? {
            all[at].visits.push(visit(&row)?);
        }
    }
    for row in of.rows(tx, CONTACTS_OF, CONTACTS_IN).await? {
        if let Some(at) = place(&row)? {
            all[at].contacts.push(ContactRow {
                on: row.day("contacted_on")?,
                outcome: row.code("outcome")?,
                next_on: row.opt_day("next_on")?,
            });
        }
    }
    for row in of.rows(tx, EXAMINED_OF, EXAMINED_IN).await? {
        if let Some(at) = place(&row)? {
            all[at].examinations.push(exam(&row)?);
        }
    }
    for row in of.rows(tx, CONSENTS_OF, CONSENTS_IN).await? {
        if let Some(at) = place(&row)? {
            all[at].consents.push(said(&row)?);
        }
    }
    for row in of.rows(tx, TRANSFERS_OF, TRANSFERS_IN).await? {
        if let Some(at) = place(&row)? {
            let from = row.text("from_village")?;
            all[at].transfers.push(TransferRow {
                sent_on: row.day("sent_on")?,
                from: Region::exact(&from).ok().with_context(|| format!("{from} is no village"))?,
                answer: row.opt_code("answer")?.zip(row.opt_day("answered_on")?),
            });
        }
    }
    for row in of.rows(tx, REFERRALS_OF, REFERRALS_IN).await? {
        if let Some(at) = place(&row)? {
            all[at].referred_on.push(row.day("sent_on")?);
        }
    }
    Ok(all)
}

/// What judging needs of an entry of consent.
pub(in crate::case) fn said(row: &Row) -> Result<Said> {
    Ok(Said {
        subject: row.code("subject")?,
        decision: row.code("decision")?,
        on: row.day("decided_on")?,
        recorded_at: row.int("recorded_at")?,
    })
}

fn visit(row: &Row) -> Result<VisitRow> {
    let risk = row.opt_int("risk")?.and_then(|grade| Risk::new(u8::try_from(grade).ok()?));
    let rule = row.opt_int("due_rule")?.and_then(DueRule::from_number);
    let incidents = row.text("incidents")?;
    let (rehabilitation, watched) = of_form(row)?;
    Ok(VisitRow {
        id: row.id("id")?,
        on: row.day("visited_on")?,
        mode: row.code("mode")?,
        complete: row.flag("complete")?,
        face_to_face: row.flag("face_to_face")?,
        risk,
        adherence: row.opt_code("adherence")?,
        hospital: row.opt_code("hospital")?,
        stability: row.opt_code("stability")?,
        settling: row.flag("settling")?,
        discharged_on: row.opt_day("discharged_on")?,
        agreed_on: row.opt_day("agreed_on")?,
        incidents: match incidents.as_str() {
            "" => Incidents::NONE,
            text => Incidents::read(text).map_err(|_| anyhow::anyhow!("unreadable incidents"))?,
        },
        referred: row.flag("referred")?,
        rehabilitation,
        watched,
        recorded_on: row.opt_day("recorded_on")?,
        entered_at: row.int("entered_at")?,
        stored_due: row.opt_day("due_on")?.zip(rule).map(|(on, rule)| Due { on, rule }),
        // Only the last visit's words are needed, and they are read when that is known.
        doctor: String::new(),
        note: String::new(),
    })
}

/// 康复措施, and the medicines that ask for checks. Visits kept before these had columns of their own tell them in their
/// form.
fn of_form(row: &Row) -> Result<(bool, Watched)> {
    let kept = (row.opt_int("rehabilitation")?, row.opt_text("watched")?);
    if let (Some(named), Some(watched)) = &kept {
        return Ok((*named != 0, Watched::read(watched)));
    }
    let Some(form) = row.opt_sealed(column::FOLLOW_UP_FORM, row.id("id")?)? else {
        return Ok(Default::default());
    };
    let visit: Visit = serde_json::from_str(&form).context("reading a visit")?;
    let medicines = visit.clinical().map_or(&[][..], |one| &one.medicines);
    Ok((visit.has_rehabilitation(), Watched::of(medicines)))
}

/// An exam or result. One kept before tells in its form what was measured.
fn exam(row: &Row) -> Result<ExamRow> {
    let measured =
        match (row.opt_int("measured")?, row.opt_sealed(column::EXAMINATION_RESULTS, row.id("id")?)?) {
            (Some(number), _) => Measured::read(number),
            (None, Some(results)) => {
                let one: Examination = serde_json::from_str(&results).context("reading an examination")?;
                Measured::of(&one)
            }
            (None, None) => Measured::default(),
        };
    Ok(ExamRow { on: row.day("examined_on")?, occasion: row.code("occasion")?, measured })
}

/// The doctor and the words of a visit.
async fn words(tx: &mut Tx, county: &str, visit: Uuid) -> Result<(String, String)> {
    let Some(row) = tx.row(LAST_FORM, &[county.into(), visit.into()]).await? else {
        return Ok(Default::default());
    };
    let form = row.sealed(column::FOLLOW_UP_FORM, visit)?;
    let visit: Visit = serde_json::from_str(&form).context("reading a visit")?;
    Ok((visit.doctor, visit.note))
}

/// Judges the person of a record in hand anew ([`refresh`]).
pub async fn refresh_case(
    tx: &mut Tx,
    settings: &Settings,
    case: &VisibleCase,
    since: Date,
    now: &Moment,
) -> Result<()> {
    refresh(tx, settings, case.county(), case.id(), since, now.day(), now.micros()).await
}

/// Judges a person anew and writes what follows, in the transaction that changed a fact.
///
/// `since` is the earliest day whose judgement the change can touch.
pub async fn refresh(
    tx: &mut Tx,
    settings: &Settings,
    county: &str,
    id: Uuid,
    since: Date,
    today: Date,
    now: i64,
) -> Result<()> {
    hold(tx, county, id).await?;
    let Some(mut facts) = of_case(tx, county, id).await? else { return Ok(()) };
    tx.changed(county);
    let judged = judge(&facts, settings, Months::since(since, today));
    if let Some(last) = facts.visits.iter_mut().rev().find(|visit| visit.complete) {
        (last.doctor, last.note) = words(tx, county, last.id).await?;
    }
    set_due(tx, county, &judged.dues).await?;
    if matches!(judged.status, Status::Dead | Status::Closed) {
        // Papers are finished in the days in which a hospital reads on; tasks rest by themselves.
        let days = i64::from(settings.rules.periods(&facts.supplement.village).on(today).access.tied_days);
        tie::store::end_of_case(tx, county, id, now + days * DAY).await?;
    }
    let computed = computed(tx, &facts, &judged, now);
    let mut params: Vec<Val> = vec![county.into(), id.into()];
    params.extend(computed);
    tx.execute(SET_CASE, &params).await?;
    let months = Months::since(since, today);
    let mut change = Change::default();
    change.without(tx, county, id, months).await?;
    write_months(tx, &[(&facts, &judged)], months).await?;
    change.with(&facts, &judged);
    change.apply(tx).await
}

/// Writes the due days that visits set.
pub(super) async fn set_due(tx: &mut Tx, county: &str, dues: &[(Uuid, Due)]) -> Result<()> {
    for (visit, due) in dues {
        tx.execute(SET_DUE, &[county.into(), (*visit).into(), due.on.into(), due.rule.number().into()])
            .await?;
    }
    Ok(())
}

/// Adds new cases with everything computed; their facts are written beside them by the caller.
pub async fn add(tx: &mut Tx, cases: &[(Facts, Judged)], now: i64) -> Result<()> {
    let keys = tx.keys();
    for (facts, _) in cases {
        tx.changed(&facts.county);
    }
    let rows: Vec<Vec<Val>> = cases
        .iter()
        .map(|(facts, judged)| {
            let form = &facts.supplement;
            let number = form.identity_number.as_str();
            let phone = |column, phone: &Option<xinan_domain::phone::Phone>| {
                keys.sealed(column, facts.id, phone.as_ref().map_or("", |phone| phone.as_str()))
            };
            let mut row: Vec<Val> = vec![
                facts.county.clone().into(),
                facts.id.into(),
                township_of(&form.village).into(),
                form.village.as_str().into(),
                facts.case_no.clone().into(),
                facts.supplement_id.into(),
                keys.sealed(column::CASE_NAME, facts.id, &form.name),
                form.sex.code().into(),
                form.birth_date.into(),
                keys.token(crate::case::store::IDENTITY, number).into(),
                keys.sealed(column::CASE_IDENTITY_NUMBER, facts.id, number),
                phone(column::CASE_PHONE, &form.phone),
                keys.sealed(column::CASE_ADDRESS, facts.id, &form.address),
                keys.sealed(column::CASE_GUARDIAN_NAME, facts.id, &form.guardian_name),
                form.guardian_relation.map(Code::code).into(),
                phone(column::CASE_GUARDIAN_PHONE, &form.guardian_phone),
                form.diagnosis.code().into(),
                form.diagnosed_on.into(),
                facts.registered_on.into(),
                is_poor(form).into(),
                facts.created_at.into(),
            ];
            row.extend(computed(tx, facts, judged, now));
            row
        })
        .collect();
    tx.insert_many(ADD_CASES, &rows, "").await?;
    let pairs: Vec<(&Facts, &Judged)> = cases.iter().map(|(facts, judged)| (facts, judged)).collect();
    add_months(tx, &pairs).await?;
    let mut change = Change::default();
    for (facts, judged) in pairs {
        change.with(facts, judged);
    }
    change.apply(tx).await
}

/// The computed columns, in the order of [`SET_CASE`] and the tail of [`ADD_CASES`].
fn computed(tx: &Tx, facts: &Facts, judged: &Judged, now: i64) -> Vec<Val> {
    let keys = tx.keys();
    let last = facts.visits.iter().rev().find(|visit| visit.complete);
    let mut all: Vec<Val> = vec![
        judged.status.code().into(),
        judged.status_on.into(),
        judged.consent.map(Code::code).into(),
        judged.consent_on.into(),
        last.map(|visit| visit.on).into(),
        last.map(|visit| visit.mode.code()).into(),
        last.and_then(|visit| visit.stability).map(Code::code).into(),
        last.and_then(|visit| visit.risk).map(|risk| risk.grade()).into(),
        keys.sealed(column::CASE_LAST_DOCTOR, facts.id, last.map_or("", |visit| &visit.doctor)),
        keys.sealed(column::CASE_LAST_NOTE, facts.id, last.map_or("", |visit| &visit.note)),
        facts.visits.len().into(),
        judged.due.map(|due| due.on).into(),
        judged.due.map(|due| due.rule.number()).into(),
        judged.attention.into(),
        judged.called.map(|one| one.on).into(),
        judged.called.map(|one| one.outcome.code()).into(),
        judged.called.and_then(|one| one.again_on).into(),
        judged.listed_on.into(),
        judged.visit_by.into(),
        now.into(),
        judged.informed_on.into(),
        judged.sharing.map(Code::code).into(),
        judged.life.code().into(),
    ];
    all.extend(checks(judged));
    all
}

/// The columns of what is to be looked at.
fn checks(judged: &Judged) -> [Val; 4] {
    let Checks { offer, examined_on, next } = judged.checks;
    [
        offer.map(Code::code).into(),
        examined_on.map_or_else(String::new, |on| on.to_string()).into(),
        next.map(|check| check.due_on).into(),
        next.map(|check| check.watch.code()).into(),
    ]
}

/// Writes what is to be looked at, where a rule and no fact has changed it. The version of the row stays.
pub(super) async fn set_checks(tx: &mut Tx, facts: &Facts, judged: &Judged) -> Result<()> {
    tx.changed(&facts.county);
    let mut params: Vec<Val> = vec![facts.county.clone().into(), facts.id.into()];
    params.extend(checks(judged));
    tx.execute(SET_CHECKS, &params).await.map(drop)
}

pub(super) async fn write_months(tx: &mut Tx, cases: &[(&Facts, &Judged)], months: Months) -> Result<()> {
    for (facts, _) in cases {
        tx.changed(&facts.county);
        let span = [
            facts.county.clone().into(),
            facts.id.into(),
            i64::from(months.from).into(),
            i64::from(months.to).into(),
        ];
        tx.execute(DROP_MONTHS, &span).await?;
    }
    add_months(tx, cases).await
}

async fn add_months(tx: &mut Tx, cases: &[(&Facts, &Judged)]) -> Result<()> {
    let mut rows: Vec<Vec<Val>> = Vec::new();
    for (facts, judged) in cases {
        for (index, row) in &judged.months {
            let village = facts.village_in(*index);
            let mut values: Vec<Val> = Vec::with_capacity(5 + Measure::COUNT);
            values.extend([
                facts.county.clone().into(),
                (*index).into(),
                facts.id.into(),
                township_of(&village).into(),
                village.as_str().into(),
            ]);
            values.extend(row.counts().iter().map(|count| Val::from(*count)));
            rows.push(values);
        }
        // A county's rows of three years are too many to hold twice.
        if rows.len() >= 5_000 {
            tx.insert_many(ADD_MONTHS, &rows, "").await?;
            rows.clear();
        }
    }
    tx.insert_many(ADD_MONTHS, &rows, "").await.map(drop)
}

/// The county of a form, for callers that make new records.
pub fn county_of_form(form: &Supplement) -> String {
    county_of(&form.village)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_month_row_are_the_measures_in_their_order() {
        let inside = ADD_MONTHS.split_once('(').unwrap().1.trim_end_matches(')');
        let columns: Vec<&str> = inside.split(',').map(str::trim).skip(5).collect();
        let measures: Vec<&str> = Measure::ALL.iter().map(|measure| measure.key()).collect();
        assert_eq!(columns, measures);
    }
}
