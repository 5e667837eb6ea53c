//! An application for tests, and the staff who use it.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use jiff::civil::{Date, date};
use tower::ServiceExt;
use xinan_db::Engine;
use xinan_db::testing::TestDb;
use xinan_domain::answers::Answers;
use xinan_domain::follow_up::Entry;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::supplement::{Supplement, SupplementContext, parse};

use crate::case::event::{Event, EventKind};
use crate::routes::router;
use crate::shell::actor::PostKind;
use crate::shell::app::App;
use crate::shell::clock::Clock;
use crate::shell::session::{fresh_token, hash_of, hash_password, set_cookie, store};
use crate::{division, seed};

/// The day on which tests happen.
pub(crate) const TODAY: Date = date(2026, 11, 21);

/// The invented county's divisions.
const DIVISIONS: &str = include_str!("../../../xinan-sim/data/divisions.csv");

/// An application on a fresh database, on a day that stands still.
pub(crate) struct TestApp {
    /// The application.
    pub(crate) app: App,
    router: Router,
    _db: TestDb,
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
        Self { router: router(app.clone()), app, _db: db }
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
        let login = format!("staff-{}", xinan_db::new_id().simple());
        let (name, office) = ("王医生", "清溪镇卫生院");
        let new = store::NewAccount { login: &login, name, password: "", kind, region, office };
        let now = self.app.now();
        let token = fresh_token().unwrap();
        let mut tx = self.app.db().write().await.unwrap();
        assert!(store::add_account(&mut tx, &new, TODAY, now.micros()).await.unwrap());
        let account = store::account(&mut tx, &login).await.unwrap().unwrap();
        let posts = store::posts(&mut tx, account.id, TODAY).await.unwrap();
        let key = "0123456789abcdef0123456789abcdef";
        store::begin(&mut tx, &hash_of(&token), account.id, posts[0].id, key, now.micros()).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = set_cookie(Some(&token)).split(';').next().unwrap().to_owned();
        Staff { router: self.router.clone(), cookie, key: key.to_owned() }
    }

    /// Makes an account that signs in as `liu` with `right-horse-7`, a township worker.
    pub(crate) async fn add_account(&self) {
        let hash = hash_password("right-horse-7").unwrap();
        let new = store::NewAccount {
            login: "liu",
            name: "刘医生",
            password: &hash,
            kind: PostKind::TownshipWorker,
            region: "429971101",
            office: "清溪镇卫生院",
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await.unwrap();
        store::add_account(&mut tx, &new, now.day(), now.micros()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Staff {
        Staff { router: self.router.clone(), cookie: String::new(), key: String::new() }
    }

    /// The id in addresses of the person with this name.
    pub(crate) async fn id_of(&self, name: &str) -> String {
        let mut tx = self.app.db().read().await.unwrap();
        let scope = xinan_db::Scope::of(Region::parse("429971").unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, name, 5).await.unwrap().unwrap();
        found.iter().find(|case| case.head.name == name).unwrap().path_id()
    }

    /// How many entries of the log speak of this action.
    pub(crate) async fn entries(&self, action: &str) -> usize {
        let mut tx = self.app.db().read_log().await.unwrap();
        let rows =
            tx.rows("select action from audit_entries where action = $1", &[action.into()]).await.unwrap();
        rows.len()
    }
}

/// A person as a roster row would make one; the identity number follows from the place in the list.
pub(crate) fn person(name: &str, village: &str, at: usize) -> seed::Person {
    let supplement = supplement(name, village, at);
    seed::Person {
        registered_on: date(2020, 6, 15),
        events: vec![Event::plain(EventKind::ConsentGiven, date(2020, 6, 20))],
        supplement,
        visits: Vec::new(),
        contacts: Vec::new(),
        examinations: Vec::new(),
    }
}

/// A form with everything that is required.
pub(crate) fn supplement(name: &str, village: &str, at: usize) -> Supplement {
    let sequence = u16::try_from(at + 1).unwrap();
    let village_no: i8 = village[10..].parse::<i8>().unwrap_or(1) % 27 + 1;
    let number = IdentityNumber::from_parts("429971", date(1980, 5, village_no), sequence).unwrap();
    let mut answers = Answers::default();
    for (field, text) in [
        ("name", "李春生"),
        ("identity_number", number.as_str()),
        ("village", village),
        ("address", "清溪镇柳河村3组"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "哥哥"),
        ("guardian_phone", "13835737167"),
        ("consent", "1"),
        ("consent_on", "2020-06-20"),
        ("onset_on", "2019"),
        ("diagnosis", "精神分裂症"),
        ("diagnosed_on", "2020-06-15"),
        ("diagnosed_at", "清溪县精神卫生中心"),
        ("economy", "2"),
    ] {
        answers.push(field, text);
    }
    let village = |text: &str| Region::exact(text).ok();
    let context = SupplementContext { today: TODAY, entry: Entry::Workbook, village: &village };
    let form = parse(&answers, &context).unwrap().supplement;
    // Any name: a form refuses markup as a name, yet what is kept must be shown as text all the same.
    Supplement { name: name.to_owned(), ..form }
}

/// The form of somebody who is well, seen at home on the day of the test.
const WELL: [(&str, &str); 22] = [
    ("visited_on", "2026-11-21"),
    ("mode", "2"),
    ("met", "1"),
    ("risk", "0"),
    ("severity", "1"),
    ("insight", "1"),
    ("sleep", "1"),
    ("diet", "1"),
    ("self_care", "1"),
    ("housework", "1"),
    ("work", "9"),
    ("learning", "1"),
    ("social", "2"),
    ("incidents", "7"),
    ("confinement", "1"),
    ("hospital", "0"),
    ("labs", "1"),
    ("adherence", "4"),
    ("adverse", "9"),
    ("effect", "2"),
    ("referral", "1"),
    ("doctor", "王医生"),
];

/// [`WELL`] with some answers changed or added.
pub(crate) fn well_but<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let unchanged = WELL.into_iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    unchanged.chain(changes.iter().copied()).collect()
}

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Staff {
    router: Router,
    cookie: String,
    pub(crate) key: String,
}

impl Staff {
    /// Opens a page.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(self.request("GET", address).body(Body::empty()).unwrap()).await
    }

    /// Opens a page from another one, as a link or a redirect does.
    pub(crate) async fn get_from(&self, address: &str, from: &str) -> Answer {
        let request = self
            .request("GET", address)
            .header(header::HOST, "xinan.test")
            .header(header::REFERER, from)
            .body(Body::empty());
        self.send(request.unwrap()).await
    }

    /// Sends a form of one of our pages.
    pub(crate) async fn post(&self, address: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut all: Vec<(&str, &str)> = vec![("csrf", &self.key)];
        all.extend(pairs);
        self.post_raw(address, &serde_urlencoded::to_string(&all).unwrap()).await
    }

    /// Sends anything.
    pub(crate) async fn post_raw(&self, address: &str, body: &str) -> Answer {
        let request = self
            .request("POST", address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Sends a form as a browser does that says which page it comes from.
    pub(crate) async fn post_from(&self, origin: &str, address: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut all: Vec<(&str, &str)> = vec![("csrf", &self.key)];
        all.extend(pairs);
        let request = self
            .request("POST", address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "xinan.test")
            .header(header::ORIGIN, origin)
            .body(Body::from(serde_urlencoded::to_string(&all).unwrap()))
            .unwrap();
        self.send(request).await
    }

    /// Sends files with a form.
    pub(crate) async fn upload(&self, address: &str, files: &[(&str, &[u8])]) -> Answer {
        const EDGE: &str = "----edge";
        let mut body = Vec::new();
        let csrf =
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", self.key);
        body.extend(csrf.into_bytes());
        for (name, bytes) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        let request =
            self.request("POST", address).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        self.send(request).await
    }

    /// The same person before another router, as a test of one part makes it.
    pub(crate) fn at(&self, router: &Router) -> Self {
        Self { router: router.clone(), ..self.clone() }
    }

    /// The same person with a form of another session.
    pub(crate) fn with_key(&self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self.clone() }
    }

    /// The same person reading English pages.
    pub(crate) fn in_english(&self) -> Self {
        Self { cookie: format!("{}; lang=en", self.cookie), ..self.clone() }
    }

    /// The same person with names covered.
    pub(crate) fn with_names_covered(&self) -> Self {
        Self { cookie: format!("{}; covered=1", self.cookie), ..self.clone() }
    }

    fn request(&self, method: &str, address: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(address).header(header::COOKIE, &self.cookie)
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        Answer::read(response).await
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
}

impl Answer {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let location = parts.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap());
        Self {
            status: parts.status,
            location: location.to_owned(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
            bytes,
        }
    }

    /// The status is this one.
    #[track_caller]
    pub(crate) fn has_status(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", shortened(&self.text));
        self
    }

    /// The text is there.
    #[track_caller]
    pub(crate) fn shows(self, text: &str) -> Self {
        assert!(self.text.contains(text), "«{text}» is missing in:\n{}", shortened(&self.text));
        self
    }

    /// The text is not there.
    #[track_caller]
    pub(crate) fn hides(self, text: &str) -> Self {
        assert!(!self.text.contains(text), "«{text}» must not be in:\n{}", shortened(&self.text));
        self
    }

    /// It leads to this address.
    #[track_caller]
    pub(crate) fn leads_to(self, address: &str) -> Self {
        assert_eq!(self.location, address, "{}", shortened(&self.text));
        self
    }
}

fn shortened(text: &str) -> String {
    let body = text.split_once("<main").map_or(text, |(_, body)| body);
    body.chars().take(6000).collect()
}
