//! Pages of those who keep accounts, confirm posts and read the log.

use super::*;

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
    let since = "1795222800000000";
    answer_is_whole(
        &security,
        &format!("/security/posts/{SECOND}"),
        &[("do", "confirm"), ("since", since)],
        200,
    )
    .await;
    let auditor = app.auditor_of(COUNTY).await;
    let pages =
        ["", "?who=nobody", "?who=wangmin", "?from=x", "?acts=administrators", "?house=1&acts=sign_in"];
    are_whole(&auditor, &pages.map(|at| format!("/audit{at}"))).await;
    // Who must have a second factor is told so.
    app.ask_for_second_factor(COUNTY, "administrators").await;
    are_whole(&auditor, &["/account".to_owned(), "/account/factor".to_owned()]).await;
}
