//! Every form whose act is confirmed anew does nothing before: it is asked about, with everything as it was; confirmed, it
//! is done.
//!
//! A handler may forget to ask, and then the address that asks (`routes.rs`) asks nothing: that is found here, and so is an
//! address that asks and stands in no line of this table.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use jiff::civil::date;
use xinan_db::Engine;
use xinan_db::testing::engines;

use super::{STAFF_PASSWORD, Staff, TestApp, person};
use crate::account::confirm::Asks;
use crate::account::elsewhere::tests as elsewhere;
use crate::account::factor::tests as factor;
use crate::case::event::{Event, EventKind};
use crate::routes::addresses;
use crate::seed;

const COUNTY: &str = "429971";
const TOWNSHIP: &str = "429971101";
const VILLAGE: &str = "429971101209";
const NEXT: &str = "429971101210";
/// The instant of a test, microseconds.
const SINCE: &str = "1795222800000000";
const DEAD: &str = "李春生";
const VISITED: [&str; 2] = ["单小曾", "周桂兰"];
const CARED_FOR: &str = "赵大山";

/// By what one knows that something was done.
#[derive(Debug, Clone, Copy)]
enum Done {
    /// An entry of the log.
    Logged(&'static str),
    /// Where one comes to: what is done there begins with it.
    LeadsTo(&'static str),
}
use Done::{LeadsTo, Logged};

/// A form as somebody sends it who may.
struct Act {
    address: &'static str,
    by: Staff,
    path: String,
    pairs: Vec<(&'static str, String)>,
    shown: (&'static str, String),
    done: Done,
}

/// What all acts are done to: a house with a provider elsewhere, staff and people.
struct World {
    app: TestApp,
    keeper: Staff,
    county: Staff,
    next: u32,
}

/// An account with its post, as they stand in addresses.
struct Hired {
    account: String,
    post: String,
}

impl World {
    fn id(&mut self) -> String {
        self.next += 1;
        format!("019aa00000007000800000000000{:04x}", self.next)
    }

    /// A village doctor who begins today.
    async fn hires(&mut self, region: &'static str) -> Hired {
        let (path, pairs) = self.hiring(region);
        let hired = Hired { account: pairs[0].1.clone(), post: pairs[1].1.clone() };
        confirmed(&self.keeper, &path, &pairs).await;
        hired
    }

    fn hiring(&mut self, region: &'static str) -> (String, Vec<(&'static str, String)>) {
        let (account, post) = (self.id(), self.id());
        let login = format!("doctor-{}", self.next);
        let mut pairs = vec![("account_id", account), ("post_id", post), ("name", "王敏".to_owned())];
        pairs.extend([("login", login), ("kind", "1".to_owned()), ("region", region.to_owned())]);
        pairs.extend([("office", "柳河村卫生室".to_owned()), ("from", "2026-11-21".to_owned())]);
        ("/staff/new".to_owned(), pairs)
    }

    fn post_at(&mut self, region: &str) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("post_id", self.id()), ("kind", "1".to_owned()), ("region", region.to_owned())];
        pairs.extend([("office", "柳河村卫生室".to_owned()), ("from", "2026-11-21".to_owned())]);
        pairs
    }

    /// Does it: everything is as it was until it is confirmed.
    async fn checks(&self, engine: Engine, act: &Act) {
        let Act { address, by, path, pairs, shown, done } = act;
        let pairs = borrowed(pairs);
        let count = async || match done {
            Logged(entry) => self.app.entries(entry).await,
            LeadsTo(_) => 0,
        };
        let (rows, entries) = (rows(&self.app).await, count().await);
        let asked = by.post(path, &pairs).await;
        let text = &asked.text[asked.text.find("<main").unwrap_or(0)..];
        assert_eq!(asked.status.as_u16(), 200, "{engine:?} {address}: {text}");
        let mark = asked.mark().unwrap_or_else(|| panic!("{engine:?} {address} asks nothing: {text}"));
        let now_so = self::rows(&self.app).await;
        let changed: Vec<_> =
            now_so.iter().filter(|(table, count)| rows.get(*table) != Some(count)).collect();
        assert!(changed.is_empty(), "{engine:?} {address} has written before it was confirmed: {changed:?}");
        assert_eq!(count().await, entries, "{engine:?} {address} was done before it was confirmed");
        let again = [&pairs[..], &[("confirms", mark), (shown.0, shown.1.as_str())]].concat();
        let answer = by.post(path, &again).await;
        let ok = answer.status.is_success() || answer.status.is_redirection();
        assert!(ok && answer.mark().is_none(), "{engine:?} {address}: {} {}", answer.status, answer.text);
        match done {
            Logged(entry) => assert_eq!(count().await, entries + 1, "{engine:?} {address}: {entry}"),
            LeadsTo(to) => assert_eq!(answer.location, *to, "{engine:?} {address}"),
        }
    }
}

fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    pairs.iter().map(|(name, said)| (*name, said.as_str())).collect()
}

