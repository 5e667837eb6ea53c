//! Staff with a browser, and what comes back to it.

use std::net::IpAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::TestApp;
use super::app::STAFF_PASSWORD;
use crate::routes::router;
use crate::shell::source::Peer;

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Staff {
    pub(super) router: Router,
    pub(super) cookie: String,
    pub(crate) key: String,
    pub(super) source: Option<IpAddr>,
    pub(super) agent: &'static str,
}

impl Staff {
    /// Opens a page.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(self.request("GET", address).body(Body::empty()).unwrap()).await
    }

    /// Asks what a page would be like.
    pub(crate) async fn head(&self, address: &str) -> Answer {
        self.send(self.request("HEAD", address).body(Body::empty()).unwrap()).await
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

    /// Opens a page, and confirms first that it is meant where that is asked.
    pub(crate) async fn get_confirmed(&self, address: &str) -> Answer {
        let answer = self.get(address).await;
        if !answer.location.starts_with("/account/confirm?") {
            return answer;
        }
        self.confirms(address, &[("password", STAFF_PASSWORD)]).await.has_status(303);
        self.get(address).await
    }

    /// Enters in the register what is to leave, on the page before the file; as if one had asked with all that can be
    /// said of the people.
    pub(crate) async fn enters(&self, file: &str) -> Answer {
        let said = [("purpose", "1"), ("receiver", "1"), ("recipient", "清溪镇卫生院存档"), ("fields", "2")];
        self.enters_saying(file, &said).await
    }

    /// The same with what is said on that page.
    pub(crate) async fn enters_saying(&self, file: &str, said: &[(&str, &str)]) -> Answer {
        let id = xinan_db::new_id().to_string();
        let before = file.replace("/people.xlsx", "/people/export").replace(".pdf", "/request");
        self.post(&before, &[&[("disclosure_id", id.as_str())], said].concat()).await
    }

    /// Takes a file out: enters it, lets somebody of the county office agree where that is needed, and fetches it. What is
    /// answered instead of a file is answered here, too.
    pub(crate) async fn takes_out(&self, app: &TestApp, county: &str, file: &str) -> Answer {
        let mut answer = self.enters(file).await;
        if answer.location.starts_with("/disclosures/") {
            let entry = answer.location.clone();
            let second = app.staff_of(county).await;
            second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
            let page = self.get(&entry).await.has_status(200).text;
            let file =
                page.split("class=\"btn primary\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            answer.location = file.unwrap().replace("&amp;", "&");
        }
        match answer.location.is_empty() {
            true => answer,
            false => self.get_confirmed(&answer.location).await,
        }
    }

    /// Sends a form, and confirms that it is meant where that is asked.
    pub(crate) async fn post_confirmed(&self, address: &str, pairs: &[(&str, &str)]) -> Answer {
        self.post_shown(address, pairs, &[("password", STAFF_PASSWORD)]).await
    }

    /// Sends a form, and what shows who one is from the page that asks for it, if one comes.
    pub(crate) async fn post_shown(
        &self,
        address: &str,
        pairs: &[(&str, &str)],
        shown: &[(&str, &str)],
    ) -> Answer {
        let asked = self.post(address, pairs).await;
        let Some(mark) = asked.mark() else { return asked };
        self.post(address, &[pairs, &[("confirms", mark)], shown].concat()).await
    }

    /// Reads what is said of a file, and sends from there what shows who one is.
    pub(crate) async fn confirms(&self, file: &str, shown: &[(&str, &str)]) -> Answer {
        let query = serde_urlencoded::to_string([("to", file)]).unwrap();
        let asked = self.get(&format!("/account/confirm?{query}")).await;
        let Some(mark) = asked.mark() else { return asked };
        self.post("/account/confirm", &[&[("to", file), ("confirms", mark)], shown].concat()).await
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

    /// Signs in by a request that says it came from another source.
    pub(crate) async fn sign_in_forwarded(&self, from: &str, login: &str, password: &str) -> Answer {
        let body = serde_urlencoded::to_string([("login", login), ("password", password)]).unwrap();
        let request = self
            .request("POST", "/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", from)
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends a form with what a browser says of where it comes from.
    pub(crate) async fn post_saying(
        &self,
        said: &[(&'static str, &'static str)],
        address: &str,
        pairs: &[(&str, &str)],
    ) -> Answer {
        let mut all: Vec<(&str, &str)> = vec![("csrf", &self.key)];
        all.extend(pairs);
        let mut request = self
            .request("POST", address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(&all).unwrap()))
            .unwrap();
        for (name, value) in said {
            request.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
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
        self.upload_as(address, &[], "files", files).await
    }

    /// Sends one scanned sheet under an id.
    pub(crate) async fn upload_sheet(&self, address: &str, id: &str, name: &str, bytes: &[u8]) -> Answer {
        self.upload_as(address, &[("file_id", id)], "file", &[(name, bytes)]).await
    }

    async fn upload_as(
        &self,
        address: &str,
        pairs: &[(&str, &str)],
        field: &str,
        files: &[(&str, &[u8])],
    ) -> Answer {
        const EDGE: &str = "----edge";
        let mut body = Vec::new();
        for (name, text) in [("csrf", self.key.as_str())].iter().chain(pairs) {
            let part =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
            body.extend(part.into_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
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
        Request::builder()
            .method(method)
            .uri(address)
            .header(header::COOKIE, &self.cookie)
            .header(header::USER_AGENT, self.agent)
    }

    /// The same person's request as it comes from an address.
    pub(crate) fn at_source(&self, address: &str) -> Self {
        Self { source: Some(address.parse().unwrap()), ..self.clone() }
    }

    /// The same person with a browser that says this of itself.
    pub(crate) fn with_agent(&self, agent: &'static str) -> Self {
        Self { agent, ..self.clone() }
    }

    /// The same browser with the cookies of an answer, its form key being what a page of it shows.
    pub(crate) async fn with_cookies_of(&self, answer: &Answer) -> Self {
        let mut cookies: Vec<String> =
            self.cookie.split("; ").filter(|one| !one.is_empty()).map(str::to_owned).collect();
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            let name = format!("{}=", pair.split('=').next().unwrap());
            cookies.retain(|one| !one.starts_with(&name));
            cookies.push(pair);
        }
        let browser = Self { cookie: cookies.join("; "), ..self.clone() };
        let page = browser.get("/account").await.text;
        let key = page.split_once("name=\"csrf\" value=\"").map_or("", |(_, rest)| &rest[..32]);
        Self { key: key.to_owned(), ..browser }
    }

    /// What the browser has of a cookie, whatever stands before its name.
    pub(crate) fn cookie_named(&self, name: &str) -> Option<String> {
        let mut pairs = self.cookie.split("; ").filter_map(|one| one.split_once('='));
        pairs.find(|(one, _)| one.ends_with(name)).map(|(_, value)| value.to_owned())
    }

    /// The same browser without a session: with nothing but the cookies by which it is known.
    pub(crate) fn signed_out(&self) -> Self {
        let devices = self.cookie.split("; ").filter(|one| one.contains("xinan_device_"));
        let cookie = devices.collect::<Vec<_>>().join("; ");
        Self { cookie, key: String::new(), ..self.clone() }
    }

    /// The same browser with one cookie and no other.
    pub(crate) fn with_cookie(&self, name: &str, value: &str) -> Self {
        Self { cookie: format!("{name}={value}"), key: String::new(), ..self.clone() }
    }

    /// The same browser where the house is reached by HTTPS, signed in as before.
    pub(crate) fn over_https(&self) -> Self {
        Self { cookie: self.cookie.replace("xinan_", "__Host-xinan_"), ..self.clone() }
    }

    /// The same browser some minutes later, served by a program that was started anew.
    pub(crate) async fn after(&self, app: &TestApp, minutes: i64) -> Self {
        Self { router: router(app.later(minutes).await), ..self.clone() }
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(source) = self.source {
            request.extensions_mut().insert(Peer(source));
        }
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

    /// What a page that asks once more who one is asks about.
    pub(crate) fn mark(&self) -> Option<&str> {
        self.text.split_once("name=\"confirms\" value=\"")?.1.split('"').next()
    }

    /// Name and value of the cookie by which the browser is known from now on.
    pub(crate) fn device_cookie(&self) -> (String, String) {
        let set = self.headers.get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap());
        let mut pairs = set.filter_map(|set| set.split(';').next()?.split_once('='));
        let (name, value) = pairs.find(|(name, _)| name.contains("xinan_device_")).unwrap();
        (name.to_owned(), value.to_owned())
    }

    /// Where the page leads, each as often as it does.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        const MARK: &str = "href=\"";
        self.text.match_indices(MARK).filter_map(|(at, _)| self.text[at + MARK.len()..].split('"').next())
    }

    /// The ids of the people to whom the page leads, each as often as it does.
    pub(crate) fn people(&self) -> impl Iterator<Item = &str> {
        let after = self.text.split("/people/").skip(1);
        let ids = after.filter_map(|after| after.split(|letter: char| !letter.is_ascii_hexdigit()).next());
        ids.filter(|id| id.len() == 32)
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
