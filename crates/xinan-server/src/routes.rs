//! Every address of the program, on one page.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::account::confirm::Asks::{self, InItsForm, OnAPage, OnAPageFor};
use crate::account::confirm::{Asked, Asking, What, ask};
use crate::policy::Action::{
    AcceptTransfer, AnswerGuidance, AnswerHelp, AnswerReferral, AnswerRequest, ApproveDisclosure,
    AskAboutOne, AskGuidance, BeginSurvey, CloseRecord, ConfirmPost, CorrectConsent, CorrectDeath,
    CorrectExamination, CorrectLoss, CorrectStay, CorrectVisit, EditPerson, EndSession, ExportLog,
    ExportRoster, HandOver, Import, IssueCard, JudgeClue, JudgePoliceLook, KeepDisposal, KeepException,
    KeepInstitutions, KeepSafety, KeepStaff, OpenInEmergency, PrintBatch, PrintForms, ReadConsents,
    ReadHandedList, ReadLog, RecordConsent, RecordContact, RecordDischargeForm, RecordDisposal,
    RecordExamination, RecordNotice, RecordStay, RecordSurvey, RecordVisit, RegisterPerson, ReportClue,
    ReportDisposal, ReviewClue, ReviewEmergency, SeeCase, SeeClues, SeeDisclosures, SeeDisposal, SeeFigures,
    SeeIndicators, SeeRoster, SeeSecurity, SeeTasks, SeeToAlert, SendReferral, SendTransfer,
};
use crate::policy::Guard::{self, Card, Does, Half, OneOf, Open, Own, Person, Securing, SignedIn};
use crate::shell::app::App;
use crate::shell::confirmed::Says;
use crate::shell::extract::{Path, Query};
use crate::shell::headers;
use crate::shell::looks::logged;
use crate::shell::problem::{Problem, dress};
use crate::shell::turns::{Turns, in_turn};
use crate::shell::ui::assets;
use crate::{
    account, closing, clue, consent, contact, department, disclosure, disposal, emergency, examination,
    followup, hospital, institution, intake, log, notice, person, police, portal, report, roster, security,
    staff, standing, supplement, transfer, worklist,
};

/// The largest upload: 20 MiB and what surrounds it in a form.
const LARGEST_UPLOAD: usize = 21 * 1024 * 1024;

/// The largest scanned sheet: 5 MiB and what surrounds it in a form. One that is a little larger is read to its end
/// and told so on the page.
const LARGEST_SHEET: usize = 6 * 1024 * 1024;

/// How long a client may say nothing in the middle of what it sends.
const SILENT_FOR: Duration = Duration::from_secs(15);

/// The program as a router.
pub fn router(app: App) -> Router {
    router_with_patience(app, SILENT_FOR)
}

/// The same, with its own patience for clients that say nothing in the middle of what they send.
pub(crate) fn router_with_patience(app: App, silent_for: Duration) -> Router {
    let addresses = addresses();
    let asking = Asking::at(app.clone(), addresses.asked());
    addresses
        .router
        .fallback(async || Problem::NotFound)
        .layer(Extension(asking.clone()))
        .layer(middleware::from_fn_with_state(asking, ask))
        .layer(middleware::from_fn_with_state(Turns::of_this_machine(app.db().engine()), in_turn))
        .layer(middleware::from_fn(logged))
        .layer(middleware::from_fn_with_state(app.clone(), dress))
        // A page of 50 kB becomes 9 kB instead of 8, in a third of the time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(RequestBodyTimeoutLayer::new(silent_for))
        .layer(middleware::from_fn_with_state(app.clone(), headers::add))
        .with_state(app)
}

