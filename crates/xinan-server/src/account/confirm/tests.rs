//! What is confirmed anew, through the front door.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use axum::{Extension, Router};
use jiff::civil::date;
use xinan_db::testing::engines;

use super::{Asked, Asking, Asks, What, ask};
use crate::account::factor::tests::{codes_of, set_up};
use crate::case::event::{Event, EventKind};
use crate::policy::Guard;
use crate::routes::addresses;
use crate::seed;
use crate::shell::confirmed::Confirmed;
use crate::shell::problem::Problem;
use crate::tests::{STAFF_PASSWORD, Staff, TestApp, person};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";

/// Where one comes from the confirmation of a file: to its entry in the register, which offers it.
fn entry_of(file: &str) -> String {
    let (_, id) = file.split_once("disclosure=").unwrap();
    format!("/disclosures/{id}?done=confirmed")
}

/// With somebody of whom a register says that he has died.
async fn with_a_death(engine: xinan_db::Engine) -> (TestApp, String) {
    let app = TestApp::on(engine).await;
    let mut one = person(NAME, VILLAGE, 0);
    one.events.push(Event::plain(EventKind::Died, date(2026, 5, 1)));
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let at = format!("/people/{}/standing/death", app.id_of(NAME).await);
    (app, at)
}

/// The workbook of an entry that needs nobody else: what the step-up stands before.
async fn workbook(staff: &Staff, file: &str) -> String {
    let said = [("purpose", "1"), ("receiver", "1"), ("recipient", "清溪镇卫生院存档"), ("fields", "1")];
    staff.enters_saying(file, &said).await.has_status(303).location
}

const REASON: (&str, &str) = ("standing_reason", "名册记的是同名的另一位");

async fn confirms(staff: &Staff, to: &str, password: &str) -> crate::tests::Answer {
    staff.confirms(to, &[("password", password)]).await
}

/// PROMISES T21: it is a property of the address, not of the page from which one comes.
#[tokio::test]
async fn these_addresses_ask_and_do_nothing_before() {
    let named = [
        "POST /account/password InItsForm",
        "POST /account/factor InItsForm",
        "POST /account/passkeys OnAPage(AddPasskey)",
        "POST /account/elsewhere OnAPage(TieIdentity)",
        "GET /people.xlsx OnAPage(ExportRoster)",
        "POST /people/{id}/transfers/{transfer}/elsewhere OnAPage(CloseRecord)",
        "POST /people/{id}/visits/{visit}/edit OnAPageFor(CorrectDeath)",
        "POST /people/{id}/visits/{visit}/withdrawal OnAPageFor(CorrectDeath)",
        "POST /people/{id}/standing/death OnAPage(CorrectDeath)",
        "POST /people/{id}/closing OnAPage(CloseRecord)",
        "POST /people/{id}/standing/closing OnAPage(CloseRecord)",
        "POST /people/{id}/own-door/cards/new OnAPageFor(IssueCard)",
        "POST /people/{id}/own-door/safety/{holder} OnAPageFor(LiftSafety)",
        "POST /staff/new OnAPageFor(GivePost)",
        "POST /staff/{id}/password OnAPage(GivePassword)",
        "POST /staff/{id}/factor OnAPage(TakeFactorOff)",
        "POST /staff/{id}/identity OnAPage(UntieIdentity)",
        "POST /staff/{id}/closing OnAPage(CloseAccount)",
        "POST /staff/{id}/opening OnAPage(GivePassword)",
        "POST /staff/{id}/posts/new OnAPageFor(GivePost)",
        "POST /staff/{id}/posts/{post}/transfer OnAPageFor(GivePost)",
        "POST /staff/{id}/posts/{post}/handover OnAPageFor(HandOver)",
        "POST /security/posts/{post} OnAPage(ConfirmPost)",
        "GET /audit.xlsx OnAPage(ExportLog)",
        #[cfg(feature = "pdf")]
        "GET /print/villages/{village}/follow-up.pdf OnAPage(PrintVillage)",
        #[cfg(feature = "pdf")]
        "GET /print/villages/{village}/supplement.pdf OnAPage(PrintVillage)",
    ];
    let asking = addresses().list.into_iter().filter(|one| one.asks != Asks::Nothing);
    let found: Vec<String> =
        asking.map(|one| format!("{} {} {:?}", one.method, one.path, one.asks)).collect();
    assert_eq!(found, named);

    let (app, death) = with_a_death(xinan_db::Engine::Sqlite).await;
    let county = app.staff_of(COUNTY).await;
    let village = format!("/print/villages/{VILLAGE}");
    let files =
        ["/people.xlsx".to_owned(), format!("{village}/follow-up.pdf"), format!("{village}/supplement.pdf")];
    for file in &files {
        let to = county.get(file).await.has_status(303).location;
        assert!(to.starts_with("/account/confirm?to=%2F"), "{to}");
        county.get(&to).await.has_status(200).shows("请再确认一次").shows("name=\"password\"").hides(NAME);
    }
    county
        .post(&death, &[REASON])
        .await
        .has_status(200)
        .shows("请再确认一次")
        .shows("更正 李春生 的死亡记录");
    for form in ["/account/password", "/account/factor"] {
        let sent = [("do", "begin"), ("new_password", "vq7 kdw2 xep"), ("new_again", "vq7 kdw2 xep")];
        county.post(form, &sent).await.has_status(422).shows("请填现在的密码");
    }
    for done in
        ["roster.export", "forms.print_batch", "standing.corrected", "password.change", "factor.begin"]
    {
        assert_eq!(app.entries(done).await, 0, "{done}");
    }
}

