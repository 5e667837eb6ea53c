//! Accounts: opened, closed, opened again, given another password.

use xinan_db::testing::engines;

use super::{COUNTY, FIRST, NEXT, SECOND, TOWNSHIP, ids, page_of, post_but, shown_password};
use crate::account::factor::tests as factor;
use crate::tests::{Answer, Staff, TestApp};

const RIGHT: &str = "right-horse-7";

fn account_but<'a>(given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mine = [("account_id", FIRST), ("name", "王敏"), ("login", " Wang.Min ")];
    let mine = mine.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    mine.chain(post_but(given)).collect()
}

async fn sign_in(app: &TestApp, login: &str, password: &str) -> Answer {
    app.stranger().post("/sign-in", &[("login", login), ("password", password)]).await
}

async fn signed_in(app: &TestApp, login: &str, password: &str) -> Staff {
    let begun = sign_in(app, login, password).await.has_status(303);
    app.stranger().with_cookies_of(&begun).await
}

#[tokio::test]
async fn a_new_account_gets_a_password_that_is_shown_once_and_replaced_first() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(NEXT, &["周桂兰"]).await;
        let keeper = app.administrator_of(COUNTY).await;
        keeper.get("/staff/new").await.has_status(200).shows("value=\"2026-11-21\"").shows("清溪镇 ");
        let made = keeper.post_confirmed("/staff/new", &account_but(&[])).await.has_status(200);
        let made = made.shows("只在这里显示一次").shows("wang.min");
        let password = shown_password(&made);
        // Sent again, there is one account, and nobody sees the password any more.
        let address = format!("/staff/{FIRST}");
        let again = keeper.post_confirmed("/staff/new", &account_but(&[])).await.has_status(303);
        let already = keeper.get(&again.leads_to(&format!("{address}?done=already")).location).await;
        already.has_status(200).shows("已经开好").shows("等本人换密码").hides(&password);
        keeper.get(&address).await.shows("柳河村卫生室").shows("王敏");

        let doctor = signed_in(&app, "Wang.Min", &password).await;
        doctor.get("/people").await.has_status(303).leads_to("/account?done=first");
        let new = "vq7 kdw2 xep 第三棵柿子树";
        let change = [("old_password", password.as_str()), ("new_password", new), ("new_again", new)];
        let changed = doctor.post("/account/password", &change).await.has_status(303);
        doctor.with_cookies_of(&changed).await.get("/people").await.has_status(200).shows("周桂兰");
        assert_eq!(app.entries("staff.account_added").await, 1);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_new_account_is_said_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    app.add_account().await;
    let keeper = app.administrator_of(COUNTY).await;
    let nothing = [("account_id", FIRST), ("post_id", SECOND)];
    keeper
        .post_confirmed("/staff/new", &nothing)
        .await
        .has_status(422)
        .shows("请填姓名")
        .shows("登录名要有 1 到 50 个")
        .shows("请选岗位")
        .shows("请选辖区")
        .shows("请写单位名称")
        .shows("请填日期");
    let long = "王".repeat(51);
    for (given, say) in [
        (("login", "liu"), "这个登录名已有人用"),
        (("login", "wang min"), "中间不留空格"),
        (("name", long.as_str()), "最多 50 个字"),
        (("region", TOWNSHIP), "村医的辖区要选到村"),
        (("region", "429972"), "请选辖区"),
        (("region", "429971999"), "请选辖区"),
        (("institution", FIRST), "这个机构现在不能选"),
        (("office", ""), "请写单位名称"),
        (("from", "2026-11-20"), "这一天已经过去"),
        (("from", "某天"), "没有看懂“某天”"),
        (("kind", "7"), "请选岗位"),
    ] {
        let page =
            keeper.post_confirmed("/staff/new", &account_but(&[given])).await.has_status(422).shows(say);
        if given.0 != "name" {
            page.shows("value=\"王敏\"");
        }
    }
    keeper.post_confirmed("/staff/new", &account_but(&[("account_id", "x")])).await.has_status(400);
    // A form of a former session is shown again and nothing of it kept.
    let stale = keeper.with_key("00000000000000000000000000000000");
    let from = "https://xinan.test";
    let kept = stale.post_from(from, "/staff/new", &account_but(&[])).await.has_status(403);
    kept.shows("value=\"王敏\"");
    assert_eq!(app.entries("staff.account_added").await, 0);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_comes_back_with_a_fresh_password() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let keeper = app.administrator_of(COUNTY).await;
        let page = page_of(&app, TOWNSHIP).await;
        let liu = signed_in(&app, "liu", RIGHT).await;
        liu.get("/people").await.has_status(200);
        keeper.get(&format!("{page}/closing")).await.has_status(200).shows("马上登出");
        let closed = keeper.post_confirmed(&format!("{page}/closing"), &[]).await.has_status(303);
        keeper
            .get(&closed.location)
            .await
            .shows("账号已停用")
            .shows("2026-11-21 09:00 停用")
            .shows("/opening");
        liu.get("/people").await.has_status(303).leads_to("/sign-in");
        sign_in(&app, "liu", RIGHT).await.has_status(422).shows("账号或密码不对");
        // Twice does no harm, and a closed account has neither a new password nor a new post.
        keeper.post_confirmed(&format!("{page}/closing"), &[]).await.has_status(303);
        keeper.post_confirmed(&format!("{page}/password"), &[]).await.has_status(422).shows("请先重新启用");
        keeper
            .post_confirmed(&format!("{page}/posts/new"), &post_but(&[]))
            .await
            .has_status(422)
            .shows("请先重新启用");
        keeper.get(&format!("{page}/opening")).await.has_status(200).shows("当面交给本人");
        let opened = keeper.post_confirmed(&format!("{page}/opening"), &[]).await.has_status(200);
        let password = shown_password(&opened);
        keeper.post_confirmed(&format!("{page}/opening"), &[]).await.has_status(422).shows("不需要启用");
        sign_in(&app, "liu", RIGHT).await.has_status(422);
        signed_in(&app, "liu", &password).await.get("/people").await.leads_to("/account?done=first");
        assert_eq!((app.entries("staff.closed").await, app.entries("staff.opened").await), (1, 1));
    }
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_ends_what_was_open() {
    let app = TestApp::new().await;
    app.add_account().await;
    let keeper = app.administrator_of(COUNTY).await;
    let page = page_of(&app, TOWNSHIP).await;
    let liu = signed_in(&app, "liu", RIGHT).await;
    keeper.get(&format!("{page}/password")).await.has_status(200).shows("原来的密码马上失效");
    let first =
        shown_password(&keeper.post_confirmed(&format!("{page}/password"), &[]).await.has_status(200));
    let second =
        shown_password(&keeper.post_confirmed(&format!("{page}/password"), &[]).await.has_status(200));
    liu.get("/people").await.has_status(303).leads_to("/sign-in");
    for void in [RIGHT, first.as_str()] {
        sign_in(&app, "liu", void).await.has_status(422);
    }
    signed_in(&app, "liu", &second).await.get("/").await.leads_to("/account?done=first");
    // The log names the account and never a password.
    let mut tx = app.app.db().read_log().await.unwrap();
    let rows = tx.rows("select detail from audit_entries", &[]).await.unwrap();
    let details: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
    assert!(details.iter().any(|detail| detail == "liu 1 sessions ended"), "{details:?}");
    assert!(details.iter().all(|detail| !detail.contains(&first) && !detail.contains(&second)));
}

