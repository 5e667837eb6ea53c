//! Clients: somebody at each post with a browser that keeps its connection.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::header::HeaderValue;
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::server::Account;

/// Somebody who is signed in.
#[derive(Clone)]
pub(crate) struct Session {
    address: SocketAddr,
    cookie: String,
    password: String,
}

/// What came back.
struct Answer {
    status: StatusCode,
    cookie: Option<String>,
    location: String,
    body: Bytes,
}

impl Answer {
    /// The page, when it was asked for uncompressed.
    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn send(sender: &mut SendRequest<Full<Bytes>>, request: Request<Full<Bytes>>) -> Result<Answer> {
    sender.ready().await?;
    let response = sender.send_request(request).await?;
    let text = |name: header::HeaderName| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    let (status, cookie) = (response.status(), text(header::SET_COOKIE));
    let location = text(header::LOCATION).unwrap_or_default();
    let body = response.into_body().collect().await?.to_bytes();
    Ok(Answer { status, cookie, location, body })
}

fn request(
    address: SocketAddr,
    cookie: &str,
    path: &str,
    form: Option<String>,
) -> Result<Request<Full<Bytes>>> {
    let builder = Request::builder()
        .uri(path)
        .header(header::HOST, address.to_string())
        .header(header::COOKIE, cookie)
        .method(if form.is_some() { "POST" } else { "GET" })
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    Ok(builder.body(Full::new(Bytes::from(form.unwrap_or_default())))?)
}

/// One page, on a connection of its own.
pub(crate) async fn get_once(address: SocketAddr, path: &str) -> Result<()> {
    let mut sender = connect(address).await?;
    let answer = send(&mut sender, request(address, "", path, None)?).await?;
    if answer.status != StatusCode::OK {
        bail!("{path} answered {}", answer.status);
    }
    Ok(())
}

impl Session {
    /// Signs in.
    pub(crate) async fn sign_in(address: SocketAddr, account: &Account) -> Result<Self> {
        let mut sender = connect(address).await?;
        let form = serde_urlencoded::to_string([("login", &account.login), ("password", &account.password)])?;
        let answer = send(&mut sender, request(address, "", "/sign-in", Some(form))?).await?;
        let cookie = answer.cookie.with_context(|| format!("signing in as {} failed", account.login))?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { address, cookie, password: account.password.clone() })
    }

    /// Confirms that a file is meant to be fetched, which is good for once.
    pub(crate) async fn confirm(&self, path: &str) -> Result<()> {
        let mut sender = connect(self.address).await?;
        // What is confirmed is what the page says: its mark goes along.
        let asks = format!("/account/confirm?{}", serde_urlencoded::to_string([("to", path)])?);
        let page = send(&mut sender, request(self.address, &self.cookie, &asks, None)?).await?;
        let page = page.text();
        let (key, mark) = (value_of(&page, "csrf")?, value_of(&page, "confirms")?);
        let form = [("csrf", key), ("to", path), ("confirms", mark), ("password", &self.password)];
        let form = serde_urlencoded::to_string(form)?;
        let asked = request(self.address, &self.cookie, "/account/confirm", Some(form))?;
        let answer = send(&mut sender, asked).await?;
        if answer.status != StatusCode::SEE_OTHER || !answer.location.ends_with("?done=confirmed") {
            bail!("{path} was not confirmed: {}", answer.status);
        }
        Ok(())
    }

    /// Enters that the forms of a village leave, lets somebody of the county office agree where that is needed, and gives
    /// the file's address.
    pub(crate) async fn take_out(&self, office: &Self, village: &str) -> Result<String> {
        let mut sender = connect(self.address).await?;
        let before = format!("{village}/request");
        let page = send(&mut sender, request(self.address, &self.cookie, &before, None)?).await?;
        let page = page.text();
        let said = [
            ("csrf", value_of(&page, "csrf")?),
            ("disclosure_id", value_of(&page, "disclosure_id")?),
            ("purpose", "1"),
            ("receiver", "1"),
            ("recipient", "bench"),
        ];
        let asked = request(self.address, &self.cookie, &before, Some(serde_urlencoded::to_string(said)?))?;
        let entry = send(&mut sender, asked).await?.location;
        if !entry.starts_with("/disclosures/") {
            return Ok(entry);
        }
        let page = send(&mut sender, request(self.address, &office.cookie, &entry, None)?).await?;
        let page = page.text();
        let said = [("csrf", value_of(&page, "csrf")?), ("do", "approve")];
        let decision = format!("{entry}/decision");
        let said = serde_urlencoded::to_string(said)?;
        send(&mut sender, request(self.address, &office.cookie, &decision, Some(said))?).await?;
        let page = send(&mut sender, request(self.address, &self.cookie, &entry, None)?).await?;
        let page = page.text();
        let file = page.split("class=\"btn primary\" href=\"").nth(1);
        let file = file.and_then(|rest| rest.split('"').next()).context("nobody agreed")?;
        Ok(file.replace("&amp;", "&"))
    }

    /// Ids of people of the territory.
    pub(crate) async fn people(&self) -> Result<Vec<String>> {
        let mut sender = connect(self.address).await?;
        let mut ids = Vec::new();
        for page in 1..=4 {
            let path = format!("/people?status=0&page={page}");
            let answer = send(&mut sender, request(self.address, &self.cookie, &path, None)?).await?;
            for part in answer.text().split("href=\"/people/").skip(1) {
                let id: String = part.chars().take_while(char::is_ascii_hexdigit).collect();
                if id.len() == 32 {
                    ids.push(id);
                }
            }
        }
        ids.dedup();
        if ids.is_empty() {
            bail!("nobody is on the roster of this post");
        }
        Ok(ids)
    }