#[tokio::test]
async fn what_is_confirmed_is_this_once_this_very_act_and_this_session() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME, "周桂兰"]).await;
        let (staff, colleague) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
        let file = workbook(&staff, "/people.xlsx?region=429971101209").await;
        let other = workbook(&staff, "/people.xlsx").await;
        confirms(&staff, &file, STAFF_PASSWORD).await.has_status(303).leads_to(&entry_of(&file));
        // Another address, another session, another entry: each asks for itself.
        for asks in [
            staff.get("/people.xlsx").await,
            colleague.get(&file).await,
            staff.get(&other).await,
            staff.get(&format!("{file}&more=1")).await,
        ] {
            assert!(asks.has_status(303).location.starts_with("/account/confirm?"));
        }
        let book = staff.get(&file).await.has_status(200);
        assert_eq!(&book.bytes[..2], b"PK");
        staff.get(&file).await.has_status(303);
        assert_eq!((app.entries("confirm").await, app.entries("roster.export").await), (1, 3), "{engine:?}");
        // Twice at once from one confirmation is once.
        confirms(&staff, &other, STAFF_PASSWORD).await.has_status(303);
        let (one, two) = tokio::join!(staff.get(&other), staff.get(&other));
        let mut both = [one.status.as_u16(), two.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 303], "{engine:?}");
        // And of two files each has its own.
        let two = [
            workbook(&staff, "/people.xlsx").await,
            workbook(&staff, "/people.xlsx?region=429971101209").await,
        ];
        for file in &two {
            confirms(&staff, file, STAFF_PASSWORD).await.has_status(303);
        }
        let (one, two) = tokio::join!(staff.get(&two[0]), staff.get(&two[1]));
        assert_eq!([one.status.as_u16(), two.status.as_u16()], [200, 200], "{engine:?}");
        // Five minutes, and no more.
        for (minutes, status) in [(4, 200), (5, 303)] {
            let file = workbook(&staff, "/people.xlsx").await;
            confirms(&staff, &file, STAFF_PASSWORD).await.has_status(303);
            staff.after(&app, minutes).await.get(&file).await.has_status(status);
        }
        // What is over is forgotten.
        crate::account::tidy::tidy(&app.later(10).await).await.unwrap();
        let mut tx = app.app.db().read().await.unwrap();
        assert!(tx.rows("select id from confirmations", &[]).await.unwrap().is_empty());
    }
}