async fn confirmed(by: &Staff, path: &str, pairs: &[(&'static str, String)]) {
    let answer = by.post_confirmed(path, &borrowed(pairs)).await;
    assert!(answer.status.is_success() || answer.status.is_redirection(), "{path}: {}", answer.text);
}

/// How many rows every table has, but for what a look leaves: the log, and the day's share of people.
async fn rows(app: &TestApp) -> BTreeMap<String, i64> {
    let shape = xinan_db::shape(&app.database.place).await.unwrap();
    let tables = shape.iter().filter_map(|line| line.split_once('.').map(|(table, _)| table));
    let tables: BTreeSet<&str> = tables.filter(|table| !table.contains(' ')).collect();
    let mut all = BTreeMap::new();
    let of_looks = |table: &&str| table.starts_with("audit") || table.starts_with("people_seen");
    for table in tables.into_iter().filter(|table| !of_looks(table)) {
        let mut tx = app.app.db().read().await.unwrap();
        let sql = format!("select count(*) as found from {table}").leak();
        let found = tx.rows(sql, &[]).await.unwrap()[0].int("found").unwrap();
        tx.commit().await.unwrap();
        all.insert(table.to_owned(), found);
    }
    all
}

fn password() -> (&'static str, String) {
    ("password", STAFF_PASSWORD.to_owned())
}

#[tokio::test]
async fn nothing_that_is_confirmed_is_done_before() {
    for engine in engines() {
        let (app, idp) = elsewhere::house(engine).await;
        let people = [DEAD, VISITED[0], VISITED[1], CARED_FOR];
        let people = people.iter().enumerate().map(|(at, name)| {
            let mut one = person(name, VILLAGE, at);
            if *name == DEAD {
                one.events.push(Event::plain(EventKind::Died, date(2026, 5, 1)));
            }
            one
        });
        seed::fill(&app.app, people, std::iter::empty(), |_| {}).await.unwrap();
        let keeper = app.administrator_of(COUNTY).await.over_https();
        let county = app.staff_of(COUNTY).await.over_https();
        let mut world = World { app, keeper, county, next: 0 };
        let mut asked = Vec::new();
        own(&mut world, engine, &idp, &mut asked).await;
        accounts(&mut world, engine, &mut asked).await;
        records(&mut world, engine, &mut asked).await;
        waiting(&mut world, engine, &mut asked).await;

        asked.sort_unstable();
        let asking = addresses().list.into_iter().filter(|one| {
            one.method == Method::POST && matches!(one.asks, Asks::OnAPage(_) | Asks::OnAPageFor(_))
        });
        let mut wanted: Vec<&str> = asking.map(|one| one.path).collect();
        wanted.sort_unstable();
        assert_eq!(asked, wanted, "every form that asks stands here once");
    }
}

/// Of the own account; its second factor and its identity are taken off afterwards.
async fn own(world: &mut World, engine: Engine, idp: &elsewhere::Idp, asked: &mut Vec<&'static str>) {
    let app = &world.app;
    let liu = factor::signed_in(app).await;
    elsewhere::ties(idp, &liu, factor::RIGHT).await.has_status(303);
    app.add_account_named("chen").await;
    let begun = app.stranger().post("/sign-in", &[("login", "chen"), ("password", factor::RIGHT)]).await;
    let chen = app.stranger().with_cookies_of(&begun.has_status(303)).await;
    let (_, recovery) = factor::set_up(app, &liu, factor::RIGHT).await;
    for act in [
        Act {
            address: "/account/elsewhere",
            by: chen,
            path: "/account/elsewhere".to_owned(),
            pairs: Vec::new(),
            shown: ("password", factor::RIGHT.to_owned()),
            done: LeadsTo("/account/elsewhere/going"),
        },
        Act {
            address: "/account/passkeys",
            by: liu,
            path: "/account/passkeys".to_owned(),
            pairs: vec![("name", "我的手机".to_owned())],
            shown: ("recovery", recovery[0].clone()),
            done: LeadsTo("/account/passkeys/adding"),
        },
    ] {
        world.checks(engine, &act).await;
        asked.push(act.address);
    }
    let liu = world.app.one_id("select account_id as id from second_factors").await;
    for (address, path, done) in [
        ("/staff/{id}/factor", "factor", "staff.factor_off"),
        ("/staff/{id}/identity", "identity", "staff.identity_off"),
    ] {
        let by = world.keeper.clone();
        let path = format!("/staff/{liu}/{path}");
        let act = Act { address, by, path, pairs: Vec::new(), shown: password(), done: Logged(done) };
        world.checks(engine, &act).await;
        asked.push(address);
    }
}

/// Of other people's accounts and posts.
async fn accounts(world: &mut World, engine: Engine, asked: &mut Vec<&'static str>) {
    let [given, closed, moved, handed] = [
        world.hires(VILLAGE).await,
        world.hires(VILLAGE).await,
        world.hires(VILLAGE).await,
        world.hires(VILLAGE).await,
    ];
    let successor = world.hires(NEXT).await.account;
    let (new, new_account) = world.hiring(VILLAGE);
    let of_post = |one: &Hired, what: &str| format!("/staff/{}/posts/{}/{what}", one.account, one.post);
    let mut handover = vec![("post_id", world.id()), ("successor", successor)];
    handover.extend([("on", "2026-11-21".to_owned()), ("confirmed", "1".to_owned())]);
    let all = [
        ("/staff/new", new, new_account, "staff.account_added"),
        ("/staff/{id}/password", format!("/staff/{}/password", given.account), Vec::new(), "staff.password"),
        (
            "/staff/{id}/posts/new",
            format!("/staff/{}/posts/new", given.account),
            world.post_at(NEXT),
            "staff.post_added",
        ),
        ("/staff/{id}/closing", format!("/staff/{}/closing", closed.account), Vec::new(), "staff.closed"),
        ("/staff/{id}/opening", format!("/staff/{}/opening", closed.account), Vec::new(), "staff.opened"),
        (
            "/staff/{id}/posts/{post}/transfer",
            of_post(&moved, "transfer"),
            world.post_at(NEXT),
            "staff.transferred",
        ),
        ("/staff/{id}/posts/{post}/handover", of_post(&handed, "handover"), handover, "staff.handed_over"),
    ];
    for (address, path, pairs, done) in all {
        let by = world.keeper.clone();
        let act = Act { address, by, path, pairs, shown: password(), done: Logged(done) };
        world.checks(engine, &act).await;
        asked.push(address);
    }
}

/// Of people's records.
async fn records(world: &mut World, engine: Engine, asked: &mut Vec<&'static str>) {
    let worker = world.app.staff_of(TOWNSHIP).await.over_https();
    let mut visits = Vec::new();
    for name in VISITED {
        let (person, visit) = (world.app.id_of(name).await, world.id());
        worker.post(&format!("/people/{person}/visits"), &borrowed(&death(&visit))).await.has_status(303);
        visits.push(format!("/people/{person}/visits/{visit}"));
    }
    let mut edited = death(&world.id());
    edited.push(("correction_reason", "日期写错了".to_owned()));
    let person = world.app.id_of(CARED_FOR).await;
    let (flag, card, own_door) = (world.id(), world.id(), format!("/people/{person}/own-door"));
    let mut named =
        vec![("flag_id", flag.clone()), ("name", "王强".to_owned()), ("relation", "9".to_owned())];
    named.push(("safety_reason", "打过人".to_owned()));
    worker.post(&format!("{own_door}/safety/new"), &borrowed(&named)).await.has_status(303);
    let lift = ("act", "lift".to_owned());
    let (moves, closes) = (world.id(), world.id());
    let mut sent = vec![("transfer_id", moves.clone()), ("sent_on", "2026-11-20".to_owned())];
    sent.extend([("reason", "1".to_owned()), ("to_place", "广东省深圳市福田区".to_owned())]);
    worker.post(&format!("/people/{person}/transfers/new"), &borrowed(&sent)).await.has_status(303);
    let all = [
        ("/people/{id}/visits/{visit}/edit", format!("{}/edit", visits[0]), edited, "follow_up.corrected"),
        (
            "/people/{id}/visits/{visit}/withdrawal",
            format!("{}/withdrawal", visits[1]),
            vec![("withdrawal_reason", "记到别人名下了".to_owned())],
            "follow_up.withdrawn",
        ),
        (
            "/people/{id}/standing/death",
            format!("/people/{}/standing/death", world.app.id_of(DEAD).await),
            vec![("standing_reason", "名册记的是同名的另一位".to_owned())],
            "standing.corrected",
        ),
        (
            "/people/{id}/own-door/cards/new",
            format!("{own_door}/cards/new"),
            vec![("card_id", card), ("holder", "person".to_owned()), ("phone", "13812345678".to_owned())],
            "card.issued",
        ),
        (
            "/people/{id}/own-door/safety/{holder}",
            format!("{own_door}/safety/{flag}"),
            vec![("flag_id", flag), lift, ("safety_reason", "查明是误会".to_owned())],
            "safety.lifted",
        ),
        (
            "/people/{id}/transfers/{transfer}/elsewhere",
            format!("/people/{person}/transfers/{moves}/elsewhere"),
            vec![("accepted_on", "2026-11-21".to_owned()), ("body", "福田街道社区卫生服务中心".to_owned())],
            "transfer.accepted_elsewhere",
        ),
        (
            "/people/{id}/standing/closing",
            format!("/people/{person}/standing/closing"),
            vec![("standing_reason", "人又回来了".to_owned())],
            "standing.corrected",
        ),
        (
            "/people/{id}/closing",
            format!("/people/{person}/closing"),
            vec![
                ("closing_id", closes),
                ("closed_on", "2026-11-21".to_owned()),
                ("why", "4".to_owned()),
                ("note", "建档时看错了证件".to_owned()),
            ],
            "record.closed",
        ),
    ];
    for (address, path, pairs, done) in all {
        let by = world.county.clone();
        let act = Act { address, by, path, pairs, shown: password(), done: Logged(done) };
        world.checks(engine, &act).await;
        asked.push(address);
    }
}

/// A visit that reports a death.
fn death(visit: &str) -> Vec<(&'static str, String)> {
    [
        ("visit_id", visit),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("died_on", "2026-11-18"),
        ("death_cause", "1"),
        ("death_somatic", "3"),
    ]
    .map(|(name, said)| (name, said.to_owned()))
    .to_vec()
}

/// Of a post that waits, where there is somebody who confirms it.
async fn waiting(world: &mut World, engine: Engine, asked: &mut Vec<&'static str>) {
    let by = world.app.security_of(COUNTY).await.over_https();
    let hired = world.hires(VILLAGE).await;
    let act = Act {
        address: "/security/posts/{post}",
        by,
        path: format!("/security/posts/{}", hired.post),
        pairs: vec![("do", "confirm".to_owned()), ("since", SINCE.to_owned())],
        shown: password(),
        done: Logged("post.confirmed"),
    };
    world.checks(engine, &act).await;
    asked.push(act.address);
}
