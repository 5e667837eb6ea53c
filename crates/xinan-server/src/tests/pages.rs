//! Every page there is, in both languages: whole, nothing inline, no word that hurts.

use axum::Router;
use axum::middleware;
use axum::routing::get;
use xinan_domain::text::Lang;

use super::{Answer, STAFF_PASSWORD, Staff, TestApp, well_but};
use crate::account::elsewhere::tests as elsewhere;
use crate::account::factor::tests as factor;
use crate::gallery::check::faults;
use crate::intake::job::work_once;
use crate::portal::tests::{PAGES, come_in, issue, sending};
use crate::shell::actor::PostKind;
use crate::shell::problem::{Problem, dress};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";

const FIRST: &str = "019aa000000070008000000000000001";
const SECOND: &str = "019aa000000070008000000000000002";
const THIRD: &str = "019aa000000070008000000000000003";

// words-ok: the words that must not occur are named here so that they can be looked for. 肇事 is not among
// them: it is an answer of the official form, which the page of a visit must show as it is printed.
const HURTING: [&str; 11] = [
    "管控",
    "稳控",
    "监控",
    "失控",
    "脱管",
    "高危",
    "重点人员",
    "精神病人",
    "非法输入",
    "操作失败",
    "参数错误",
];

/// A page, or a part of one, has every text and nothing that its policy or a reader would mind.
#[track_caller]
fn is_whole(what: &str, lang: Lang, answer: &Answer) {
    let html = &answer.text;
    assert_eq!(faults(html), Vec::<String>::new(), "{what} {lang:?}");
    for forbidden in [" style=\"", "<style", " onclick=", " onload=", "javascript:", "hx-on"] {
        assert!(!html.contains(forbidden), "{forbidden} in {what}");
    }
    for word in HURTING {
        assert!(!html.contains(word), "{word} in {what}");
    }
    let text_of = |tag: &str| -> Vec<String> {
        let open = [format!("<{tag}>"), format!("<{tag} ")];
        let at = open.iter().flat_map(|open| html.split(open.as_str()).skip(1)).collect::<Vec<_>>();
        let plain = |inside: &str| {
            let all = inside.split('<').map(|piece| piece.rsplit('>').next().unwrap_or(""));
            all.collect::<String>().trim().to_owned()
        };
        at.iter().map(|inside| plain(inside.split(&format!("</{tag}>")).next().unwrap())).collect()
    };
    for tag in ["title", "h1", "h2", "h3", "legend", "caption", "th"] {
        for text in text_of(tag) {
            // What stands for a text that is missing: nothing, a key, or a place that was not filled.
            let is_key = text.contains('_') && !text.contains(char::is_whitespace);
            assert!(
                !text.is_empty() && !is_key && !text.contains("{}"),
                "<{tag}> «{text}» in {what} {lang:?}"
            );
        }
    }
    if html.contains("<html") {
        let head = html.split_once("<head").map_or("", |(head, _)| head);
        let said = if lang == Lang::En { "lang=\"en\"" } else { "lang=\"zh-CN\"" };
        assert!(head.contains(said), "{what} {lang:?}: {head}");
        let (headings, titles) = (text_of("h1").len(), html.split("</head>").next().unwrap());
        assert!(titles.matches("<title>").count() == 1, "a title of {what}");
        assert_eq!(headings, 1, "headings of {what}");
    }
}

/// Both readers of a page.
fn readers(staff: &Staff) -> [(Lang, Staff); 2] {
    [(Lang::Zh, staff.clone()), (Lang::En, staff.in_english())]
}

/// Pages that are only opened.
async fn are_whole(staff: &Staff, addresses: &[String]) {
    for (lang, reader) in readers(staff) {
        for address in addresses {
            let answer = reader.get_confirmed(address).await;
            assert_eq!(answer.location, "", "{address} leads elsewhere");
            is_whole(address, lang, &answer.has_status(200));
        }
    }
}

/// A form that is sent and answered with a page.
async fn answer_is_whole(staff: &Staff, address: &str, pairs: &[(&str, &str)], status: u16) {
    for (lang, reader) in readers(staff) {
        is_whole(address, lang, &reader.post(address, pairs).await.has_status(status));
    }
}

/// The same, confirmed where that is asked; the page that asks is whole too.
async fn confirmed_answer_is_whole(staff: &Staff, address: &str, pairs: &[(&str, &str)], status: u16) {
    for (lang, reader) in readers(staff) {
        is_whole(address, lang, &reader.post(address, pairs).await);
        is_whole(address, lang, &reader.post_confirmed(address, pairs).await.has_status(status));
    }
}

