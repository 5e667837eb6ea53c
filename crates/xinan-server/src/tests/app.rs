//! An application for tests.

use std::sync::LazyLock;

use axum::Router;
use jiff::civil::{Date, date};
use xinan_db::testing::TestDb;
use xinan_db::{Engine, Row};
use xinan_domain::password::Password;
use xinan_domain::region::Region;

use super::people::person;
use super::staff::Staff;
use crate::routes::router;
use crate::shell::actor::PostKind;
use crate::shell::app::App;
use crate::shell::clock::Clock;
use crate::shell::session::{Browser, Cookies, OperatingSystem, fresh_token, hash_of, hash_password, store};
use crate::{division, seed};

/// The password of staff that is signed in already, with which they confirm what they do.
pub(crate) const STAFF_PASSWORD: &str = "staff-horse-7";
static STAFF_HASH: LazyLock<String> =
    LazyLock::new(|| hash_password(&Password::typed(STAFF_PASSWORD)).unwrap());

/// The day on which tests happen.
pub(crate) const TODAY: Date = date(2026, 11, 21);

/// The invented county's divisions.
const DIVISIONS: &str = include_str!("../../../xinan-sim/data/divisions.csv");

/// An application on a fresh database, on a day that stands still.
pub(crate) struct TestApp {
    /// The application.
    pub(crate) app: App,
    router: Router,
    /// Where its data are; gone with it.
    pub(crate) database: TestDb,
}

impl TestApp {
    /// An empty deployment of the invented county.
    pub(crate) async fn new() -> Self {
        Self::on(Engine::Sqlite).await
    }

    /// The same on a given engine.
    pub(crate) async fn on(engine: Engine) -> Self {
        let db = TestDb::fresh(engine).await.unwrap();
        let app = App::start(db.db.clone(), Clock::fixed_on(TODAY)).await.unwrap();
        let list = division::read_table(DIVISIONS).unwrap();
        let mut tx = app.db().write().await.unwrap();
        division::store::insert(&mut tx, &list, 2026, "test").await.unwrap();
        tx.commit().await.unwrap();
        app.reload().await.unwrap();
        Self { router: router(app.clone()), app, database: db }
    }

    /// With people whose names are given, in the village: consented, registered in 2020, never visited.
    pub(crate) async fn with_people(village: &str, names: &[&str]) -> Self {
        let app = Self::new().await;
        app.add(village, names).await;
        app
    }

