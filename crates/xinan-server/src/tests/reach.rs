//! Lists show exactly those whom the policies let a post see.
//!
//! Who belongs in a list is asked of the tables without any territory, and who of them may be seen of the
//! policies, one by one. What comes through the front door has to be that, nobody more and nobody less, for
//! generated people and posts, on both engines.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::collection::vec;
use proptest::sample::{select, subsequence};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use xinan_db::Engine;
use xinan_db::testing::engines;
use xinan_documents::intake::{Cell, Limits, read};
use xinan_domain::code::Code;
use xinan_domain::day::month_index;
use xinan_domain::follow_up::DeathCause;
use xinan_domain::lost::LostReason;

use super::people::person;
use super::{Staff, TODAY, TestApp};
use crate::case::Status;
use crate::case::event::{Detail, Event, EventKind};
use crate::policy::{Action, Relation};
use crate::shell::actor::PostKind;
use crate::{division, seed};

/// Where people live: two townships of the county, and the county beside it.
const VILLAGES: [&str; 6] =
    ["429971101209", "429971101210", "429971102203", "429971102204", "429972100205", "429972100206"];
/// Where posts are, and what lists are narrowed to.
const REGIONS: [&str; 11] = [
    "429971",
    "429971101",
    "429971101209",
    "429971101210",
    "429971102",
    "429971102203",
    "429971102204",
    "429972",
    "429972100",
    "429972100205",
    "429972100206",
];
const COUNTY_BESIDE: &str =
    "code,name\n429972,东湖县\n429972100,东湖镇\n429972100205,上湾村\n429972100206,下湾村\n";
const GIVEN_NAMES: [char; 12] = ['春', '夏', '秋', '冬', '梅', '兰', '竹', '菊', '松', '柏', '桂', '荷'];