    /// The villages whose forms this post may print at once, each from the page of somebody who lives there.
    pub(crate) async fn villages(&self, people: &[String], most: usize) -> Result<Vec<String>> {
        let mut sender = connect(self.address).await?;
        let mut villages: Vec<String> = Vec::new();
        for person in people {
            let path = format!("/people/{person}");
            let answer = send(&mut sender, request(self.address, &self.cookie, &path, None)?).await?;
            let page = answer.text();
            let code = page.split("/print/villages/").nth(1).and_then(|rest| rest.split('/').next());
            if let Some(code) = code.filter(|code| !villages.iter().any(|known| known == code)) {
                villages.push(code.to_owned());
            }
            if villages.len() == most {
                break;
            }
        }
        Ok(villages)
    }

    /// Searches as people type them: initials, a surname, full pinyin, digits.
    pub(crate) fn queries(&self, _people: &[String]) -> Vec<String> {
        ["lcs", "zhang", "w", "%E6%9D%8E", "chen", "1234", "zs", "%E5%88%98", "yang", "h"]
            .iter()
            .map(|text| format!("/people?q={text}"))
            .collect()
    }
}

/// The hidden value of this name on a page.
fn value_of<'a>(page: &'a str, name: &str) -> Result<&'a str> {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    after.and_then(|rest| rest.split('"').next()).with_context(|| format!("the page has no {name}"))
}

/// Asks for pages, `clients` at a time without a pause, compressed as browsers ask or plain; how long each
/// took.
pub(crate) async fn load(
    session: &Session,
    paths: &[String],
    requests: usize,
    clients: usize,
    compressed: bool,
) -> Result<Vec<Duration>> {
    let next = Arc::new(AtomicUsize::new(0));
    let paths: Arc<Vec<String>> = Arc::new(paths.to_vec());
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (session, next, paths) = (session.clone(), Arc::clone(&next), Arc::clone(&paths));
        tasks.push(tokio::spawn(async move {
            let mut sender = connect(session.address).await?;
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= requests {
                    return anyhow::Ok(times);
                }
                let path = &paths[number % paths.len()];
                let mut asked = request(session.address, &session.cookie, path, None)?;
                if compressed {
                    asked.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
                }
                let begun = Instant::now();
                let answer = send(&mut sender, asked).await?;
                times.push(begun.elapsed());
                // A search that finds one person leads there.
                if !(answer.status == StatusCode::OK || answer.status == StatusCode::SEE_OTHER) {
                    bail!("{path} answered {}", answer.status);
                }
            }
        }));
    }
    gather(tasks).await
}

/// Saves visits; how long each took.
pub(crate) async fn save_visits(
    session: &Session,
    people: &[String],
    visits: usize,
    clients: usize,
) -> Result<Vec<Duration>> {
    let next = Arc::new(AtomicUsize::new(0));
    let people: Arc<Vec<String>> = Arc::new(people.to_vec());
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (session, next, people) = (session.clone(), Arc::clone(&next), Arc::clone(&people));
        tasks.push(tokio::spawn(async move {
            let mut sender = connect(session.address).await?;
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= visits {
                    return anyhow::Ok(times);
                }
                let person = &people[number % people.len()];
                let blank = format!("/people/{person}/visits/new");
                let page =
                    send(&mut sender, request(session.address, &session.cookie, &blank, None)?).await?;
                let form = filled(&page.text())?;
                let path = format!("/people/{person}/visits");
                let asked = request(session.address, &session.cookie, &path, Some(form))?;
                let begun = Instant::now();
                let answer = send(&mut sender, asked).await?;
                times.push(begun.elapsed());
                if answer.status != StatusCode::SEE_OTHER || !answer.location.contains("done=visit") {
                    let text: String =
                        answer.text().split("<main").nth(1).unwrap_or("").chars().take(1500).collect();
                    bail!("saving a visit answered {}: {text}", answer.status);
                }
            }
        }));
    }
    gather(tasks).await
}

/// A blank form, filled in for somebody who is well.
fn filled(page: &str) -> Result<String> {
    let value = |name: &str| -> Result<String> {
        let at = page.find(&format!("name=\"{name}\"")).with_context(|| format!("no field {name}"))?;
        let value = page[at..].split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        Ok(value.unwrap_or_default().to_owned())
    };
    let mut pairs: Vec<(&str, String)> = vec![("csrf", value("csrf")?), ("visit_id", value("visit_id")?)];
    pairs.push(("visited_on", value("visited_on")?));
    for (name, answer) in [
        ("mode", "2"),
        ("met", "1"),
        ("risk", "0"),
        ("severity", "1"),
        ("insight", "1"),
        ("sleep", "1"),
        ("diet", "1"),
        ("self_care", "1"),
        ("housework", "1"),
        ("work", "1"),
        ("learning", "1"),
        ("social", "1"),
        ("incidents", "7"),
        ("confinement", "1"),
        ("hospital", "0"),
        ("labs", "1"),
        ("adherence", "4"),
        ("adverse", "9"),
        ("effect", "2"),
        ("referral", "1"),
        ("doctor", "bench"),
        // A person is visited several times on this day, and no two visits are word for word the same.
        ("another", "1"),
    ] {
        pairs.push((name, answer.to_owned()));
    }
    pairs.push(("note", value("visit_id")?));
    Ok(serde_urlencoded::to_string(&pairs)?)
}

async fn gather(tasks: Vec<tokio::task::JoinHandle<Result<Vec<Duration>>>>) -> Result<Vec<Duration>> {
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    Ok(all)
}