    /// Adds people to a village.
    pub(crate) async fn add(&self, village: &str, names: &[&str]) {
        let people = names.iter().enumerate().map(|(at, name)| person(name, village, at));
        let people: Vec<seed::Person> = people.collect();
        seed::fill(&self.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    }

    /// A member of staff, signed in: a village doctor for twelve digits, a township worker for nine, the
    /// county office for six.
    pub(crate) async fn staff_of(&self, region: &str) -> Staff {
        let kind = match region.len() {
            12 => PostKind::VillageDoctor,
            9 => PostKind::TownshipWorker,
            _ => PostKind::CountyOffice,
        };
        self.staff_in(kind, region).await
    }

    /// Somebody who keeps the accounts of a county, signed in.
    pub(crate) async fn administrator_of(&self, county: &str) -> Staff {
        self.staff_in(PostKind::SystemAdministrator, county).await
    }

    /// Somebody who confirms the posts of a county, signed in.
    pub(crate) async fn security_of(&self, county: &str) -> Staff {
        self.staff_in(PostKind::SecurityAdministrator, county).await
    }

    /// Somebody who reads the log of a county, signed in.
    pub(crate) async fn auditor_of(&self, county: &str) -> Staff {
        self.staff_in(PostKind::AuditAdministrator, county).await
    }

    /// An officer of the police station of a township, signed in.
    pub(crate) async fn police_of(&self, township: &str) -> Staff {
        self.staff_in(PostKind::PoliceOfficer, township).await
    }

    /// Lets a county ask for a second factor: of `administrators` or of `everybody`.
    pub(crate) async fn ask_for_second_factor(&self, county: &str, of: &'static str) {
        let content = serde_json::json!({
            "region": county, "valid_from": "2026-01-01", "source": "测试",
            "values": { "sign_in.second_factor": of },
        });
        let sql = "insert into parameters (id, region, valid_from, content, recorded_at, recorded_by)
                   values ($1, $2, '2026-01-01', $3, 0, null)";
        let mut tx = self.app.db().write().await.unwrap();
        tx.execute(sql, &[xinan_db::new_id().into(), county.into(), content.to_string().into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.app.reload().await.unwrap();
    }

    /// A member of staff in a post, signed in.
    pub(crate) async fn staff_in(&self, kind: PostKind, region: &str) -> Staff {
        let login = format!("staff-{}", xinan_db::new_id().simple());
        let (name, office) = ("王医生", "清溪镇卫生院");
        let password = STAFF_HASH.as_str();
        let new =
            store::NewAccount { login: &login, name, password, handed_over: false, kind, region, office };
        let now = self.app.now();
        let token = fresh_token().unwrap();
        let mut tx = self.app.db().write().await.unwrap();
        assert!(store::add_account(&mut tx, &new, TODAY, now.micros()).await.unwrap());
        let account = store::account(&mut tx, &login).await.unwrap().unwrap();
        let posts = store::posts(&mut tx, account.id, TODAY).await.unwrap();
        let key = "0123456789abcdef0123456789abcdef";
        let session = store::NewSession {
            token: &hash_of(&token),
            account: account.id,
            post: posts[0].id,
            form_key: key,
            browser: Browser::Other,
            system: OperatingSystem::Other,
            device: None,
        };
        store::begin(&mut tx, &session, now.micros()).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = Cookies::default().set_session(Some(&token)).split(';').next().unwrap().to_owned();
        Staff { router: self.router.clone(), cookie, key: key.to_owned(), source: None, agent: "" }
    }

    /// Makes an account that signs in as `liu` with `right-horse-7`, a township worker.
    pub(crate) async fn add_account(&self) {
        self.add_account_named("liu").await;
    }

    /// The same with another login.
    pub(crate) async fn add_account_named(&self, login: &str) {
        let hash = hash_password(&Password::typed("right-horse-7")).unwrap();
        let new = store::NewAccount {
            login,
            name: "刘医生",
            password: &hash,
            handed_over: false,
            kind: PostKind::TownshipWorker,
            region: "429971101",
            office: "清溪镇卫生院",
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await.unwrap();
        store::add_account(&mut tx, &new, now.day(), now.micros()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The same staff in a program that has opened the data without the keys of the log (SQLite).
    pub(crate) async fn without_log_keys(&self, staff: &Staff) -> Staff {
        let db = self.database.open_again(&xinan_db::KeyPlace::Fixed).await.unwrap();
        let app = App::start(db, Clock::fixed_on(TODAY)).await.unwrap();
        Staff { router: router(app), ..staff.clone() }
    }

    /// The program started anew some minutes later.
    pub(crate) async fn later(&self, minutes: i64) -> App {
        let at = jiff::Timestamp::from_microsecond(self.app.now().micros() + minutes * 60_000_000).unwrap();
        App::start(self.app.db().clone(), Clock::Fixed(at)).await.unwrap()
    }

    /// The same data, some days later.
    pub(crate) async fn days_later(self, days: i64) -> Self {
        let app = self.later(days * 24 * 60).await;
        Self { router: router(app.clone()), app, database: self.database }
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Staff {
        Staff {
            router: self.router.clone(),
            cookie: String::new(),
            key: String::new(),
            source: None,
            agent: "",
        }
    }

    /// The id in addresses of the person with this name.
    pub(crate) async fn id_of(&self, name: &str) -> String {
        let mut tx = self.app.db().read().await.unwrap();
        let scope = xinan_db::Scope::of(Region::parse("429971").unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, name, 5).await.unwrap().unwrap();
        found.iter().find(|case| case.head.name == name).unwrap().path_id()
    }

    /// The id in the one row that a statement finds, as it stands in addresses.
    pub(crate) async fn one_id(&self, sql: &'static str) -> String {
        let mut tx = self.app.db().read().await.unwrap();
        let id = tx.rows(sql, &[]).await.unwrap()[0].id("id").unwrap().simple().to_string();
        tx.commit().await.unwrap();
        id
    }

    /// How many entries of the log speak of this action.
    pub(crate) async fn entries(&self, action: &str) -> usize {
        self.people_of(action).await.len()
    }

    /// About whom the entries of this action are: ids as they stand in an address, empty for nobody's.
    pub(crate) async fn people_of(&self, action: &str) -> Vec<String> {
        let mut tx = self.app.db().read_log().await.unwrap();
        let rows =
            tx.rows("select case_id from audit_entries where action = $1", &[action.into()]).await.unwrap();
        let person = |row: &Row| row.opt_id("case_id").unwrap().map(|id| id.simple().to_string());
        rows.iter().map(|row| person(row).unwrap_or_default()).collect()
    }
}
