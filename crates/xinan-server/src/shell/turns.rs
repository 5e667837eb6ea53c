//! Pages are made in the order in which they were asked for, a few at a time.
//!
//! Sixteen pages begun together on two processors are all finished late: each waits for the others at
//! every step. Begun in turn, the first are finished early and none much later than before.

use std::num::NonZero;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;
use xinan_db::Engine;

/// Who may begin.
#[derive(Clone)]
pub struct Turns(Arc<Semaphore>);

impl Turns {
    /// As many at a time as there are processors: the embedded database answers in place, and no page waits
    /// while it is made. Whoever asks a server waits for most of the time, and lets others go on.
    pub fn of_this_machine(engine: Engine) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        let at_a_time = match engine {
            Engine::Sqlite => processors,
            Engine::Postgres => 4 * processors,
        };
        Self(Arc::new(Semaphore::new(at_a_time)))
    }
}

/// Lets a page begin when it is its turn. What takes long (paper, workbooks) or sends something (and may
/// do so slowly) does not stand in this queue.
pub async fn in_turn(State(Turns(turns)): State<Turns>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_page = request.method() == Method::GET
        && !path.starts_with("/print/")
        && !path.starts_with("/import")
        && !path.contains('.')
        && path != "/healthz";
    // Never closed; were it so, a page would rather be made out of turn than not at all.
    let _turn = if is_page { turns.acquire().await.ok() } else { None };
    next.run(request).await
}