#[tokio::test]
async fn nobody_keeps_the_own_account() {
    let app = TestApp::new().await;
    app.administrator_of(COUNTY).await;
    let keeper = app.administrator_of(COUNTY).await;
    let (account, post) = ids(&app, COUNTY).await;
    let page = format!("/staff/{account}");
    keeper.get(&page).await.shows("另一位系统管理员").hides("/closing").hides("/posts/");
    for path in ["/password", "/closing", "/opening", "/posts/new"] {
        keeper
            .get(&format!("{page}{path}"))
            .await
            .has_status(200)
            .shows("另一位系统管理员")
            .hides("<button class=\"btn primary");
        let answer = keeper.post_confirmed(&format!("{page}{path}"), &post_but(&[])).await;
        answer.has_status(422).shows("另一位系统管理员");
    }
    for path in ["end", "transfer"] {
        let given = post_but(&[("ended_on", "2026-11-21")]);
        let answer = keeper.post_confirmed(&format!("{page}/posts/{post}/{path}"), &given).await;
        answer.has_status(422).shows("另一位系统管理员");
    }
    keeper.get("/staff").await.has_status(200);
    for action in
        ["staff.closed", "staff.password", "staff.post_ended", "staff.transferred", "staff.post_added"]
    {
        assert_eq!(app.entries(action).await, 0, "{action}");
    }
}