#[tokio::test]
async fn lists_figures_and_the_person_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let id = app.id_of("李春生").await;
    let mut addresses: Vec<String> = [
        "/?group=overdue&page=1",
        "/people",
        "/people?page=1&q=lcs",
        "/people?page=1&q=nobody",
        "/people?status=0&overdue=1",
        "/stats",
        "/stats/managed",
        "/stats/managed/people",
        "/import",
        "/people/new",
        "/dev/ui",
    ]
    .map(str::to_owned)
    .to_vec();
    for page in ["", "/visits", "/visits/new", "/access", "/edit"] {
        addresses.push(format!("/people/{id}{page}"));
    }
    are_whole(&app.staff_of(COUNTY).await, &addresses).await;
    for region in [COUNTY, TOWNSHIP, VILLAGE] {
        are_whole(&app.staff_of(region).await, &["/".to_owned()]).await;
    }
    app.staff_of(COUNTY).await.in_english().get("/").await.shows("People");
}

#[tokio::test]
async fn every_page_of_a_visit_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let visits = format!("{person}/visits");
    let with = |id: &'static str, note: &'static str| well_but(&[("visit_id", id), ("note", note)]);

    // Refused: every complaint at once, and a second visit of one day.
    answer_is_whole(&staff, &visits, &[("visit_id", FIRST)], 422).await;
    let wrong = well_but(&[("visit_id", FIRST), ("risk", "7"), ("visited_on", "2026-11-22")]);
    answer_is_whole(&staff, &visits, &wrong, 422).await;
    staff.post(&visits, &with(FIRST, "种上了蒜")).await.has_status(303);
    answer_is_whole(&staff, &visits, &with(SECOND, "晚上又打了电话"), 422).await;
    answer_is_whole(&staff, &format!("{visits}/judge"), &with(SECOND, ""), 200).await;
    answer_is_whole(&staff, &format!("{person}/contacts"), &[("contact_id", FIRST)], 422).await;

    let first = format!("{visits}/{FIRST}");
    let edit = format!("{first}/edit");
    are_whole(&staff, &[first.clone(), edit.clone(), format!("{person}?done=visit")]).await;
    // Whoever did not enter it gives a reason.
    let colleague = app.staff_of(TOWNSHIP).await;
    are_whole(&colleague, std::slice::from_ref(&edit)).await;
    answer_is_whole(&colleague, &edit, &with(SECOND, "改正"), 422).await;

    staff.post(&edit, &with(SECOND, "夜里睡得好")).await.has_status(303);
    // Somebody who still has the former version open: the conflict; and the former version itself.
    answer_is_whole(&colleague, &edit, &with(THIRD, "蒜出芽了"), 409).await;
    let second = format!("{visits}/{SECOND}");
    are_whole(&staff, &[first, second, visits, format!("{person}?done=edit")]).await;
}

#[tokio::test]
async fn every_page_of_a_persons_form_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let edit = format!("/people/{}/edit", app.id_of("李春生").await);
    answer_is_whole(&staff, "/people/new", &[("case_id", FIRST)], 422).await;
    // Refused, and with everybody's newer version.
    let stale = [("form_id", FIRST), ("based_on", SECOND), ("name", "李春生")];
    answer_is_whole(&staff, &edit, &stale, 409).await;
    for done in ["registered", "edited", "same"] {
        are_whole(&staff, &[edit.replace("/edit", &format!("?done={done}"))]).await;
    }
}

#[tokio::test]
async fn every_page_of_an_import_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let path = format!("{}/../../testdata/township-messy/名册.xlsx", env!("CARGO_MANIFEST_DIR"));
    let roster = std::fs::read(path).unwrap();
    for (lang, reader) in readers(&staff) {
        for (name, bytes) in [("a.xls", &b"\xD0\xCF\x11\xE0"[..]), ("空.xlsx", b""), ("b.pdf", b"%PDF-1.7")]
        {
            let refused = reader.upload("/import", &[(name, bytes)]).await.has_status(422);
            is_whole(&format!("import refuses {name}"), lang, &refused);
        }
    }
    let brought =
        || async { staff.upload("/import", &[("名册.xlsx", &roster)]).await.has_status(303).location };
    let address = brought().await;
    let pages = [address.clone(), format!("{address}?done=columns"), format!("{address}?part=progress")];
    are_whole(&staff, &pages[..2]).await;
    staff.post(&address, &[("do", "good")]).await.has_status(303);
    are_whole(&staff, &pages).await;
    while work_once(&app.app).await.unwrap() {}
    are_whole(&staff, &pages).await;
    // The same once more, which is known already, and given up.
    let again = brought().await;
    are_whole(&staff, std::slice::from_ref(&again)).await;
    staff.post(&again, &[("do", "drop")]).await.has_status(303);
    are_whole(&staff, &[again, "/import".to_owned()]).await;
}

