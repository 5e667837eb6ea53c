//! Files that come with a form: the key before the file, within a size, one or none.

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use futures_util::StreamExt;
use xinan_db::Uuid;

use super::actor::Actor;
use super::app::App;
use super::problem::Problem;
use super::session::same_key;
use super::session::sender::Sender;

/// How much of a body that is too large we listen to, so that the browser shows our answer.
const LISTEN: usize = 256 * 1024 * 1024;
/// What surrounds a file in a form.
const AROUND: usize = 64 * 1024;

/// What came.
pub(crate) enum Sent {
    /// A file, under the id that the form bears: the same form sent twice is one file.
    File {
        /// The id.
        id: Uuid,
        /// What is in it.
        content: Vec<u8>,
    },
    /// More than is taken in; nothing of it was kept.
    TooLarge,
    /// No file was chosen, or an empty one.
    Nothing,
}

/// How long the body says it is.
pub(crate) fn length_of(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// A browser that is still sending does not read: without this it would show a broken connection
/// in place of our sentence.
pub(crate) async fn listen_to_the_end(request: Request) {
    let mut body = request.into_body().into_data_stream();
    let mut heard = 0;
    while let Some(Ok(part)) = body.next().await {
        heard += part.len();
        if heard > LISTEN {
            break;
        }
    }
}

/// The one file of a form with the fields `csrf`, `file_id` and `file`, of at most so many bytes.
///
/// # Errors
/// When it is no such form, or none of this session's own pages sent it.
pub(crate) async fn one_file(
    app: &App,
    actor: &Actor,
    request: Request,
    largest: usize,
) -> Result<Sent, Problem> {
    if app.sender(request.headers(), request.uri()) == Sender::Elsewhere {
        return Err(Problem::Forged);
    }
    if length_of(&request).is_some_and(|length| length > (largest + AROUND) as u64) {
        listen_to_the_end(request).await;
        return Ok(Sent::TooLarge);
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::Malformed)?;
    let (mut ours, mut id, mut content) = (false, None, Vec::new());
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return too_large_or(&error),
        };
        match field.name() {
            Some("csrf") => match field.text().await {
                Ok(key) => ours = same_key(&key, &actor.form_key),
                Err(error) => return too_large_or(&error),
            },
            Some("file_id") => match field.text().await {
                Ok(text) => id = Uuid::try_parse(&text).ok(),
                Err(error) => return too_large_or(&error),
            },
            // The key stands before the file in our form; nobody else's file is taken in.
            Some("file") if ours => match field.bytes().await {
                Ok(bytes) => content = Vec::from(bytes),
                Err(error) => return too_large_or(&error),
            },
            _ => {}
        }
    }
    match (ours, id) {
        (false, _) => Err(Problem::Forged),
        (true, _) if content.len() > largest => Ok(Sent::TooLarge),
        (true, _) if content.is_empty() => Ok(Sent::Nothing),
        (true, Some(id)) => Ok(Sent::File { id, content }),
        (true, None) => Err(Problem::Malformed),
    }
}

fn too_large_or(error: &MultipartError) -> Result<Sent, Problem> {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Ok(Sent::TooLarge),
        _ => Err(Problem::Malformed),
    }
}
