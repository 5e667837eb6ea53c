//! No answer leaves before the looks it took are in the log, durably.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use xinan_db::audit::owing;

use super::problem::Problem;

/// Waits for the looks of a finished page, whose turn is over: the next page is made meanwhile.
pub async fn logged(request: Request, next: Next) -> Response {
    match owing(next.run(request)).await.settled().await {
        Ok(response) => response,
        Err(error) => Problem::from(error).into_response(),
    }
}