/// Every address: how it is asked, what guards it, who answers, and whether it asks anew who one is.
pub(crate) fn addresses() -> Addresses {
    let addresses = Addresses::default()
        .get(
            "/",
            OneOf(&[SeeRoster, SeeTasks, AskAboutOne, SeeFigures, KeepStaff, SeeSecurity, ReadLog]),
            worklist::web::today,
        )
        .get("/tasks", Does(SeeTasks), worklist::tasks::web::list)
        .get("/sign-in", Open, account::web::sign_in_page)
        .post("/sign-in", Open, account::web::sign_in)
        .get("/sign-in/code", Half, account::half::web::show)
        .post("/sign-in/code", Half, account::half::web::code)
        .get("/sign-in/elsewhere", Open, account::elsewhere::web::leave)
        .get("/sign-in/elsewhere/return", Open, account::elsewhere::web::arrive)
        .get("/setup", Open, account::setup::web::show)
        .post("/setup", Open, account::setup::web::set_up)
        .post("/sign-out", SignedIn, account::web::sign_out)
        .get("/account", SignedIn, account::own::web::show)
        .get("/account/password", Open, to_account)
        .post("/account/password", SignedIn, account::own::web::password)
        .asks(InItsForm)
        .get("/account/factor", Securing, account::factor::web::show)
        .post("/account/factor", Securing, account::factor::web::change)
        .asks(InItsForm)
        .get("/account/passkeys", Own, account::passkey::web::show)
        .post("/account/passkeys", Own, account::passkey::web::begin)
        .asks(OnAPage(What::AddPasskey))
        .get("/account/passkeys/adding", Own, account::passkey::web::adding)
        .post("/account/passkeys/adding", Own, account::passkey::web::add)
        .post("/account/passkeys/{id}/removal", Own, account::passkey::web::remove)
        .get("/account/elsewhere", Own, account::elsewhere::web::show)
        .post("/account/elsewhere", Own, account::elsewhere::web::begin_to_tie)
        .asks(OnAPage(What::TieIdentity))
        .get("/account/elsewhere/going", Own, account::elsewhere::web::going)
        .get("/account/elsewhere/leaving", Own, account::elsewhere::web::leave_to_tie)
        .post("/account/elsewhere/untying", Own, account::elsewhere::web::untie)
        .get("/account/confirm", Own, account::confirm::web::show)
        .post("/account/confirm", Own, account::confirm::web::confirm)
        .get("/account/posts", Own, account::posts::web::list)
        .post("/account/posts/{post}", Own, account::posts::web::switch)
        .post("/account/browsers/{browser}/forget", Own, account::own::web::forget)
        .post("/account/sessions/end-others", Own, account::own::web::end_others)
        .post("/account/sessions/{session}/end", Own, account::own::web::end)
        .get("/view", Open, async || Redirect::to("/"))
        .post("/view", Open, account::web::view)
        .get("/people", Does(SeeRoster), roster::web::list)
        .get("/people/export", Does(ExportRoster), roster::web::before_export)
        .post("/people/export", Does(ExportRoster), roster::web::enter_export)
        .file("/people.xlsx", Does(ExportRoster), roster::web::export)
        .asks(OnAPage(What::ExportRoster))
        .says(disclosure::web::says)
        .get("/people/new", Does(RegisterPerson), supplement::web::new)
        .post("/people/new", Does(RegisterPerson), supplement::web::create)
        .post("/people/new/says", Does(RegisterPerson), supplement::web::says)
        .get("/people/{id}", Does(SeeCase), person::web::show)
        .get("/people/{id}/story", Does(SeeCase), person::story::web::show)
        .get("/people/{id}/transfers", Does(SendTransfer), transfer::sending::list)
        .get("/people/{id}/transfers/new", Does(SendTransfer), transfer::sending::form)
        .post("/people/{id}/transfers/new", Does(SendTransfer), transfer::sending::create)
        .post(
            "/people/{id}/transfers/{transfer}/withdrawal",
            Does(SendTransfer),
            transfer::sending::take_back,
        )
        .post(
            "/people/{id}/transfers/{transfer}/elsewhere",
            Does(SendTransfer),
            transfer::sending::accepted_elsewhere,
        )
        .asks(OnAPage(What::CloseRecord))
        .post("/people/{id}/transfers/{transfer}/seen", Does(SendTransfer), transfer::sending::seen)
        .get("/transfers/{id}", Does(AcceptTransfer), transfer::answering::show)
        .post("/transfers/{id}/acceptance", Does(AcceptTransfer), transfer::answering::accept)
        .post("/transfers/{id}/return", Does(AcceptTransfer), transfer::answering::send_back)
        .get("/people/{id}/stays", Does(SeeCase), hospital::stay::web::list)
        .get("/people/{id}/stays/new", Does(RecordStay), hospital::stay::web::new)
        .post("/people/{id}/stays/new", Does(RecordStay), hospital::stay::web::create)
        .get("/people/{id}/stays/{stay}/edit", Does(CorrectStay), hospital::stay::web::edit)
        .post("/people/{id}/stays/{stay}/edit", Does(CorrectStay), hospital::stay::web::update)
        .get("/people/{id}/stays/{stay}/discharge", Does(RecordStay), hospital::stay::leaving::new)
        .post("/people/{id}/stays/{stay}/discharge", Does(RecordStay), hospital::stay::leaving::create)
        .get("/people/{id}/stays/{stay}/form", Does(RecordDischargeForm), hospital::stay::leaving::form_page)
        .post("/people/{id}/stays/{stay}/form", Does(RecordDischargeForm), hospital::stay::leaving::keep_form)
        .post("/people/{id}/stays/{stay}/withdrawal", Does(CorrectStay), hospital::stay::leaving::withdraw)
        .get("/people/{id}/referrals", Does(SeeCase), hospital::referral::web::list)
        .get("/people/{id}/referrals/new", Does(SendReferral), hospital::referral::web::new)
        .post("/people/{id}/referrals/new", Does(SendReferral), hospital::referral::web::create)
        .get("/people/{id}/referrals/{referral}", Does(SeeCase), hospital::referral::web::show)
        .post(
            "/people/{id}/referrals/{referral}/arrival",
            Does(AnswerReferral),
            hospital::referral::web::arrive,
        )
        .get(
            "/people/{id}/referrals/{referral}/answer",
            Does(AnswerReferral),
            hospital::referral::web::answer_page,
        )
        .post(
            "/people/{id}/referrals/{referral}/answer",
            Does(AnswerReferral),
            hospital::referral::web::answer,
        )
        .post("/people/{id}/referrals/{referral}/end", Does(SendReferral), hospital::referral::web::end)
        .post("/people/{id}/referrals/{referral}/seen", Does(SendReferral), hospital::referral::web::seen)
        .get("/people/{id}/guidance", Does(SeeCase), hospital::guidance::web::list)
        .get("/people/{id}/guidance/new", Does(AskGuidance), hospital::guidance::web::new)
        .post("/people/{id}/guidance/new", Does(AskGuidance), hospital::guidance::web::create)
        .get("/people/{id}/guidance/{thread}", Does(SeeCase), hospital::guidance::web::show)
        .post(
            "/people/{id}/guidance/{thread}",
            OneOf(&[AskGuidance, AnswerGuidance]),
            hospital::guidance::web::say,
        )
        .post("/people/{id}/guidance/{thread}/closing", Does(AskGuidance), hospital::guidance::web::close)
        .get("/people/{id}/edit", Does(EditPerson), supplement::correction::web::edit)
        .post("/people/{id}/edit", Does(EditPerson), supplement::correction::web::update)
        .get("/people/{id}/visits", Does(SeeCase), followup::reading::web::list)
        .post("/people/{id}/visits", Does(RecordVisit), followup::web::create)
        .get("/people/{id}/visits/new", Does(RecordVisit), followup::web::new)
        .post("/people/{id}/visits/new", Does(RecordVisit), followup::web::create)
        .post("/people/{id}/visits/judge", Does(RecordVisit), followup::web::judge)
        .get("/people/{id}/visits/{visit}", Does(SeeCase), followup::reading::web::show)
        .get("/people/{id}/visits/{visit}/edit", Does(CorrectVisit), followup::correction::web::edit)
        .post("/people/{id}/visits/{visit}/edit", Does(CorrectVisit), followup::correction::web::update)
        .asks(OnAPageFor(What::CorrectDeath))
        .get("/people/{id}/visits/{visit}/withdrawal", Does(CorrectVisit), followup::withdrawal::web::form)
        .post("/people/{id}/visits/{visit}/withdrawal", Does(CorrectVisit), followup::withdrawal::web::create)
        .asks(OnAPageFor(What::CorrectDeath))
        .get("/people/{id}/contacts", Does(RecordContact), contact::web::form)
        .post("/people/{id}/contacts", Does(RecordContact), contact::web::create)
        .get("/people/{id}/notices/{what}", Does(RecordNotice), notice::web::form)
        .post("/people/{id}/notices/{what}", Does(RecordNotice), notice::web::create)
        .get("/people/{id}/notices/{what}/withdrawal", Does(RecordNotice), notice::web::form)
        .post("/people/{id}/notices/{what}/withdrawal", Does(RecordNotice), notice::web::withdraw)
        .get("/people/{id}/standing/death", Does(CorrectDeath), standing::web::form_of_death)
        .post("/people/{id}/standing/death", Does(CorrectDeath), standing::web::death)
        .asks(OnAPage(What::CorrectDeath))
        .get("/people/{id}/standing/loss", Does(CorrectLoss), standing::web::form_of_loss)
        .post("/people/{id}/standing/loss", Does(CorrectLoss), standing::web::loss)
        .get("/duplicates", Does(CloseRecord), closing::alike::web::list)
        .post("/duplicates", Does(CloseRecord), closing::alike::web::two)
        .get("/people/{id}/closing", Does(CloseRecord), closing::web::form)
        .post("/people/{id}/closing", Does(CloseRecord), closing::web::create)
        .asks(OnAPage(What::CloseRecord))
        .get("/people/{id}/standing/closing", Does(CloseRecord), standing::web::form_of_closing)
        .post("/people/{id}/standing/closing", Does(CloseRecord), standing::web::closing)
        .asks(OnAPage(What::CloseRecord))
        .get("/people/{id}/consents", Does(ReadConsents), consent::list)
        .get("/people/{id}/consents/new", Does(RecordConsent), consent::web::new)
        .post("/people/{id}/consents/new", Does(RecordConsent), consent::web::create)
        .get("/people/{id}/consents/{consent}", Does(ReadConsents), consent::show)
        .get("/people/{id}/consents/{consent}/correction", Does(CorrectConsent), consent::correction)
        .post("/people/{id}/consents/{consent}/correction", Does(CorrectConsent), consent::correct)
        .get("/people/{id}/consents/{consent}/papers", Does(RecordConsent), consent::to_entry)
        .post(
            "/people/{id}/consents/{consent}/papers",
            Does(RecordConsent),
            consent::add_paper.layer(DefaultBodyLimit::max(LARGEST_SHEET)),
        )
        .file("/people/{id}/consents/{consent}/papers/{paper}", Does(ReadConsents), person::sheet::read)
        .get("/people/{id}/examinations", Does(SeeCase), examination::web::list)
        .get("/people/{id}/examinations/new", Does(RecordExamination), examination::web::new)
        .post("/people/{id}/examinations/new", Does(RecordExamination), examination::web::create)
        .get("/people/{id}/examinations/{exam}", Does(SeeCase), examination::web::show)
        .get("/people/{id}/examinations/{exam}/edit", Does(CorrectExamination), examination::edit)
        .post("/people/{id}/examinations/{exam}/edit", Does(CorrectExamination), examination::update)
        .get("/people/{id}/examinations/{exam}/withdrawal", Does(CorrectExamination), examination::withdrawal)
        .post("/people/{id}/examinations/{exam}/withdrawal", Does(CorrectExamination), examination::withdraw)
        .get("/people/{id}/examinations/{exam}/alert", Does(SeeToAlert), examination::seeing_to)
        .post("/people/{id}/examinations/{exam}/alert", Does(SeeToAlert), examination::see_to)
        .get("/examinations/due", Does(SeeRoster), examination::due::web::list)
        .get("/people/{id}/access", Does(SeeCase), person::web::access)
        .get("/people/{id}/own-door", Does(IssueCard), portal::card::web::show)
        .get("/people/{id}/own-door/cards/new", Does(IssueCard), portal::card::web::form)
        .post("/people/{id}/own-door/cards/new", Does(IssueCard), portal::card::web::issue)
        .asks(OnAPageFor(What::IssueCard))
        .get("/people/{id}/own-door/cards/{card}/end", Does(IssueCard), portal::card::web::end_form)
        .post("/people/{id}/own-door/cards/{card}/end", Does(IssueCard), portal::card::web::end)
        .get("/people/{id}/own-door/safety/new", Does(KeepSafety), portal::safety::web::new_form)
        .post("/people/{id}/own-door/safety/new", Does(KeepSafety), portal::safety::web::add)
        .get("/people/{id}/own-door/safety/{holder}", Does(KeepSafety), portal::safety::web::form)
        .post("/people/{id}/own-door/safety/{holder}", Does(KeepSafety), portal::safety::web::keep)
        .asks(OnAPageFor(What::LiftSafety))
        .get("/people/{id}/own-door/exceptions/new", Does(KeepException), portal::exception::web::form)
        .post("/people/{id}/own-door/exceptions/new", Does(KeepException), portal::exception::web::keep)
        .get(
            "/people/{id}/own-door/exceptions/{exception}/end",
            Does(KeepException),
            portal::exception::web::end_form,
        )
        .post(
            "/people/{id}/own-door/exceptions/{exception}/end",
            Does(KeepException),
            portal::exception::web::end,
        )
        .get("/requests", Does(AnswerRequest), portal::request::office::list)
        .get("/requests/{request}", Does(AnswerRequest), portal::request::office::show)
        .post("/requests/{request}", Does(AnswerRequest), portal::request::office::answer)
        .get("/my/sign-in", Open, portal::door::web::page)
        .post("/my/sign-in", Open, portal::door::web::number)
        .get("/my/sign-in/code", Card, portal::door::web::code_page)
        .post("/my/sign-in/code", Card, portal::door::web::code)
        .post("/my/sign-out", Person, portal::door::web::sign_out)
        .get("/my", Person, portal::own::web::home)
        .get("/my/support", Person, portal::own::web::support)
        .get("/my/agreed", Person, portal::own::web::agreed)
        .get("/my/access", Person, portal::own::web::access)
        .get("/my/record", Person, portal::own::web::record)
        .get("/my/copy", Person, portal::own::web::copy)
        .get("/my/requests", Person, portal::request::own::list)
        .get("/my/requests/new", Person, portal::request::own::form)
        .post("/my/requests/new", Person, portal::request::own::ask)
        .get("/stats", Does(SeeIndicators), report::web::overview)
        .get("/stats/{indicator}", Does(SeeIndicators), report::web::indicator)
        .get("/stats/{indicator}/people", Does(SeeIndicators), report::web::people)
        .get("/import", Does(Import), intake::web::start)
        .post("/import", Does(Import), intake::web::upload.layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .get("/import/{id}", Does(Import), intake::web::show)
        .post("/import/{id}", Does(Import), intake::web::decide)
        .post("/import/{id}/columns", Does(Import), intake::web::columns)
        .file("/import/{id}/refused.xlsx", Does(Import), intake::web::refused)
        .get("/emergency", Does(OpenInEmergency), emergency::web::form)
        .post("/emergency", Does(OpenInEmergency), emergency::web::open)
        .get("/emergency/{id}", Does(OpenInEmergency), emergency::web::show)
        .post("/emergency/{id}/end", Does(OpenInEmergency), emergency::web::end)
        .get("/reviews", Does(ReviewEmergency), emergency::review::web::list)
        .get("/reviews/{id}", Does(ReviewEmergency), emergency::review::web::show)
        .post("/reviews/{id}", Does(ReviewEmergency), emergency::review::web::judge)
        .get("/police", Does(AskAboutOne), police::web::form)
        .post("/police", Does(AskAboutOne), police::web::ask)
        .get("/police/{id}", Does(AskAboutOne), police::web::show)
        .post("/police/{id}/end", Does(AskAboutOne), police::web::end)
        .get("/clues", Does(SeeClues), clue::judge::web::list)
        .get("/clues/new", Does(ReportClue), clue::report::web::new)
        .post("/clues/new", Does(ReportClue), clue::report::web::create)
        .get("/clues/mine", Does(ReportClue), clue::report::web::mine)
        .get("/clues/{id}", Does(SeeClues), clue::judge::web::show)
        .post("/clues/{id}/steps", Does(JudgeClue), clue::judge::web::step)
        .post("/clues/{id}/steps/{step}/withdrawal", Does(JudgeClue), clue::judge::web::withdraw)
        .post("/clues/{id}/review", Does(ReviewClue), clue::judge::web::review)
        .get("/disposals", Does(SeeDisposal), disposal::list::web::list)
        .get("/disposals/new", Does(ReportDisposal), disposal::report::web::new)
        .post("/disposals/new", Does(ReportDisposal), disposal::report::web::create)
        .get("/disposals/counts", Does(SeeIndicators), disposal::list::web::counts)
        .get("/disposals/{id}", Does(SeeDisposal), disposal::live::web::show)
        .get("/disposals/{id}/course", Does(SeeDisposal), disposal::live::web::course)
        .post("/disposals/{id}/entries", Does(KeepDisposal), disposal::live::web::enter)
        .get(
            "/disposals/{id}/entries/{entry}/correction",
            Does(KeepDisposal),
            disposal::live::web::correction,
        )
        .post("/disposals/{id}/entries/{entry}/correction", Does(KeepDisposal), disposal::live::web::correct)
        .get("/disposals/{id}/record", Does(RecordDisposal), disposal::record::web::form)
        .post("/disposals/{id}/record", Does(RecordDisposal), disposal::record::web::keep)
        .get("/surveys", Does(RecordSurvey), clue::survey::web::list)
        .get("/surveys/new", Does(BeginSurvey), clue::survey::web::new)
        .post("/surveys/new", Does(BeginSurvey), clue::survey::web::create)
        .get("/surveys/{id}", Does(RecordSurvey), clue::survey::web::show)
        .post("/surveys/{id}/villages", Does(RecordSurvey), clue::survey::web::village)
        .post("/surveys/{id}/villages/{entry}/withdrawal", Does(RecordSurvey), clue::survey::web::withdraw)
        .post("/surveys/{id}/end", Does(BeginSurvey), clue::survey::web::end)
        .get("/figures", Does(SeeFigures), department::figures::web::show)
        .get("/received", Does(ReadHandedList), department::lists::web::list)
        .get("/received/{id}", Does(ReadHandedList), department::lists::web::show)
        .get("/police-looks", Does(JudgePoliceLook), police::told::web::list)
        .get("/police-looks/{id}", Does(JudgePoliceLook), police::told::web::show)
        .post("/police-looks/{id}", Does(JudgePoliceLook), police::told::web::judge)
        .get("/police-help", Does(AnswerHelp), police::help::web::list)
        .get("/police-help/{id}", Does(AnswerHelp), police::help::web::show)
        .post("/police-help/{id}", Does(AnswerHelp), police::help::web::answer)
        .get("/disclosures", Does(SeeDisclosures), disclosure::web::list)
        .get("/disclosures/{id}", OneOf(&[SeeDisclosures, PrintForms]), disclosure::web::show)
        .post("/disclosures/{id}/withdrawal", OneOf(&[SeeDisclosures, PrintForms]), disclosure::web::withdraw)
        .post("/disclosures/{id}/decision", Does(ApproveDisclosure), disclosure::decision::decide)
        .post("/disclosures/{id}/end", Does(SeeDisclosures), disclosure::handed::end)
        .get("/staff", Does(KeepStaff), staff::web::list)
        .get("/staff/new", Does(KeepStaff), staff::enrol::web::new)
        .post("/staff/new", Does(KeepStaff), staff::enrol::web::create)
        .asks(OnAPageFor(What::GivePost))
        .get("/staff/{id}", Does(KeepStaff), staff::web::show)
        .get("/staff/{id}/password", Does(KeepStaff), staff::enrol::web::password_form)
        .post("/staff/{id}/password", Does(KeepStaff), staff::enrol::web::password)
        .asks(OnAPage(What::GivePassword))
        .get("/staff/{id}/factor", Does(KeepStaff), staff::enrol::web::factor_form)
        .post("/staff/{id}/factor", Does(KeepStaff), staff::enrol::web::factor)
        .asks(OnAPage(What::TakeFactorOff))
        .get("/staff/{id}/identity", Does(KeepStaff), staff::enrol::web::identity_form)
        .post("/staff/{id}/identity", Does(KeepStaff), staff::enrol::web::identity)
        .asks(OnAPage(What::UntieIdentity))
        .get("/staff/{id}/closing", Does(KeepStaff), staff::enrol::web::close_form)
        .post("/staff/{id}/closing", Does(KeepStaff), staff::enrol::web::close)
        .asks(OnAPage(What::CloseAccount))
        .get("/staff/{id}/opening", Does(KeepStaff), staff::enrol::web::open_form)
        .post("/staff/{id}/opening", Does(KeepStaff), staff::enrol::web::open)
        .asks(OnAPage(What::GivePassword))
        .get("/staff/{id}/posts/new", Does(KeepStaff), staff::post::web::new)
        .post("/staff/{id}/posts/new", Does(KeepStaff), staff::post::web::create)
        .asks(OnAPageFor(What::GivePost))
        .get("/staff/{id}/posts/{post}/end", Does(KeepStaff), staff::post::web::end_form)
        .post("/staff/{id}/posts/{post}/end", Does(KeepStaff), staff::post::web::end)
        .get("/staff/{id}/posts/{post}/transfer", Does(KeepStaff), staff::post::web::transfer_form)
        .post("/staff/{id}/posts/{post}/transfer", Does(KeepStaff), staff::post::web::transfer)
        .asks(OnAPageFor(What::GivePost))
        .get("/staff/{id}/posts/{post}/handover", Does(HandOver), staff::handover::web::form)
        .post("/staff/{id}/posts/{post}/handover", Does(HandOver), staff::handover::web::create)
        .asks(OnAPageFor(What::HandOver))
        .get("/security", Does(SeeSecurity), security::web::show)
        .get("/security/posts/{post}", Does(ConfirmPost), security::web::to_overview)
        .post("/security/posts/{post}", Does(ConfirmPost), security::web::answer)
        .asks(OnAPage(What::ConfirmPost))
        .get("/security/sessions", Does(SeeSecurity), security::web::living)
        .post("/security/sessions/{session}/end", Does(EndSession), security::web::end)
        .get("/security/factors", Does(SeeSecurity), security::web::without)
        .get("/audit", Does(ReadLog), log::web::list)
        .file("/audit.xlsx", Does(ExportLog), log::web::export)
        .asks(OnAPage(What::ExportLog))
        .says(log::web::says)
        .get("/institutions", Does(KeepInstitutions), institution::web::list)
        .get("/institutions/new", Does(KeepInstitutions), institution::web::new)
        .post("/institutions/new", Does(KeepInstitutions), institution::web::create)
        .get("/institutions/{id}", Does(KeepInstitutions), institution::web::show)
        .get("/institutions/{id}/edit", Does(KeepInstitutions), institution::web::edit)
        .post("/institutions/{id}/edit", Does(KeepInstitutions), institution::web::update)
        .get("/institutions/{id}/end", Does(KeepInstitutions), institution::web::end_form)
        .post("/institutions/{id}/end", Does(KeepInstitutions), institution::web::end)
        .get("/assets/{name}", Open, asset)
        .get("/healthz", Open, health);
    // The gallery is for those who build the program, not for those who use it.
    #[cfg(debug_assertions)]
    let addresses = addresses.get("/dev/ui", Open, gallery_page);
    #[cfg(feature = "pdf")]
    let addresses = addresses
        .file("/print/visits/{id}/{visit}", Does(PrintForms), crate::print::web::visit)
        .file("/print/people/{id}/follow-up.pdf", Does(PrintForms), crate::print::web::follow_ups)
        .file("/print/people/{id}/supplement.pdf", Does(PrintForms), crate::print::web::supplement)
        .get("/print/people/{id}/{form}/request", Does(PrintForms), crate::print::web::before_person)
        .post("/print/people/{id}/{form}/request", Does(PrintForms), crate::print::web::enter_person)
        .get("/print/villages/{village}/{form}/request", Does(PrintBatch), crate::print::web::before_village)
        .post("/print/villages/{village}/{form}/request", Does(PrintBatch), crate::print::web::enter_village)
        .file("/print/people/{id}/consents/{subject}", Does(PrintForms), crate::print::web::letter)
        .file(
            "/print/villages/{village}/follow-up.pdf",
            Does(PrintBatch),
            crate::print::web::village_follow_ups,
        )
        .asks(OnAPage(What::PrintVillage))
        .says(disclosure::web::says)
        .file(
            "/print/villages/{village}/supplement.pdf",
            Does(PrintBatch),
            crate::print::web::village_supplements,
        )
        .asks(OnAPage(What::PrintVillage))
        .says(disclosure::web::says)
        .file("/print/people/{id}/story.pdf", Does(PrintForms), crate::print::record::web::story)
        .file(
            "/print/people/{id}/stays/{stay}",
            Does(RecordDischargeForm),
            crate::print::record::hospital::stay,
        )
        .file(
            "/print/people/{id}/referrals/{referral}",
            Does(SendReferral),
            crate::print::record::hospital::referral,
        )
        .file(
            "/print/people/{id}/examinations/{exam}",
            Does(PrintForms),
            crate::print::record::hospital::exam,
        )
        .file("/print/people/{id}/closing.pdf", Does(CloseRecord), crate::print::record::web::closing)
        .file(
            "/print/people/{id}/transfers/{transfer}",
            Does(SendTransfer),
            crate::print::record::web::transfer,
        )
        .file("/print/clues/{id}", Does(SeeClues), crate::print::clue::web::clue)
        .file("/print/disposals/{id}", Does(RecordDisposal), crate::print::disposal::web::record)
        .get("/print/blank/{form}", Does(PrintForms), crate::print::web::blank)
        .post("/people/{id}/own-door/cards/{card}/paper.pdf", Does(IssueCard), portal::card::paper::print)
        .file("/my/copy/follow-up.pdf", Person, portal::own::copy::follow_ups)
        .file("/my/copy/supplement.pdf", Person, portal::own::copy::supplement);
    addresses
}

/// An address of the program.
#[derive(Debug)]
pub(crate) struct Address {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) guard: Guard,
    pub(crate) asks: Asks,
    /// What is about to leave, where that is to be confirmed.
    pub(crate) says: Option<Says>,
}

