//! What can go wrong with a request, and the page that says so.
//!
//! Out of reach looks exactly like absent. A fault of ours is logged once, here, with a short
//! number that the page shows; the log never holds names, numbers or findings.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use xinan_domain::text::Lang;

use super::ui::layout::Page;
use super::ui::notice::empty;
use crate::texts;

/// A request that could not be done.
#[derive(Debug)]
pub enum Problem {
    /// Absent, or not within reach: nobody can tell which.
    NotFound,
    /// Within reach, but not a duty of this post.
    NotAllowed,
    /// Not signed in, or no longer.
    SignedOut,
    /// The form did not come from this session's own page.
    Forged,
    /// The request is not understood.
    Malformed,
    /// What was sent is larger than allowed.
    TooLarge,
    /// Too many attempts; seconds to wait.
    TooMany(u32),
    /// Our fault.
    Fault(anyhow::Error),
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // The language is not known here: the page carries both, Chinese first.
        let lang = Lang::Zh;
        let (status, title, what): (StatusCode, fn(Lang) -> &'static str, String) = match &self {
            Self::NotFound => {
                (StatusCode::NOT_FOUND, texts::not_found_title, texts::not_found(lang).to_owned())
            }
            Self::NotAllowed => {
                (StatusCode::FORBIDDEN, texts::not_allowed_title, texts::not_allowed(lang).to_owned())
            }
            Self::SignedOut => {
                let to = [(header::LOCATION, "/sign-in")];
                return (StatusCode::SEE_OTHER, to).into_response();
            }
            Self::Forged => (StatusCode::FORBIDDEN, texts::forged_title, texts::forged(lang).to_owned()),
            Self::Malformed => {
                (StatusCode::BAD_REQUEST, texts::malformed_title, texts::malformed(lang).to_owned())
            }
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, texts::too_large_title, texts::too_large(lang).to_owned())
            }
            Self::TooMany(seconds) => {
                let minutes = seconds.div_ceil(60);
                (StatusCode::TOO_MANY_REQUESTS, texts::too_many_title, texts::too_many(lang, minutes))
            }
            Self::Fault(error) => {
                let number = fault_number();
                tracing::error!(number, error = format!("{error:#}"), "a request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, texts::fault_title, texts::fault(lang, &number))
            }
        };
        let body = Page::new(lang, title(lang)).show_bare(&empty(title(lang), &what, None));
        let mut response = (status, body).into_response();
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// A short number that a user can read out on the telephone and an administrator finds in the log.
fn fault_number() -> String {
    let id = xinan_db::new_id().simple().to_string().to_uppercase();
    format!("E-{}", &id[id.len() - 5..])
}