#[tokio::test]
async fn signing_in_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    app.add_account().await;
    let stranger = app.stranger();
    are_whole(&stranger, &["/sign-in".to_owned()]).await;
    answer_is_whole(&stranger, "/sign-in", &[("login", "liu"), ("password", "x")], 422).await;
    for _ in 0..10 {
        stranger.post("/sign-in", &[("login", "liu"), ("password", "x")]).await;
    }
    answer_is_whole(&stranger, "/sign-in", &[("login", "liu"), ("password", "x")], 429).await;
}

#[tokio::test]
async fn passkeys_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let here = "/account/passkeys";
    are_whole(&staff, &[here.to_owned()]).await;
    factor::set_up(&app, &staff, STAFF_PASSWORD).await;
    are_whole(&staff, &[here.to_owned(), format!("{here}?done=removed")]).await;
    // Where the house has a name.
    let app = TestApp::new().await;
    app.app.reached_at("https://xinan.example".to_owned());
    app.add_account().await;
    let staff = factor::signed_in(&app).await;
    let (_, recovery) = factor::set_up(&app, &staff, factor::RIGHT).await;
    are_whole(&staff, &[here.to_owned()]).await;
    answer_is_whole(&staff, here, &[("name", "我的手机")], 200).await;
    let named = [("name", "我的手机"), ("confirms", "1"), ("recovery", recovery[0].as_str())];
    staff.post(here, &named).await.has_status(303);
    are_whole(&staff, &[format!("{here}/adding")]).await;
    answer_is_whole(&staff, &format!("{here}/adding"), &[("passkey", "{}")], 422).await;
}

#[tokio::test]
async fn an_identity_elsewhere_is_whole_in_both_languages() {
    let (app, idp) = elsewhere::house(xinan_db::Engine::Sqlite).await;
    let (here, desk) = ("/account/elsewhere", factor::signed_in(&app).await);
    let pages = ["/account", here].map(str::to_owned);
    are_whole(&app.stranger(), &["/sign-in".to_owned()]).await;
    are_whole(&desk, &pages).await;
    answer_is_whole(&desk, here, &[], 200).await;
    let begun = desk.post(here, &[("confirms", "1"), ("password", factor::RIGHT)]).await.has_status(303);
    are_whole(&desk.with_cookies_of(&begun).await, &[format!("{here}/going")]).await;
    // Not tied: to whoever signs in with it, and to the owner of another account.
    is_whole(
        "an identity of nobody",
        Lang::Zh,
        &elsewhere::comes(&idp, &app.stranger()).await.has_status(422),
    );
    let english = app.stranger().in_english();
    is_whole("an identity of nobody", Lang::En, &elsewhere::comes(&idp, &english).await.has_status(422));
    elsewhere::ties(&idp, &desk, factor::RIGHT).await.has_status(303);
    are_whole(&desk, &pages).await;
    are_whole(&desk, &["tied", "untied"].map(|done| format!("{here}?done={done}"))).await;
    app.add_account_named("chen").await;
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "chen"), ("password", factor::RIGHT)]).await;
    let chen = stranger.with_cookies_of(&begun.has_status(303)).await;
    is_whole("somebody else's", Lang::Zh, &elsewhere::ties(&idp, &chen, factor::RIGHT).await.has_status(422));
    let chen = chen.in_english();
    is_whole("somebody else's", Lang::En, &elsewhere::ties(&idp, &chen, factor::RIGHT).await.has_status(422));
    // What an administrator sees.
    let keeper = app.administrator_of(COUNTY).await.over_https();
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id from accounts where login = 'liu'", &[]).await.unwrap();
    let page = format!("/staff/{}", rows[0].id("id").unwrap().simple());
    tx.commit().await.unwrap();
    are_whole(&keeper, &["", "/identity", "?done=identity"].map(|at| format!("{page}{at}"))).await;
    answer_is_whole(&keeper, &format!("{page}/identity"), &[], 200).await;
}