/// The addresses as a router, and as the list that tests go through.
#[derive(Default)]
pub(crate) struct Addresses {
    router: Router<App>,
    pub(crate) list: Vec<Address>,
}

impl Addresses {
    fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, guard: Guard, handler: H) -> Self {
        self.add(Method::GET, path, guard, get(handler))
    }

    /// A file that leaves: to ask for it is to take it, once. Whoever only asks what it would be like gets nothing, and
    /// nothing is entered.
    fn file<H: Handler<T, App>, T: 'static>(self, path: &'static str, guard: Guard, handler: H) -> Self {
        self.add(Method::GET, path, guard, get(handler).head(no_look_before))
    }

    fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, guard: Guard, handler: H) -> Self {
        self.add(Method::POST, path, guard, post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, guard: Guard, answer: MethodRouter<App>) -> Self {
        self.router = self.router.route(path, answer.route_layer(Extension(guard)));
        self.list.push(Address { method, path, guard, asks: Asks::Nothing, says: None });
        self
    }

    /// The address that was added last asks anew who one is.
    fn asks(mut self, asks: Asks) -> Self {
        if let Some(last) = self.list.last_mut() {
            last.asks = asks;
        }
        self
    }

    /// What leaves at the address that was added last, in one sentence.
    fn says(mut self, says: Says) -> Self {
        if let Some(last) = self.list.last_mut() {
            last.says = Some(says);
        }
        self
    }

    /// The addresses that ask on a page of their own.
    fn asked(&self) -> impl Iterator<Item = Asked> {
        self.list.iter().filter_map(|address| {
            let (OnAPage(what) | OnAPageFor(what)) = address.asks else { return None };
            let (method, path) = (address.method.clone(), address.path);
            Some(Asked { method, path, guard: address.guard, what, says: address.says })
        })
    }
}

