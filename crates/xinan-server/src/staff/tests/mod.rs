//! Keeping the staff of a county, through the front door.

mod enrol;
mod handover;
mod list;
mod posts;

use crate::tests::{Answer, TestApp};

const COUNTY: &str = "429971";
const TOWNSHIP: &str = "429971101";
const VILLAGE: &str = "429971101209";
const NEXT: &str = "429971101210";
/// Ids that forms bring.
const FIRST: &str = "019aa000000070008000000000000061";
const SECOND: &str = "019aa000000070008000000000000062";

/// Account and post of whoever has a post there, as they stand in addresses; of several the newest account.
async fn ids(app: &TestApp, region: &str) -> (String, String) {
    let mut tx = app.app.db().read().await.unwrap();
    let sql = "select p.id, p.account_id from posts p join accounts a on a.id = p.account_id
                where p.region = $1 order by a.created_at desc, p.account_id desc";
    let rows = tx.rows(sql, &[region.into()]).await.unwrap();
    let id = |name: &str| rows[0].id(name).unwrap().simple().to_string();
    (id("account_id"), id("id"))
}

/// The page of that member of staff.
async fn page_of(app: &TestApp, region: &str) -> String {
    format!("/staff/{}", ids(app, region).await.0)
}

/// The page of that post: what is done with it is below.
async fn post_of(app: &TestApp, region: &str) -> String {
    let (account, post) = ids(app, region).await;
    format!("/staff/{account}/posts/{post}")
}

/// A village doctor's post as it is typed, but for what is given.
fn post_but<'a>(given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("post_id", SECOND),
        ("kind", "1"),
        ("region", NEXT),
        ("office", "柳河村卫生室"),
        ("from", "2026-11-21"),
    ];
    let kept = all.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    kept.chain(given.iter().copied()).collect()
}

/// The password that a page shows this once.
fn shown_password(answer: &Answer) -> String {
    let after = answer.text.split_once("<code>").unwrap().1;
    after.split_once("</code>").unwrap().0.to_owned()
}