#[tokio::test]
async fn the_second_factor_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let here = "/account/factor";
    let confirm = "/account/confirm?to=/people.xlsx";
    are_whole(&staff, &[here.to_owned(), confirm.to_owned()]).await;
    answer_is_whole(&staff, here, &[("do", "begin")], 422).await;
    answer_is_whole(&staff, "/account/confirm", &[("to", "/people.xlsx")], 422).await;
    staff.post(here, &[("do", "begin"), ("password", STAFF_PASSWORD)]).await.has_status(303);
    are_whole(&staff, &[here.to_owned()]).await;
    answer_is_whole(&staff, here, &[("do", "confirm"), ("code", "1")], 422).await;
    staff.post(here, &[("do", "leave")]).await.has_status(303);
    for lang in [Lang::Zh, Lang::En] {
        let other = app.staff_of(TOWNSHIP).await;
        let secret = factor::begun(&other, STAFF_PASSWORD).await;
        let [code] = factor::codes_of(&app, &secret, [0]);
        let reader = if lang == Lang::En { other.in_english() } else { other.clone() };
        let done = reader.post(here, &[("do", "confirm"), ("code", &code)]).await.has_status(200);
        is_whole("recovery codes", lang, &done);
        are_whole(&other, &[here.to_owned(), "/account?done=factor-off".to_owned(), confirm.to_owned()])
            .await;
        answer_is_whole(&other, here, &[("do", "end"), ("password", "x")], 422).await;
    }
    // Signed in by half.
    app.add_account().await;
    let liu = factor::signed_in(&app).await;
    factor::set_up(&app, &liu, "right-horse-7").await;
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", "right-horse-7")]).await;
    let half = stranger.with_cookies_of(&begun.has_status(303)).await;
    are_whole(&half, &["/sign-in/code".to_owned(), "/sign-in?late=1".to_owned()]).await;
    answer_is_whole(&half, "/sign-in/code", &[("code", "1")], 422).await;
    answer_is_whole(&half, "/sign-in/code", &[("recovery", "1")], 422).await;
}

#[tokio::test]
async fn the_own_account_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    for region in [VILLAGE, TOWNSHIP, COUNTY] {
        let staff = app.staff_of(region).await;
        let all = ["", "?done=one", "?done=others", "?done=password"].map(|done| format!("/account{done}"));
        are_whole(&staff, &all).await;
        let sent = [("old_password", "x"), ("new_password", "短"), ("new_again", "长")];
        answer_is_whole(&staff, "/account/password", &sent, 422).await;
    }
}

#[tokio::test]
async fn keeping_staff_and_institutions_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    app.staff_of(VILLAGE).await;
    let keeper = app.administrator_of(COUNTY).await;
    let mut tx = app.app.db().read().await.unwrap();
    let post = tx.rows("select id, account_id, region from posts order by region desc", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let of = |at: usize, name: &str| post[at].id(name).unwrap().simple().to_string();
    let (doctor, own) =
        (format!("/staff/{}", of(0, "account_id")), format!("/staff/{}", of(1, "account_id")));
    let its_post = format!("{doctor}/posts/{}", of(0, "id"));
    let centre = [
        ("version", FIRST),
        ("name", "清溪镇卫生院"),
        ("kind", "5"),
        ("region", TOWNSHIP),
        ("valid_from", "2020-01-01"),
    ];
    keeper.post("/institutions/new", &centre).await.has_status(303);
    let one = format!("/institutions/{FIRST}");
    let mut pages: Vec<String> = [
        "/staff",
        "/staff?q=nobody",
        "/staff/new",
        "/institutions",
        "/institutions?q=nobody",
        "/institutions/new",
    ]
    .map(str::to_owned)
    .to_vec();
    pages.extend(
        ["", "/edit", "/end", "?done=added", "?done=corrected", "?done=ended"].map(|at| format!("{one}{at}")),
    );
    for page in [&doctor, &own] {
        pages.extend(
            ["", "/password", "/factor", "/closing", "/opening", "/posts/new"]
                .map(|at| format!("{page}{at}")),
        );
    }
    for done in ["already", "closed", "ended", "handed", "post", "transferred"] {
        pages.push(format!("{doctor}?done={done}"));
    }
    pages.extend(["/end", "/transfer", "/handover"].map(|at| format!("{its_post}{at}")));
    are_whole(&keeper, &pages).await;
    let two = [("account_id", SECOND), ("post_id", THIRD), ("version", SECOND), ("based_on", FIRST)];
    for address in
        ["/staff/new".to_owned(), "/institutions/new".to_owned(), format!("{one}/edit"), format!("{one}/end")]
    {
        answer_is_whole(&keeper, &address, &two, 422).await;
    }
    for at in ["/end", "/transfer", "/handover"] {
        answer_is_whole(&keeper, &format!("{its_post}{at}"), &two, 422).await;
    }
    confirmed_answer_is_whole(&keeper, &format!("{own}/closing"), &[], 422).await;
    confirmed_answer_is_whole(&keeper, &format!("{doctor}/password"), &[], 200).await;
    // What a hand-over means, to somebody who could take over.
    app.staff_of("429971101210").await;
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select account_id from posts where region = '429971101210'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let successor = rows[0].id("account_id").unwrap().to_string();
    let plan = [("post_id", THIRD), ("successor", successor.as_str()), ("on", "2026-11-21")];
    answer_is_whole(&keeper, &format!("{its_post}/handover"), &plan, 200).await;
    keeper.post_confirmed(&format!("{doctor}/closing"), &[]).await.has_status(303);
    are_whole(&keeper, &["", "/opening", "/posts/new"].map(|at| format!("{doctor}{at}"))).await;
    // One's own posts, of which there may be several.
    are_whole(&app.staff_of(VILLAGE).await, &["/account/posts".to_owned()]).await;
}