/// Whoever has lost the telephone and the recovery codes comes in with the password alone, once somebody has taken the
/// second factor off.
#[tokio::test]
async fn a_second_factor_is_taken_off_for_whoever_has_lost_the_telephone() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let liu = factor::signed_in(&app).await;
        let keeper = app.administrator_of(COUNTY).await;
        let page = page_of(&app, TOWNSHIP).await;
        keeper.get(&page).await.has_status(200).hides("取消第二步验证");
        factor::set_up(&app, &liu, factor::RIGHT).await;
        sign_in(&app, "liu", factor::RIGHT).await.has_status(303).leads_to("/sign-in/code");
        keeper.get(&page).await.shows("取消第二步验证");
        keeper.get(&format!("{page}/factor")).await.has_status(200).shows("请先当面核对是本人");
        for _ in 0..2 {
            let done = keeper.post_confirmed(&format!("{page}/factor"), &[]).await.has_status(303);
            done.leads_to(&format!("{page}?done=factor"));
        }
        keeper.get(&format!("{page}?done=factor")).await.shows("第二步验证已取消").hides("/factor\"");
        liu.get("/people").await.has_status(303).leads_to("/sign-in");
        sign_in(&app, "liu", factor::RIGHT).await.has_status(303).leads_to("/");
        assert_eq!(app.entries("staff.factor_off").await, 1, "{engine:?}");
    }
}

/// Where no institution is entered, it is said, with the way to enter one; the name can be written all the same.
#[tokio::test]
async fn without_institutions_the_form_says_where_they_are_entered() {
    let app = TestApp::new().await;
    let keeper = app.administrator_of(COUNTY).await;
    let page =
        keeper.get("/staff/new").await.has_status(200).shows("还没有登记机构").shows("/institutions/new");
    page.hides("name=\"institution\"");
    let none = account_but(&[("office", "")]);
    keeper.post("/staff/new", &none).await.has_status(422).shows("请写单位名称").shows("f-office");
}

/// What the form gives to other departments: each post signs in, reads its page, and nothing else.
#[tokio::test]
async fn each_post_of_another_department_is_given_by_the_form_and_reads_its_page_alone() {
    const CLOSED: [&str; 16] = [
        "/people",
        "/people/new",
        "/people/export",
        "/people.xlsx",
        "/stats",
        "/import",
        "/disclosures",
        "/requests",
        "/emergency",
        "/police",
        "/police-help",
        "/police-looks",
        "/staff",
        "/staff/new",
        "/security",
        "/audit",
    ];
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(NEXT, &["周桂兰"]).await;
        let record = format!("/people/{}", app.id_of("周桂兰").await);
        let keeper = app.administrator_of(COUNTY).await;
        let page = keeper.get("/staff/new").await.has_status(200);
        page.shows("综治中心、民政、残联、财政选县或乡镇");
        for (at, (kind, name, region, office, reads_lists)) in [
            ("21", "综治中心人员", COUNTY, "清溪县综治中心", false),
            ("22", "民政经办人", TOWNSHIP, "清溪镇民政办", true),
            ("23", "残联经办人", COUNTY, "清溪县残联", true),
            ("24", "财政经办人", TOWNSHIP, "清溪镇财政所", false),
        ]
        .into_iter()
        .enumerate()
        {
            let (account, post) = (format!("{}{at}", &FIRST[..31]), format!("{}{}", &SECOND[..31], at + 4));
            let login = format!("clerk{kind}");
            let typed = [
                ("account_id", account.as_str()),
                ("post_id", &post),
                ("login", &login),
                ("kind", kind),
                ("region", region),
                ("office", office),
            ];
            let in_village = [&typed[..4], &[("region", NEXT)]].concat();
            let refused = keeper.post_confirmed("/staff/new", &account_but(&in_village)).await;
            refused.has_status(422).shows("辖区");
            let made = keeper.post_confirmed("/staff/new", &account_but(&typed)).await.has_status(200);
            let password = shown_password(&made);
            keeper.get(&format!("/staff/{account}")).await.has_status(200).shows(name).shows(office);
            let clerk = signed_in(&app, &login, &password).await;
            clerk.get("/figures").await.has_status(303).leads_to("/account?done=first");
            let new = "vq7 kdw2 xep 第三棵柿子树";
            let change = [("old_password", password.as_str()), ("new_password", new), ("new_again", new)];
            let changed = clerk.post("/account/password", &change).await.has_status(303);
            let clerk = clerk.with_cookies_of(&changed).await;
            clerk.get("/").await.has_status(303).leads_to("/figures");
            let page = clerk.get("/figures").await.has_status(200).hides("周桂兰");
            match reads_lists {
                true => page.shows("请和县精防办联系").shows("href=\"/received\""),
                false => page.shows("名单不提供给这个岗位").hides("请和县精防办联系").hides("/received"),
            };
            clerk.get("/received").await.has_status(if reads_lists { 200 } else { 403 });
            for address in CLOSED.into_iter().chain([record.as_str()]) {
                clerk.get(address).await.has_status(403);
            }
        }
    }
}