/// The name that was searched for stands in the address of the workbook, and not in what is kept of it.
#[tokio::test]
async fn a_search_goes_along_and_is_kept_nowhere() {
    let app = TestApp::with_people(VILLAGE, &[NAME, "周桂兰"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    // Not even in the address any more: the entry knows it, sealed.
    let file = workbook(&staff, "/people.xlsx?q=%E6%9D%8E").await;
    assert!(file.starts_with("/people.xlsx?disclosure=") && !file.contains('%'), "{file}");
    let asks = staff.get(&file).await.has_status(303).location;
    staff.get(&asks).await.has_status(200).shows(&format!("value=\"{file}\""));
    confirms(&staff, &file, STAFF_PASSWORD).await.has_status(303).leads_to(&entry_of(&file));
    // The page stays, and the file comes by itself.
    let offered = staff.get(&entry_of(&file)).await.has_status(200).shows("文件马上下载");
    assert_eq!(offered.headers["refresh"], format!("0; url={file}"));
    let book = staff.get(&file).await.has_status(200);
    let book = xinan_documents::intake::read(&book.bytes, "a.xlsx", &Default::default()).unwrap();
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    let cells: Vec<String> = cells.map(xinan_documents::intake::Cell::text).collect();
    assert!(cells.iter().any(|cell| cell == NAME) && cells.iter().all(|cell| cell != "周桂兰"));
}

#[tokio::test]
async fn a_wrong_password_is_said_counted_and_bounded() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let file = workbook(&staff, "/people.xlsx").await;
    let file = file.as_str();
    confirms(&staff, file, "").await.has_status(422).shows("请填现在的密码");
    for _ in 0..10 {
        let page = confirms(&staff, file, "guess").await.has_status(422);
        page.shows("现在的密码不对").shows(&format!("value=\"{file}\"")).hides("guess");
    }
    let page = confirms(&staff, file, STAFF_PASSWORD).await.has_status(429).shows("请 15 分钟后再试");
    assert_eq!(page.headers["retry-after"], "900");
    staff.get(file).await.has_status(303);
    staff.in_english().get("/account/confirm?to=/people.xlsx").await.has_status(200).shows("once more");
    let later = staff.after(&app, 15).await;
    confirms(&later, file, STAFF_PASSWORD).await.has_status(303);
    later.get(file).await.has_status(200);
    assert_eq!((app.entries("sign_in.failed").await, app.entries("sign_in.locked").await), (9, 1));
}

/// Nobody is led out of the house, nor anywhere but to what asks.
#[tokio::test]
async fn the_way_leads_to_a_file_that_asks_and_nowhere_else() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    for to in [
        "",
        "/people",
        "//elsewhere.test/people.xlsx",
        "https://elsewhere.test",
        "/\\elsewhere.test",
        "/people.xlsx/x",
        "/账",
    ] {
        staff.post("/account/confirm", &[("to", to), ("password", STAFF_PASSWORD)]).await.has_status(404);
        let query = serde_urlencoded::to_string([("to", to)]).unwrap();
        staff.get(&format!("/account/confirm?{query}")).await.has_status(404);
    }
    assert_eq!(app.entries("confirm").await, 0);
    app.stranger().get("/account/confirm?to=/people.xlsx").await.has_status(303).leads_to("/sign-in");
}

/// A post that may not have a file hears nothing of it: neither what it is called nor that there is one.
#[tokio::test]
async fn what_a_post_may_not_have_is_like_what_is_not_there() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let worker = app.staff_of(TOWNSHIP).await;
    let file = workbook(&worker, "/people.xlsx").await;
    for (staff, to) in [
        (app.staff_of(VILLAGE).await, file.as_str()),
        (app.staff_of(VILLAGE).await, "/people.xlsx"),
        (app.administrator_of(COUNTY).await, file.as_str()),
        (app.security_of(COUNTY).await, "/audit.xlsx?acts=looks"),
        (worker.clone(), "/audit.xlsx"),
        (app.auditor_of(COUNTY).await, "/people.xlsx"),
    ] {
        let page = async |to: &str| {
            let query = serde_urlencoded::to_string([("to", to)]).unwrap();
            staff.get(&format!("/account/confirm?{query}")).await.has_status(404).text
        };
        assert_eq!(page(to).await, page("/nowhere.xlsx").await, "{to}");
        let shown = [("to", to), ("password", STAFF_PASSWORD)];
        staff.post("/account/confirm", &shown).await.has_status(404);
    }
    assert_eq!(app.entries("confirm").await, 0);
    confirms(&worker, &file, STAFF_PASSWORD).await.has_status(303);
}

