//! What the tests of the own door share: an office that issues a card, and somebody who comes in with it.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use xinan_domain::phone::Phone;

use crate::shell::sending::Sender;
use crate::tests::{Answer, Staff, TestApp};

/// The village of the tests, and its township.
pub(crate) const VILLAGE: &str = "429971101209";
pub(crate) const TOWNSHIP: &str = "429971101";

/// Keeps what was sent, and to whom.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Vec<(String, String)>>);

impl Sender for Kept {
    fn send(&self, to: &Phone, text: &str, _: &str) -> Result<()> {
        self.0.lock().unwrap().push((to.as_str().to_owned(), text.to_owned()));
        Ok(())
    }
}

impl Kept {
    /// How many texts were sent.
    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// All texts in a row.
    pub(crate) fn all(&self) -> String {
        self.0.lock().unwrap().iter().map(|(to, text)| format!("{to} {text}\n")).collect()
    }

    /// The code of the latest text, when there are so many: they are sent beside the answers.
    pub(crate) async fn code(&self, count: usize) -> String {
        for _ in 0..200 {
            if self.count() >= count {
                let all = self.0.lock().unwrap();
                let text = &all[count - 1].1;
                return text.chars().filter(char::is_ascii_digit).take(6).collect();
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("only {} texts were sent", self.count());
    }
}

/// An application that sends codes to where a test reads them.
pub(crate) async fn sending(app: &TestApp) -> Arc<Kept> {
    let kept = Arc::new(Kept::default());
    app.app.send_codes_by(kept.clone());
    kept
}

/// Issues a card for the person or for a guardian; its number.
pub(crate) async fn issue(
    staff: &Staff,
    person: &str,
    guardian: Option<(&str, &str)>,
    phone: &str,
) -> String {
    let id = xinan_db::new_id().to_string();
    let address = format!("/people/{person}/own-door/cards/new");
    let mut pairs = vec![("card_id", id.as_str()), ("phone", phone)];
    match guardian {
        None => pairs.push(("holder", "person")),
        Some((name, relation)) => pairs.extend([("name", name), ("relation", relation)]),
    }
    number_on(&staff.post_confirmed(&address, &pairs).await.has_status(200))
}

/// The number on the page that shows it.
pub(crate) fn number_on(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("<code class=\"secret\">").expect("a number");
    rest.split('<').next().unwrap().to_owned()
}

/// The browser after it has typed a number.
pub(crate) async fn typed(browser: &Staff, number: &str) -> Staff {
    let answer = browser.post("/my/sign-in", &[("card", number)]).await;
    browser.with_cookies_of(&answer.has_status(303).leads_to("/my/sign-in/code")).await
}

/// The browser after it has come in: `count` is which text has the code.
pub(crate) async fn come_in(browser: &Staff, number: &str, kept: &Kept, count: usize) -> Staff {
    let half = typed(browser, number).await;
    let code = kept.code(count).await;
    let answer = half.post("/my/sign-in/code", &[("code", &code)]).await.has_status(303).leads_to("/my");
    let inside = half.with_cookies_of(&answer).await;
    let page = inside.get("/my").await.has_status(200).text;
    let key = page.split_once("name=\"csrf\" value=\"").map_or("", |(_, rest)| &rest[..32]);
    inside.with_key(key)
}

/// The pages that one reads at the own door.
pub(crate) const PAGES: [&str; 9] = [
    "/my",
    "/my/support",
    "/my/agreed",
    "/my/access",
    "/my/record",
    "/my/copy",
    "/my/requests",
    "/my/requests/new",
    "/my/requests/new?kind=3",
];
