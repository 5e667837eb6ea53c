//! Twenty thousand histories: whatever was done in whatever order, the record stands where the table of the life says, and
//! the figures add up.
//!
//! Each history is a row of steps that were tried; what the table refuses is left out, as a page would have refused it. What
//! remains is written as the facts that the pages write, and judged by the store.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use xinan_db::testing::engines;
use xinan_db::{Engine, Uuid, Val, column};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::follow_up::{self, Entry, Visit, VisitContext};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::indicator::Measure;
use xinan_domain::life::{Closing, Life, State, Step};
use xinan_domain::parameter::{InsightRule, Intervals};
use xinan_domain::region::Region;
use xinan_domain::transfer::Answer;

use super::TestApp;
use super::app::TODAY;
use super::people::person;
use crate::case::event::{Detail, Event, EventKind};
use crate::case::facts::rollup::store::read_sums;
use crate::case::facts::{Months, TransferRow, anew, store as facts};
use crate::seed;

const HISTORIES: usize = 20_000;
const COUNTY: &str = "429971";
const VILLAGES: [&str; 2] = ["429971101209", "429971102203"];
/// The first day on which something may happen.
const FROM: Date = date(2026, 1, 5);

/// A life that was led, and everything that would be written of it.
#[derive(Debug, Clone)]
struct Led {
    life: Life,
    events: Vec<Event>,
    transfers: Vec<TransferRow>,
    /// Which of the villages is that of now.
    village: usize,
    visited_on: Vec<Date>,
}

impl Led {
    /// Tries the steps, each some days after the one before; after a step somebody may be visited.
    fn through(tried: &[(Step, i8, bool)]) -> Self {
        let mut led = Self {
            life: Life::REGISTERED,
            events: Vec::new(),
            transfers: Vec::new(),
            village: 0,
            visited_on: Vec::new(),
        };
        let mut day = FROM;
        for (step, days, visit) in tried {
            day = day.saturating_add(i32::from(*days).days());
            // What the law has told is not told by the page that asks.
            let Ok(next) = led.life.after(*step).map_err(drop).and_then(|next| match step {
                Step::Inform => Err(()),
                _ => Ok(next),
            }) else {
                continue;
            };
            led.writes(*step, day);
            led.life = next;
            let at_home = matches!(next.state(), State::ConsentPending | State::Refused | State::Managed);
            if *visit && at_home {
                day = day.saturating_add(1.days());
                led.visited_on.push(day);
            }
        }
        assert!(day < TODAY, "{day}");
        led
    }

    fn village(&self) -> Region {
        Region::exact(VILLAGES[self.village]).unwrap()
    }

    fn says(&mut self, kind: EventKind, on: Date) {
        self.events.push(Event::plain(kind, on));
    }

    fn closes(&mut self, why: Closing, on: Date) {
        let detail = Detail { closing: Some(why), ..Detail::default() };
        self.events.push(Event { kind: EventKind::Closed, on, detail });
    }

    fn answers(&mut self, answer: Answer, on: Date) {
        self.transfers.last_mut().unwrap().answer = Some((answer, on));
    }