#[tokio::test]
async fn the_pages_of_the_three_administrators_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    // Before anybody is there.
    let stranger = app.stranger();
    are_whole(&stranger, &["/setup".to_owned()]).await;
    answer_is_whole(&stranger, "/setup", &[("token", "x"), ("system_login", "a b")], 422).await;
    let security = app.security_of(COUNTY).await;
    let keeper = app.administrator_of(COUNTY).await;
    let given = [
        ("account_id", FIRST),
        ("post_id", SECOND),
        ("name", "王敏"),
        ("login", "wangmin"),
        ("kind", "1"),
        ("region", VILLAGE),
        ("office", "柳河村卫生室"),
        ("from", "2026-11-21"),
    ];
    keeper.post_confirmed("/staff/new", &given).await.has_status(200).shows("安全保密管理员");
    are_whole(&keeper, &[format!("/staff/{FIRST}"), "/staff".to_owned()]).await;
    app.stranger().post("/sign-in", &[("login", "wangmin"), ("password", "x")]).await.has_status(422);
    let pages = ["", "?done=confirmed", "?done=refused", "?done=before", "/sessions", "/sessions?done=ended"];
    let mut all: Vec<String> = pages.iter().map(|at| format!("/security{at}")).collect();
    all.push("/security/factors".to_owned());
    are_whole(&security, &all).await;
    answer_is_whole(&security, &format!("/security/posts/{SECOND}"), &[("do", "confirm")], 200).await;
    let auditor = app.auditor_of(COUNTY).await;
    let pages =
        ["", "?who=nobody", "?who=wangmin", "?from=x", "?acts=administrators", "?house=1&acts=sign_in"];
    are_whole(&auditor, &pages.map(|at| format!("/audit{at}"))).await;
    // Who must have a second factor is told so.
    app.ask_for_second_factor(COUNTY, "administrators").await;
    are_whole(&auditor, &["/account".to_owned(), "/account/factor".to_owned()]).await;
}

#[tokio::test]
async fn every_page_of_consent_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let list = format!("/people/{}/consents", app.id_of("李春生").await);
    let new = format!("{list}/new");
    are_whole(&staff, &[list.clone(), new.clone(), format!("{new}?subject=1"), format!("{new}?subject=4")])
        .await;
    answer_is_whole(&staff, &new, &[("consent_id", FIRST)], 422).await;
    let guardian = [
        ("consent_id", FIRST),
        ("subject", "1"),
        ("decision", "4"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "2"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "9"),
        ("unable_reason", "病情有波动"),
        ("reported_by", "清溪县精神卫生中心"),
        ("reported_on", "2026-11-20"),
        ("remark", "哥哥在场"),
    ];
    staff.post(&new, &guardian).await.has_status(303);
    let back = [
        ("consent_id", SECOND),
        ("subject", "1"),
        ("decision", "2"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "3"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "9"),
    ];
    staff.post(&new, &back).await.has_status(303);
    let (first, second) = (format!("{list}/{FIRST}"), format!("{list}/{SECOND}"));
    are_whole(&staff, &[first.clone(), second.clone(), format!("{second}/correction")]).await;
    answer_is_whole(&staff, &format!("{second}/correction"), &[], 422).await;
    staff
        .upload_sheet(&format!("{second}/papers"), THIRD, "a.png", b"\x89PNG\r\n\x1A\n")
        .await
        .has_status(303);
    is_whole("papers", Lang::Zh, &staff.upload_sheet(&format!("{second}/papers"), FIRST, "a", b"a").await);
    let reason = [("consent_reason", "记错了")];
    staff.post(&format!("{first}/correction"), &reason).await.has_status(303);
    for done in ["consent", "consent_corrected", "consent_paper"] {
        are_whole(&staff, &[format!("{second}?done={done}"), format!("{first}?done={done}")]).await;
    }
    // With something in each of the columns, and on the person's page.
    let person = list.replace("/consents", "");
    are_whole(&staff, &[list.clone(), format!("{person}/visits/new"), person]).await;
}

