//! The card on paper. Its number comes with the form that asks for it, since it is kept nowhere.

use axum::extract::State;
use axum::response::Response;
use xinan_db::audit;
use xinan_domain::portal::card::Number;
use xinan_domain::text::Lang;
use xinan_typeset::{CardSheet, Extras, Footer, Order, Sheets};

use super::web::of_number;
use crate::case::store::find;
use crate::policy::Action;
use crate::print::press;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::qr;
use crate::texts;

/// POST /people/{id}/own-door/cards/{card}/paper.pdf
pub async fn print(
    State(app): State<App>,
    Path((id, card)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    let number = Number::read(answers.raw("card")).map_err(|_| Problem::NotFound)?;
    let card = of_number(&mut tx, &case, &card, &number).await?;
    let entry = actor.entry(&now, "card.printed", Some(case.id()), card.id.to_string());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    // Paper is in Chinese, like every paper of the house.
    let zh = Lang::Zh;
    let (address, qr) = match app.origin() {
        Some(origin) => {
            let address = format!("{origin}/my");
            (texts::paper_card_at(zh, &address), qr::rows(&address)?)
        }
        None => (texts::paper_card_at_office(zh).to_owned(), Vec::new()),
    };
    let sheet = CardSheet {
        title: texts::paper_card_title(zh).to_owned(),
        holder: match card.relation {
            None => texts::paper_card_person(zh).to_owned(),
            Some(_) => texts::paper_card_guardian(zh).to_owned(),
        },
        number: number.grouped(),
        address,
        qr,
        valid: texts::paper_card_valid(zh, &card.last_day.to_string()),
        office: texts::paper_card_office(zh, &actor.office),
        steps_title: texts::paper_card_steps(zh).to_owned(),
        steps: [
            texts::paper_card_step_open(zh),
            texts::paper_card_step_number(zh),
            texts::paper_card_step_code(zh),
            texts::paper_card_step_out(zh),
        ]
        .map(str::to_owned)
        .to_vec(),
        notes: [
            texts::paper_card_note_codes(zh),
            texts::paper_card_note_lost(zh),
            texts::paper_card_note_back(zh),
            texts::paper_card_note_rights(zh),
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let footer =
        Footer { printed_by: actor.office.clone(), printed_at: now.civil(), checkpoint: String::new() };
    let order = Order { sheets: Sheets::Card(vec![sheet]), footer, extras: Extras::default() };
    let pdf = press::set(&app, order).await?;
    Ok(inline(pdf, "application/pdf", &format!("{}.pdf", texts::file_card(zh))))
}