/// Between the password and the act somebody else may have changed what it is about: that is asked anew, and not done.
#[tokio::test]
async fn what_changes_between_confirming_and_acting_is_asked_anew() {
    /// A handler that has read one thing twice, and another from then on.
    async fn act(
        Extension(runs): Extension<Arc<AtomicUsize>>,
        confirmed: Confirmed,
    ) -> Result<&'static str, Problem> {
        let now_so =
            if runs.fetch_add(1, Ordering::SeqCst) < 2 { "交给 王敏。" } else { "交给 王勉。" };
        confirmed.needed(|| now_so.to_owned())?;
        Ok("done")
    }
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let asked = Asked {
            method: Method::POST,
            path: "/acts",
            guard: Guard::Own,
            what: What::HandOver,
            says: None,
        };
        let asking = Asking::at(app.app.clone(), std::iter::once(asked));
        let router = Router::new()
            .route("/acts", post(act).route_layer(Extension(Guard::Own)))
            .layer(Extension(Arc::new(AtomicUsize::new(0))))
            .layer(from_fn_with_state(asking, ask))
            .with_state(app.app.clone());
        let staff = app.staff_of(TOWNSHIP).await.at(&router);
        let asked = staff.post("/acts", &[]).await.has_status(200).shows("交给 王敏");
        let shown = [("confirms", asked.mark().unwrap()), ("password", STAFF_PASSWORD)];
        let anew = staff.post("/acts", &shown).await.has_status(409).shows("交给 王勉").hides("交给 王敏");
        let anew = anew.shows("和您刚才看到的不一样了");
        // What was confirmed of the first is none of the second, and the old page is none of it either.
        staff.post("/acts", &[]).await.has_status(200).shows("交给 王勉");
        staff.post("/acts", &shown).await.has_status(409);
        let shown = [("confirms", anew.mark().unwrap()), ("password", STAFF_PASSWORD)];
        assert_eq!(staff.post("/acts", &shown).await.has_status(200).text, "done", "{engine:?}");
        assert_eq!(app.entries("confirm").await, 2);
    }
}

/// What was typed goes along, a refusal uses nothing up, and a form of another session is refused as ever.
#[tokio::test]
async fn a_death_is_corrected_once_it_is_confirmed() {
    for engine in engines() {
        let (app, at) = with_a_death(engine).await;
        let county = app.staff_of(COUNTY).await;
        let asked = county.post(&at, &[REASON]).await.has_status(200);
        let asked = asked
            .shows(&format!("action=\"{at}\""))
            .shows("name=\"standing_reason\" value=\"名册记的是同名的另一位\"");
        let mark = asked.mark().unwrap().to_owned();
        let with = |password| [REASON, ("confirms", mark.as_str()), ("password", password)];
        let wrong = county.post(&at, &with("guess")).await.has_status(422).shows("现在的密码不对");
        wrong.shows("value=\"名册记的是同名的另一位\"").hides("guess");
        county.with_key("another").post(&at, &with(STAFF_PASSWORD)).await.has_status(403);
        assert_eq!(app.entries("standing.corrected").await, 0, "{engine:?}");
        // No reason given: said as ever, and nothing is confirmed of what is not to be done. With one it is done.
        let shown = [("confirms", mark.as_str()), ("password", STAFF_PASSWORD)];
        county.post(&at, &shown).await.has_status(422).shows("f-standing_reason");
        county.post(&at, &[REASON]).await.has_status(200).shows("更正 李春生 的死亡记录");
        county.post(&at, &with(STAFF_PASSWORD)).await.has_status(303);
        assert_eq!((app.entries("standing.corrected").await, app.entries("confirm").await), (1, 1));
        // Done is done: there is nothing to confirm any more.
        county.post(&at, &[REASON]).await.has_status(303);
        // Who may not is told so, and not asked.
        app.staff_of(TOWNSHIP).await.post(&at, &[REASON]).await.has_status(403);
    }
}

