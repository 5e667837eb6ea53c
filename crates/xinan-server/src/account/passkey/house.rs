//! By which name devices know the house.

use axum::http::{HeaderMap, header};
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};
use xinan_domain::text::Lang;

use crate::shell::app::App;
use crate::texts;

/// What asks devices and reads their answers; none where the house has no name that a device would take: a number, or a
/// name without HTTPS. A browser on the machine itself reaches it as `localhost`.
pub(in crate::account) fn house(app: &App, headers: &HeaderMap) -> Option<Webauthn> {
    let origin = match app.origin() {
        Some(origin) => origin.to_owned(),
        None => {
            let host = headers.get(header::HOST)?.to_str().ok()?;
            let name = host.split(':').next()?;
            (name == "localhost").then(|| format!("http://{host}"))?
        }
    };
    let origin = Url::parse(&origin).ok()?;
    let name = origin.domain()?;
    WebauthnBuilder::new(name, &origin).ok()?.rp_name(texts::app_name(Lang::Zh)).build().ok()
}