#[tokio::test]
async fn the_persons_own_door_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let person = app.id_of("李春生").await;
    let stranger = app.stranger();
    // Where no codes are sent, and where they are.
    are_whole(&stranger, &["/my/sign-in".to_owned()]).await;
    let kept = sending(&app).await;
    are_whole(&stranger, &["", "?late=1", "?late=code", "?late=out"].map(|at| format!("/my/sign-in{at}")))
        .await;
    answer_is_whole(&stranger, "/my/sign-in", &[("card", "1")], 422).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let home = format!("/people/{person}/own-door");
    let new = format!("{home}/cards/new");
    are_whole(&staff, &[home.clone(), new.clone(), format!("{new}?holder=person"), "/requests".to_owned()])
        .await;
    answer_is_whole(&staff, &new, &[("card_id", FIRST)], 422).await;
    let number = issue(&staff, &person, None, "13812345678").await;
    issue(&staff, &person, Some(("李春林", "9")), "13812345678").await;
    let inside = come_in(&stranger, &number, &kept, 1).await;
    are_whole(&inside, &["/my/sign-in/code".to_owned()]).await;
    answer_is_whole(&inside, "/my/sign-in/code", &[], 422).await;
    are_whole(&inside, &PAGES.map(str::to_owned)).await;
    answer_is_whole(&inside, "/my/requests/new", &[("request_id", FIRST)], 422).await;
    for kind in ["1", "3"] {
        let id = xinan_db::new_id().to_string();
        let asked = [("request_id", id.as_str()), ("kind", kind), ("asked", "门牌"), ("should_be", "12 号")];
        inside.post("/my/requests/new", &asked).await.has_status(303);
    }
    let exception = format!("{home}/exceptions/new");
    are_whole(&staff, std::slice::from_ref(&exception)).await;
    answer_is_whole(&staff, &exception, &[("exception_id", SECOND)], 422).await;
    let kept_back = [
        ("exception_id", SECOND),
        ("kept", "1"),
        ("doctor", "云大夫"),
        ("reason", "夜里睡不着"),
        ("until", "2027-01-31"),
    ];
    staff.post(&exception, &kept_back).await.has_status(303);
    are_whole(&inside, &["/my/record", "/my/copy", "/my/requests?done=asked"].map(str::to_owned)).await;
    let page = staff.get(&home).await.text;
    let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let links: Vec<String> =
        links.filter(|to| to.starts_with(&format!("{home}/")) || to.starts_with("/requests/")).collect();
    assert!(links.len() >= 8, "{links:?}");
    are_whole(&staff, &links).await;
    for form in links.iter().filter(|to| to.ends_with("/end") || to.contains("/safety/")) {
        answer_is_whole(&staff, form, &[("flag_id", THIRD), ("act", "set")], 422).await;
    }
    for request in links.iter().filter(|to| to.starts_with("/requests/")) {
        answer_is_whole(&staff, request, &[], 422).await;
        staff.post(request, &[("outcome", "accept"), ("answer", "好")]).await.has_status(303);
        are_whole(&staff, std::slice::from_ref(request)).await;
        answer_is_whole(&staff, request, &[("outcome", "accept"), ("answer", "好")], 409).await;
    }
    for done in ["ended", "again", "kept", "shown", "safe", "lifted"] {
        are_whole(&staff, &[format!("{home}?done={done}")]).await;
    }
    are_whole(&staff, &["/requests?done=answered".to_owned(), "/requests?page=2".to_owned()]).await;
    for (lang, reader) in readers(&inside) {
        is_whole("absent", lang, &reader.get("/my/nowhere").await.has_status(404));
    }
}