/// What is about to happen is said in one sentence, and it is that sentence that is confirmed.
#[tokio::test]
async fn the_page_that_asks_names_who_what_and_where() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME]).await;
        let keeper = app.administrator_of(COUNTY).await;
        let (account, post) = (xinan_db::new_id().to_string(), xinan_db::new_id().to_string());
        let of = |name| {
            [
                ("account_id", account.as_str()),
                ("post_id", post.as_str()),
                ("name", name),
                ("login", "wangmin"),
                ("kind", "1"),
                ("region", VILLAGE),
                ("office", "柳河村卫生室"),
                ("from", "2026-11-21"),
            ]
        };
        let asked = keeper.post("/staff/new", &of("王敏")).await.has_status(200);
        let asked = asked
            .shows("给 王敏 开账号 wangmin")
            .shows("柳河村 村医")
            .shows("单位：柳河村卫生室")
            .shows("从 2026-11-21 起");
        let mark = asked.mark().unwrap();
        let wrong = [&of("王敏")[..], &[("confirms", mark), ("password", "guess")]].concat();
        keeper
            .post("/staff/new", &wrong)
            .await
            .has_status(422)
            .shows("给 王敏 开账号")
            .shows("现在的密码不对");
        assert_eq!(app.entries("staff.account_added").await, 0, "{engine:?}");
        // The password for what was read is none for somebody else: it is asked anew, and not even looked at.
        let other = [&of("王勉")[..], &[("confirms", mark), ("password", STAFF_PASSWORD)]].concat();
        let anew = keeper.post("/staff/new", &other).await.has_status(409);
        anew.shows("给 王勉 开账号").shows("和您刚才看到的不一样了").hides(mark);
        assert_eq!((app.entries("confirm").await, app.entries("staff.account_added").await), (0, 0));
        let right = [&of("王敏")[..], &[("confirms", mark), ("password", STAFF_PASSWORD)]].concat();
        keeper.post("/staff/new", &right).await.has_status(200).shows("只在这里显示一次");

        let member = format!("/staff/{}", account.replace('-', ""));
        for (path, says) in
            [("password", "给 王敏（wangmin）发新密码"), ("closing", "停用 王敏（wangmin）的账号")]
        {
            keeper.post(&format!("{member}/{path}"), &[]).await.has_status(200).shows(says);
        }
        // A file says what and to whom.
        let staff = app.staff_of(TOWNSHIP).await;
        let file = workbook(&staff, "/people.xlsx").await;
        let asks = staff.get(&file).await.has_status(303).location;
        let page = staff.get(&asks).await.has_status(200).shows("名册（Excel）").shows("清溪镇 1 人");
        page.shows("交给：清溪镇卫生院存档");
        // To nobody else.
        app.staff_of(TOWNSHIP).await.get(&asks).await.has_status(200).hides("清溪镇卫生院存档");
        let auditor = app.auditor_of(COUNTY).await;
        let log = auditor.get("/account/confirm?to=%2Faudit.xlsx%3Facts%3Dlooks").await.has_status(200);
        log.shows("取走 2026-11-15 到 2026-11-21 的查阅记录：看患者资料");
        let to = "/audit.xlsx?acts=looks";
        let on = confirms(&auditor, to, STAFF_PASSWORD)
            .await
            .has_status(303)
            .leads_to("/audit?acts=looks&done=confirmed");
        auditor
            .get(&on.location)
            .await
            .has_status(200)
            .shows("五分钟内可以下载一次")
            .shows("/audit.xlsx?acts=looks");
        auditor.get(to).await.has_status(200);
    }
}