/// HEAD of a file that leaves.
async fn no_look_before() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response()
}

/// A refused form has this address: whoever loads it again comes to the page with the form.
async fn to_account() -> Redirect {
    Redirect::to("/account")
}

/// Whether the program and its database answer, and whether it can be written to.
async fn health(State(app): State<App>) -> Response {
    const PATIENCE: Duration = Duration::from_secs(3);
    match tokio::time::timeout(PATIENCE, app.db().is_alive()).await {
        Ok(true) => "ok\n".into_response(),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "no database\n").into_response(),
    }
}

#[cfg(debug_assertions)]
async fn gallery_page(headers: HeaderMap) -> Response {
    crate::gallery::page(crate::shell::session::preferences(&headers).0).into_response()
}

/// The version that an asset is asked for in.
#[derive(serde::Deserialize)]
struct Version {
    v: Option<String>,
}

async fn asset(Path(name): Path<String>, Query(version): Query<Version>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::asset(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|etag| etag == asset.etag.as_str());
    let cache = [
        (header::CACHE_CONTROL, asset.cache_control(version.v.as_deref()).to_owned()),
        (header::ETAG, asset.etag.clone()),
        (header::CONTENT_TYPE, asset.content_type.to_owned()),
    ];
    match known {
        true => (StatusCode::NOT_MODIFIED, cache).into_response(),
        false => (cache, asset.bytes).into_response(),
    }
}