    /// What the page of a step writes.
    fn writes(&mut self, step: Step, on: Date) {
        match step {
            Step::GiveConsent => self.says(EventKind::ConsentGiven, on),
            Step::RefuseConsent | Step::WithdrawConsent => self.says(EventKind::ConsentRefused, on),
            Step::Admit => self.says(EventKind::Admitted, on),
            Step::Discharge => self.says(EventKind::Discharged, on),
            Step::Lose => self.says(EventKind::Lost, on),
            Step::Find => self.says(EventKind::Found, on),
            Step::Die => self.says(EventKind::Died, on),
            Step::SendTransfer => {
                let from = self.village();
                self.transfers.push(TransferRow { sent_on: on, from, answer: None });
            }
            Step::AcceptTransfer => {
                self.answers(Answer::Accepted, on);
                self.village = 1 - self.village;
            }
            Step::ReturnTransfer => self.answers(Answer::Returned, on),
            Step::AcceptElsewhere => {
                self.answers(Answer::AcceptedElsewhere, on);
                self.closes(Closing::MovedAway, on);
            }
            Step::Revoke => self.closes(Closing::Revoked, on),
            Step::Merge => self.closes(Closing::Merged, on),
            Step::CloseMistake => self.closes(Closing::Mistake, on),
            // A mistake is taken back, and what says so counts no more.
            Step::UndoDeath => self.events.retain(|event| event.kind != EventKind::Died),
            Step::Reopen => self.events.retain(|event| event.kind != EventKind::Closed),
            Step::RejectClue
            | Step::ReportClue
            | Step::Confirm
            | Step::Exclude
            | Step::EnterCard
            | Step::Accept
            | Step::Inform => unreachable!("{step:?} is no step of somebody with a record"),
        }
    }
}

fn a_visit() -> Visit {
    let mut answers = Answers::default();
    for (field, said) in [
        ("visited_on", "2026-11-20"),
        ("mode", "2"),
        ("met", "1"),
        ("risk", "0"),
        ("symptoms", "12"),
        ("insight", "1"),
        ("hospital", "0"),
        ("doctor", "王医生"),
    ] {
        answers.push(field, said);
    }
    let context = VisitContext {
        today: TODAY,
        entry: Entry::Workbook,
        registered_on: None,
        died_on: None,
        closed_on: None,
        seen_on: None,
        before: None,
        intervals: &Intervals::default(),
        insight: InsightRule::Full,
    };
    follow_up::parse(&answers, &context).unwrap().visit
}

/// The same ones on each engine and in each run: a failure is found again.
fn histories() -> Vec<Led> {
    let tried =
        proptest::collection::vec((proptest::sample::select(Step::ALL), 1_i8..10, any::<bool>()), 0..26);
    let mut runner = TestRunner::deterministic();
    (0..HISTORIES).map(|_| Led::through(&tried.new_tree(&mut runner).unwrap().current())).collect()
}

fn number(at: usize) -> IdentityNumber {
    let day = date(1960, 1, 1).saturating_add(i64::try_from(at / 900).unwrap().days());
    IdentityNumber::from_parts(COUNTY, day, u16::try_from(at % 900 + 1).unwrap()).unwrap()
}

fn people(histories: &[Led]) -> Vec<seed::Person> {
    let (form, visit) = (person("李春生", VILLAGES[0], 0).supplement, a_visit());
    let of = |(at, led): (usize, &Led)| {
        let mut one = seed::Person {
            registered_on: FROM,
            events: led.events.clone(),
            supplement: form.clone(),
            visits: Vec::new(),
            contacts: Vec::new(),
            examinations: Vec::new(),
            consents: Vec::new(),
        };
        one.supplement.identity_number = number(at);
        one.supplement.birth_date = one.supplement.identity_number.birth_date();
        one.supplement.village = led.village();
        let visited = led.visited_on.iter();
        one.visits = visited.map(|on| Visit { visited_on: *on, ..visit.clone() }).collect();
        one
    };
    histories.iter().enumerate().map(of).collect()
}

/// The transfers, of which nothing but the answer is read here.
async fn send(app: &TestApp, histories: &[Led], ids: &[Uuid]) {
    const ADD: &str = "
        insert into transfers
               (county_code, id, case_id, from_village, form, sent_on, recorded_at, recorded_by, recorded_as, answer,
                answered_on)";
    let mut tx = app.app.db().write().await.unwrap();
    let mut rows = Vec::new();
    for (led, case) in histories.iter().zip(ids) {
        for one in &led.transfers {
            let id = xinan_db::new_id();
            let row: Vec<Val> = vec![
                COUNTY.into(),
                id.into(),
                (*case).into(),
                one.from.as_str().into(),
                tx.keys().sealed(column::TRANSFER_FORM, id, "{}"),
                one.sent_on.into(),
                0_i64.into(),
                id.into(),
                "".into(),
                one.answer.map(|(answer, _)| answer.code()).into(),
                one.answer.map(|(_, on)| on).into(),
            ];
            rows.push(row);
        }
    }
    tx.insert_many(ADD, &rows, "").await.unwrap();
    tx.commit().await.unwrap();
}