/// What was confirmed of one person is not confirmed of another, whatever the address.
#[tokio::test]
async fn another_sentence_is_another_act() {
    let app = TestApp::new().await;
    let keeper = app.administrator_of(COUNTY).await;
    let ids = [xinan_db::new_id().to_string(), xinan_db::new_id().to_string()];
    let form = |name: &'static str, more: &[(&'static str, &str)]| {
        let mut all = vec![("account_id", ids[0].clone()), ("post_id", ids[1].clone())];
        let said = [("name", name), ("login", "wangmin"), ("kind", "1"), ("region", VILLAGE)];
        let more = said.iter().chain(&[("office", "柳河村卫生室"), ("from", "2026-11-21")]).chain(more);
        all.extend(more.map(|(field, said)| (*field, (*said).to_owned())));
        all
    };
    let post = async |pairs: Vec<(&str, String)>| {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(field, said)| (*field, said.as_str())).collect();
        keeper.post("/staff/new", &pairs).await
    };
    // Confirmed of the first, used up by nothing.
    let mut tx = app.app.db().read().await.unwrap();
    assert!(tx.rows("select id from confirmations", &[]).await.unwrap().is_empty());
    drop(tx);
    let asked = post(form("王敏", &[])).await.has_status(200);
    let mark = asked.mark().unwrap();
    post(form("王敏", &[("confirms", mark), ("password", STAFF_PASSWORD)])).await.has_status(200);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update confirmations set used_at = null", &[]).await.unwrap();
    tx.execute("delete from posts where id in (select id from posts where office = '柳河村卫生室')", &[])
        .await
        .unwrap();
    tx.execute("delete from accounts where login = 'wangmin'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    post(form("王勉", &[])).await.has_status(200).shows("给 王勉 开账号").shows("name=\"confirms\"");
    post(form("王敏", &[])).await.has_status(200).shows("只在这里显示一次");
}

/// Where there is a second factor, the password does not do.
#[tokio::test]
async fn with_a_second_factor_its_code_is_asked_for() {
    for engine in engines() {
        let (app, at) = with_a_death(engine).await;
        let county = app.staff_of(COUNTY).await;
        let secret = set_up(&app, &county, STAFF_PASSWORD).await.0;
        let file = workbook(&county, "/people.xlsx").await;
        let file = file.as_str();
        let page = county.get("/account/confirm?to=/people.xlsx").await.has_status(200);
        page.shows("name=\"code\"").hides("name=\"password\"");
        confirms(&county, file, STAFF_PASSWORD).await.has_status(422).shows("请填手机上现在显示的 6 位数字");
        let [now, later] = codes_of(&app, &secret, [0, 2]);
        // The code with which it was set up is used.
        county.confirms(file, &[("code", &now)]).await.has_status(422).shows("已经用过");
        let then = county.after(&app, 2).await;
        let done = then.confirms(file, &[("code", &later)]).await.has_status(303);
        done.leads_to(&entry_of(file));
        then.get(file).await.has_status(200);
        // The same code confirms nothing else.
        then.post_shown(&at, &[REASON], &[("code", &later)])
            .await
            .has_status(422)
            .shows("已经用过")
            .shows("名册记的是同名的另一位");
        let [next] = codes_of(&app, &secret, [3]);
        let then = county.after(&app, 3).await;
        then.post_shown(&at, &[REASON], &[("code", &next)]).await.has_status(303);
        assert_eq!(
            (app.entries("confirm").await, app.entries("standing.corrected").await),
            (2, 1),
            "{engine:?}"
        );
    }
}

/// A file that is not there was not fetched: what was confirmed is still good, until its five minutes are over.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn what_is_out_of_reach_looks_like_what_is_absent_when_confirmed_too() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let neighbour = app.staff_of("429971102").await;
    for village in [VILLAGE, "429971101999"] {
        let file = format!("/print/villages/{village}/follow-up.pdf");
        confirms(&neighbour, &file, STAFF_PASSWORD).await.has_status(303);
        for _ in 0..2 {
            neighbour.get(&file).await.has_status(404).hides(NAME);
        }
    }
}