/// Generated people and posts.
#[derive(Debug, Clone)]
struct Made {
    people: Vec<(&'static str, EventKind)>,
    posts: Vec<&'static str>,
}

fn made() -> impl Strategy<Value = Made> {
    const LAST: [EventKind; 4] =
        [EventKind::ConsentGiven, EventKind::ConsentRefused, EventKind::Lost, EventKind::Died];
    let people = vec((select(VILLAGES.to_vec()), select(LAST.to_vec())), 1..=GIVEN_NAMES.len());
    (people, subsequence(REGIONS.to_vec(), 2..=4)).prop_map(|(people, posts)| Made { people, posts })
}

/// A person as the tables have him or her.
#[derive(Debug)]
struct Kept {
    id: String,
    village: String,
    case_no: String,
    /// On paper of the village: under care, or looked for.
    living: bool,
    /// Something is to be done within the week.
    listed: bool,
    /// Counted as registered this month.
    registered: bool,
    /// Does not agree to management: on no list that leaves the house.
    declined: bool,
}

fn history(last: EventKind) -> Vec<Event> {
    let on = date(2026, 9, 1);
    let detail = match last {
        EventKind::Lost => Detail { lost: Some(LostReason::WorkingAway), ..Detail::default() },
        EventKind::Died => Detail { cause: Some(DeathCause::Somatic), ..Detail::default() },
        _ => Detail::default(),
    };
    vec![Event::plain(EventKind::ConsentGiven, date(2020, 6, 20)), Event { kind: last, on, detail }]
}

async fn filled(engine: Engine, made: &Made) -> TestApp {
    let app = TestApp::on(engine).await;
    let mut tx = app.app.db().write().await.unwrap();
    let beside = division::read_table(COUNTY_BESIDE).unwrap();
    division::store::insert(&mut tx, &beside, 2026, "test").await.unwrap();
    tx.commit().await.unwrap();
    app.app.reload().await.unwrap();
    for county in ["429971", "429972"] {
        let people = made.people.iter().enumerate().filter(|(_, (village, _))| village.starts_with(county));
        let people: Vec<seed::Person> = people
            .map(|(at, (village, last))| {
                let person = person(&format!("李{}", GIVEN_NAMES[at]), village, at);
                seed::Person { events: history(*last), ..person }
            })
            .collect();
        seed::fill(&app.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    }
    app
}

/// Everybody, whatever the territory.
async fn everybody(app: &TestApp) -> Vec<Kept> {
    let mut tx = app.app.db().read().await.unwrap();
    let in_a_week = date(2026, 11, 28);
    let sql = "select c.id, c.village_code, c.case_no,
                      cast(case when c.status in ($1, $2) then 1 else 0 end as bigint) as living,
                      cast(case when c.listed_on <= $3 then 1 else 0 end as bigint) as listed,
                      (select count(*) from case_events e
                        where e.county_code = c.county_code and e.case_id = c.id and e.kind = $5) as declined,
                      (select count(*) from case_months m
                        where m.county_code = c.county_code and m.case_id = c.id
                          and m.month = $4 and m.registered > 0) as registered
                 from cases c";
    let (open, lost) = (Status::Open.code().into(), Status::Lost.code().into());
    let refused = EventKind::ConsentRefused.code().into();
    let params = [open, lost, in_a_week.into(), month_index(TODAY).into(), refused];
    let rows = tx.rows(sql, &params).await.unwrap();
    rows.iter()
        .map(|row| Kept {
            id: row.id("id").unwrap().simple().to_string(),
            village: row.text("village_code").unwrap(),
            case_no: row.text("case_no").unwrap(),
            living: row.int("living").unwrap() == 1,
            listed: row.int("listed").unwrap() == 1,
            registered: row.int("registered").unwrap() == 1,
            declined: row.int("declined").unwrap() > 0,
        })
        .collect()
}

/// A post, and what comes to it.
struct Asker<'a> {
    app: &'a TestApp,
    staff: Staff,
    region: &'static str,
    people: &'a [Kept],
}

impl Asker<'_> {
    fn may(&self, action: Action, person: &Kept) -> bool {
        let kind = PostKind::ALL.iter().find(|kind| kind.levels()[0].digits() == self.region.len()).unwrap();
        let relation = match person.village.starts_with(self.region) {
            true => Relation::Territory,
            false => Relation::Elsewhere,
        };
        xinan_policy::permits(kind.post(), action, relation)
    }

    /// Who of a list may be seen.
    fn allowed(&self, action: Action, list: impl Fn(&Kept) -> bool) -> BTreeSet<&str> {
        let allowed = self.people.iter().filter(|one| list(one) && self.may(action, one));
        allowed.map(|one| one.id.as_str()).collect()
    }

    /// The page at the address leads to exactly those people of the list who may be seen.
    async fn sees(&self, address: &str, action: Action, list: impl Fn(&Kept) -> bool) {
        let answer = self.staff.get(address).await;
        assert_eq!(
            answer.people().collect::<BTreeSet<&str>>(),
            self.allowed(action, list),
            "{} at {address}",
            self.region
        );
    }

    async fn check_records(&self) {
        for one in self.people {
            let status = self.staff.get(&format!("/people/{}", one.id)).await.status.as_u16();
            let expected = if self.may(Action::SeeCase, one) { 200 } else { 404 };
            assert_eq!(status, expected, "{} and somebody in {}", self.region, one.village);
        }
    }

    async fn check_pages(&self) {
        for address in ["/people", "/people?page=1&q=7167", "/people?page=1&q=%E6%9D%8E"] {
            self.sees(address, Action::SeeRoster, |_| true).await;
        }
        self.sees("/", Action::SeeRoster, |one| one.listed).await;
        let mut groups = BTreeSet::new();
        for group in ["first", "overdue", "today", "week"] {
            let answer = self.staff.get(&format!("/?group={group}")).await;
            groups.extend(answer.people().map(str::to_owned));
        }
        let listed = self.allowed(Action::SeeRoster, |one| one.listed);
        assert!(groups.iter().eq(&listed), "{}: {groups:?} are not {listed:?}", self.region);
        for region in REGIONS {
            // Narrowing only narrows: a wider division is out of reach like one beside it.
            let narrows = region.starts_with(self.region);
            let there = |one: &Kept| narrows && one.village.starts_with(region);
            let address = format!("/people?region={region}");
            self.sees(&address, Action::SeeRoster, there).await;
            let behind = format!("/stats/registered/people?month=2026-11&region={region}");
            self.sees(&behind, Action::SeeIndicators, |one| one.registered && there(one)).await;
            if !narrows {
                for address in [address, behind] {
                    self.staff.get(&address).await.has_status(404);
                }
            }
        }
    }