#[tokio::test]
async fn what_leaves_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let (staff, office) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let person = app.id_of("李春生").await;
    let before = ["/people/export", "/people/export?q=nobody", "/people/export?consent=1", "/disclosures"];
    are_whole(&staff, &before.map(str::to_owned)).await;
    answer_is_whole(&staff, "/people/export", &[("disclosure_id", FIRST)], 422).await;
    let waiting = staff.enters("/people.xlsx?consent=1").await.has_status(303).location;
    let entries =
        ["", "?done=approved", "?done=declined", "?done=late"].map(|done| format!("{waiting}{done}"));
    for reader in [&staff, &office] {
        are_whole(reader, &entries).await;
    }
    let decision = format!("{waiting}/decision");
    answer_is_whole(&office, &decision, &[("do", "decline")], 422).await;
    let file = format!("/people.xlsx?disclosure={}", waiting.trim_start_matches("/disclosures/"));
    for (lang, reader) in readers(&staff) {
        is_whole("not agreed yet", lang, &reader.get_confirmed(&file).await.has_status(409));
    }
    office.post(&decision, &[("do", "approve")]).await.has_status(303);
    are_whole(&staff, std::slice::from_ref(&waiting)).await;
    staff.get_confirmed(&file).await.has_status(200);
    are_whole(&staff, &[waiting, "/disclosures?state=left".to_owned()]).await;
    are_whole(&staff, &[format!("/people/{person}/access")]).await;
    for (lang, reader) in readers(&staff) {
        is_whole("fetched already", lang, &reader.get_confirmed(&file).await.has_status(409));
    }
}

#[tokio::test]
async fn an_emergency_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (doctor, office) = (app.staff_of("429971102203").await, app.staff_of(COUNTY).await);
    answer_is_whole(&doctor, "/emergency", &[("emergency_id", FIRST)], 422).await;
    let number = super::person("李春生", VILLAGE, 0).supplement.identity_number.as_str().to_owned();
    let why = [("identity_number", number.as_str()), ("reason", "1"), ("words", "在集市上走失")];
    doctor.post("/emergency", &[&[("emergency_id", FIRST)], &why[..]].concat()).await.has_status(303);
    let nobody = [("emergency_id", SECOND), ("identity_number", "429971198605170211"), why[1], why[2]];
    doctor.post("/emergency", &nobody).await.has_status(303);
    let pages = ["", &format!("/{FIRST}"), &format!("/{SECOND}")].map(|at| format!("/emergency{at}"));
    are_whole(&doctor, &pages).await;
    let review = format!("/reviews/{FIRST}");
    let pages = ["/", "/reviews", "/reviews?state=all"].map(str::to_owned);
    are_whole(&office, &[&pages[..], &["", "?done=late"].map(|done| format!("{review}{done}"))].concat())
        .await;
    answer_is_whole(&office, &review, &[], 422).await;
    let said = [("verdict", "2"), ("review_words", "已谈话提醒")];
    office.post(&review, &said).await.has_status(303);
    are_whole(&office, &[format!("{review}?done=judged"), "/reviews".to_owned()]).await;
}

#[tokio::test]
async fn what_the_police_ask_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (township, security) = (app.staff_of(TOWNSHIP).await, app.security_of(COUNTY).await);
    let officer = app.police_of(TOWNSHIP).await;
    let person = app.id_of("李春生").await;
    let grave = [("visit_id", THIRD), ("risk", "4"), ("symptoms", "1"), ("severity", "3"), ("insight", "3")];
    township.post(&format!("/people/{person}/visits"), &well_but(&grave)).await.has_status(303);
    answer_is_whole(&officer, "/police", &[("ask_id", FIRST)], 422).await;
    let number = super::person("李春生", VILLAGE, 0).supplement.identity_number.as_str().to_owned();
    let ask = |id, incident, number| {
        [("ask_id", id), ("incident", incident), ("matter", "1"), ("identity_number", number)]
    };
    officer.post("/police", &ask(FIRST, "J2026-1", &number)).await.has_status(303);
    are_whole(&officer, &["/police".to_owned(), format!("/police/{FIRST}")]).await;
    officer.get(&format!("/police/{FIRST}")).await.shows("必要信息");
    officer.post(&format!("/police/{FIRST}/end"), &[]).await.has_status(303);
    officer.post("/police", &ask(SECOND, "J2026-2", "429971198605170211")).await.has_status(303);
    are_whole(&officer, &[format!("/police/{SECOND}"), "/police?done=ended".to_owned()]).await;
    let looks = ["/security", "/police-looks", "/police-looks?state=all"].map(str::to_owned);
    let (look, help) = (format!("/police-looks/{FIRST}"), format!("/police-help/{FIRST}"));
    are_whole(&security, &[&looks[..], &["", "?done=late"].map(|done| format!("{look}{done}"))].concat())
        .await;
    answer_is_whole(&security, &look, &[], 422).await;
    let said = [("verdict", "1"), ("review_words", "已向派出所核对")];
    security.post(&look, &said).await.has_status(303);
    are_whole(&security, &[format!("{look}?done=judged")]).await;
    let lists = ["/", "/police-help", "/police-help?state=all"].map(str::to_owned);
    let ones = [help.clone(), format!("{help}?done=late"), format!("/police-help/{SECOND}")];
    are_whole(&township, &[&lists[..], &ones].concat()).await;
    answer_is_whole(&township, &help, &[], 422).await;
    township.post(&help, &[("help_words", "已送回家")]).await.has_status(303);
    are_whole(&township, &[format!("{help}?done=helped"), format!("/people/{person}/access")]).await;
}