async fn lived(engine: Engine, histories: &[Led]) {
    let app = TestApp::on(engine).await;
    let county = Region::exact(COUNTY).unwrap();
    seed::add(&app.app, people(histories).into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let mut tx = app.app.db().read().await.unwrap();
    let kept = facts::of_county(&mut tx, COUNTY).await.unwrap();
    tx.commit().await.unwrap();
    let ids: BTreeMap<String, Uuid> =
        kept.iter().map(|one| (one.supplement.identity_number.as_str().to_owned(), one.id)).collect();
    let ids: Vec<Uuid> = (0..histories.len()).map(|at| ids[number(at).as_str()]).collect();
    send(&app, histories, &ids).await;
    anew::everybody_in(&app.app, &county, Months::all(TODAY)).await.unwrap();
    seed::finish(&app.app).await.unwrap();

    let mut tx = app.app.db().read().await.unwrap();
    let stands: BTreeMap<Uuid, State> = tx
        .rows("select id, life from cases", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| (row.id("id").unwrap(), row.code("life").unwrap()))
        .collect();
    let mut seen: BTreeMap<State, usize> = BTreeMap::new();
    for (led, id) in histories.iter().zip(&ids) {
        assert_eq!(stands[id], led.life.state(), "{engine:?} {led:?}");
        *seen.entry(stands[id]).or_default() += 1;
    }
    // Every state of somebody with a record is reached, by more than a chance.
    let reached: Vec<State> =
        seen.iter().filter(|(_, count)| **count > 100).map(|(state, _)| *state).collect();
    let all: Vec<State> =
        State::ALL.iter().copied().filter(|state| *state >= State::ConsentPending).collect();
    assert_eq!(reached, all, "{seen:?}");

    // B13: 死亡 + 失访 + 非在管 + 在管 = 累计确诊, in each village and month; and of today, everybody who is not closed.
    let columns: Vec<String> =
        Measure::ALL.iter().map(|one| format!("cast({} as bigint) as {}", one.key(), one.key())).collect();
    let sql = format!("select month, {} from village_months", columns.join(", ")).leak();
    let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged, Measure::Managed];
    let this_month = i64::from(xinan_domain::day::month_index(TODAY));
    let mut counted = 0;
    let rows = tx.rows(sql, &[]).await.unwrap();
    assert!(rows.len() >= 2 * 11, "{}", rows.len());
    for row in rows {
        let sums = read_sums(&row).unwrap();
        let sum: i64 = parts.into_iter().map(|part| sums.get(part)).sum();
        assert_eq!(sum, sums.get(Measure::Cumulative), "{engine:?} {sums:?}");
        if row.int("month").unwrap() == this_month {
            counted += sums.get(Measure::Cumulative);
        }
    }
    let open = |state: &State| !matches!(state, State::ClosedRevoked | State::ClosedOther);
    let open: usize = seen.iter().filter(|(state, _)| open(state)).map(|(_, count)| count).sum();
    assert_eq!(usize::try_from(counted).unwrap(), open, "{engine:?}");
    tx.commit().await.unwrap();
}

async fn all_lived(engine: Engine) {
    if engines().contains(&engine) {
        lived(engine, &histories()).await;
    }
}

#[tokio::test]
async fn every_history_stands_where_the_table_says_and_the_figures_add_up_in_sqlite() {
    all_lived(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_history_stands_where_the_table_says_and_the_figures_add_up_in_postgres() {
    all_lived(Engine::Postgres).await;
}