    fn county(&self) -> &'static str {
        &self.region[..6]
    }

    async fn check_workbook(&self) {
        let answer = self.staff.takes_out(self.app, self.county(), "/people.xlsx").await;
        let allowed = self.allowed(Action::ExportRoster, |one| !one.declined);
        // Where nobody may leave there is no file.
        if !answer.status.is_success() {
            assert!(allowed.is_empty(), "{}", self.region);
            return;
        }
        let book = read(&answer.bytes, "roster.xlsx", &Limits::default()).unwrap();
        let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
        let cells: BTreeSet<String> = rows.flat_map(|row| &row.cells).map(Cell::text).collect();
        let written = self.people.iter().filter(|one| cells.contains(&one.case_no));
        assert_eq!(written.map(|one| one.id.as_str()).collect::<BTreeSet<_>>(), allowed, "{}", self.region);
    }

    /// Who is on the paper of a village stands in the log, one by one, and nobody who declines. Setting is slow in a test build: only what
    /// must be refused is asked of every village, and what must be printed of the first that holds somebody.
    async fn check_paper(&self) {
        let mut printed = false;
        for village in VILLAGES {
            let allowed =
                self.allowed(Action::PrintBatch, |one| one.living && !one.declined && one.village == village);
            if !allowed.is_empty() && printed {
                continue;
            }
            printed |= !allowed.is_empty();
            let before = self.printed().await;
            let file = format!("/print/villages/{village}/supplement.pdf");
            let answer = self.staff.takes_out(self.app, self.county(), &file).await;
            let after = self.printed().await;
            let new = after.iter().filter(|(seq, _)| !before.contains_key(seq));
            let logged: BTreeSet<&str> = new.map(|(_, id)| id.as_str()).collect();
            assert_eq!(logged, allowed, "{} prints {village}: {}", self.region, answer.status);
            assert_eq!(answer.bytes.starts_with(b"%PDF-"), !allowed.is_empty(), "{} {village}", self.region);
        }
    }

    /// Who was ever printed with a village, by the number of the entry.
    async fn printed(&self) -> BTreeMap<i64, String> {
        let mut tx = self.app.app.db().read_log().await.unwrap();
        let sql = "select seq, case_id from audit_entries where action = $1 and case_id is not null";
        let rows = tx.rows(sql, &[Action::PrintBatch.name().into()]).await.unwrap();
        let of =
            |row: &xinan_db::Row| (row.int("seq").unwrap(), row.id("case_id").unwrap().simple().to_string());
        rows.iter().map(of).collect()
    }
}

async fn check(engine: Engine, made: &Made) {
    let app = filled(engine, made).await;
    let people = everybody(&app).await;
    assert_eq!(people.len(), made.people.len());
    for region in &made.posts {
        let asker = Asker { app: &app, staff: app.staff_of(region).await, region, people: &people };
        asker.check_records().await;
        asker.check_pages().await;
        asker.check_workbook().await;
        if cfg!(feature = "pdf") {
            asker.check_paper().await;
        }
    }
}

#[test]
fn lists_show_exactly_whom_the_policies_let_the_post_see() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in engines() {
        let config =
            Config { cases: 6, max_shrink_iters: 30, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&made(), |made| {
                runtime.block_on(check(engine, &made));
                Ok(())
            })
            .unwrap();
    }
}