#[tokio::test]
async fn the_counts_of_other_departments_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let here = ["/figures".to_owned()];
    for region in [COUNTY, TOWNSHIP] {
        are_whole(&app.staff_in(PostKind::CoordinatingOffice, region).await, &here).await;
        are_whole(&app.staff_in(PostKind::CivilAffairs, region).await, &here).await;
    }
}

#[tokio::test]
async fn lists_for_other_departments_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (asker, second) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
    let clerk = app.staff_in(PostKind::CivilAffairs, TOWNSHIP).await;
    let shares = [
        ("consent_id", FIRST),
        ("subject", "2"),
        ("decision", "1"),
        ("decided_on", "2026-11-20"),
        ("decided_by", "1"),
        ("letter", "sharing-2026-1"),
    ];
    let consents = format!("/people/{}/consents/new", app.id_of("李春生").await);
    asker.post(&consents, &shares).await.has_status(303);
    are_whole(&asker, &["/people/export".to_owned()]).await;
    are_whole(&clerk, &["/received".to_owned()]).await;
    let said = [("purpose", "6"), ("receiver", "2"), ("recipient", ""), ("hand_to", "22-429971101")];
    let wrong = [&said[1..], &[("disclosure_id", SECOND)]].concat();
    answer_is_whole(&asker, "/people/export", &wrong, 422).await;
    let entry = asker.enters_saying("/people.xlsx", &said).await.has_status(303).location;
    let list = entry.replace("/disclosures/", "/received/");
    are_whole(&asker, std::slice::from_ref(&entry)).await;
    second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
    are_whole(&asker, &[entry.clone(), "/disclosures".to_owned()]).await;
    are_whole(&clerk, &["/received".to_owned(), list.clone()]).await;
    asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
    are_whole(&asker, &[format!("{entry}?done=ended")]).await;
    for (lang, reader) in readers(&clerk) {
        is_whole("ended", lang, &reader.get(&list).await.has_status(410));
        is_whole("received", lang, &reader.get("/received").await.has_status(200));
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_said_on_a_whole_page_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let visits = format!("/people/{}/visits", app.id_of("李春生").await);
    for who in [&staff, &app.stranger()] {
        for (lang, reader) in readers(who) {
            is_whole("absent", lang, &reader.get("/no-such-page").await.has_status(404));
            let long = format!("login=a&password={}", "x".repeat(300_000));
            is_whole("long form", lang, &reader.post_raw("/sign-in", &long).await.has_status(413));
        }
    }
    for (lang, reader) in readers(&staff) {
        is_whole("malformed", lang, &reader.get("/people?page=abc").await.has_status(400));
        is_whole("not allowed", lang, &reader.get("/people.xlsx").await.has_status(403));
        let forged = reader.with_key("another").post(&visits, &[]).await.has_status(403);
        is_whole("forged", lang, &forged);
    }
    let large = vec![b'a'; 22 * 1024 * 1024];
    for (lang, reader) in readers(&app.staff_of(TOWNSHIP).await) {
        let answer = reader.upload("/import", &[("a.xlsx", &large)]).await.has_status(413);
        is_whole("large upload", lang, &answer);
    }
    // What hardly ever happens, on the page that everything else comes on.
    let router = Router::new()
        .route("/busy", get(async || Problem::Busy))
        .route("/fault", get(async || Problem::Fault(anyhow::anyhow!("a disk is full"))))
        .layer(middleware::from_fn_with_state(app.app.clone(), dress));
    for who in [&staff, &app.stranger()] {
        for (lang, reader) in readers(&who.at(&router)) {
            for (address, status) in [("/busy", 503), ("/fault", 500)] {
                is_whole(address, lang, &reader.get(address).await.has_status(status));
            }
        }
    }
}

/// A village with nobody to print, and one with more people than one file holds.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_print_job_in_parts_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    let numbers = 0..=xinan_typeset::MOST_SHEETS;
    let people: Vec<_> = numbers.map(|at| super::person("李春生", VILLAGE, at)).collect();
    crate::seed::fill(&app.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of(TOWNSHIP).await;
    for village in [VILLAGE, "429971101201"] {
        for form in ["follow-up", "supplement"] {
            are_whole(&staff, &[format!("/print/villages/{village}/{form}/request")]).await;
        }
    }
}
