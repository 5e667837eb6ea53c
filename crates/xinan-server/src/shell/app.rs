//! The application: what every handler is given.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};

use anyhow::Result;
use axum::http::{HeaderMap, Uri};
use jiff::civil::Date;
use xinan_db::audit::checkpoint::{Checkpoint, Kept};
use xinan_db::{Db, Tx};
use xinan_domain::parameter::{Parameters, SecondFactorOf};
use xinan_domain::region::{Level, Region};

use super::actor::PostKind;
use super::clock::{Clock, Moment};
use super::elsewhere::Provider;
use super::hashing::Hashing;
use super::refusals::Refusals;
use super::sending::Sender as CodeSender;
use super::session::Cookies;
use super::session::sender::{Sender, sender};
use super::source::Network;
use super::turned_away::TurnedAway;
use crate::division::Divisions;
use crate::parameter::Rulebook;
use crate::parameter::store::note;

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    clock: Clock,
    settings: RwLock<Arc<Settings>>,
    /// Whose password is hashed next.
    hashing: Hashing,
    /// Attempts to sign in that were refused, for the log.
    refusals: Refusals,
    turned_away: TurnedAway,
    /// Wakes the worker that stores confirmed workbooks.
    work: tokio::sync::Notify,
    /// The program that sets paper; without one it is set here.
    press: OnceLock<PathBuf>,
    /// The origin by which the house is reached by HTTPS.
    origin: OnceLock<String>,
    /// Who may come to the person's own door next.
    own_door: Hashing,
    /// How one-time codes reach a telephone.
    code_sender: OnceLock<Arc<dyn CodeSender>>,
    /// Who says, elsewhere, who people are.
    elsewhere: OnceLock<Arc<dyn Provider>>,
    /// Proxies whose word about the source of a request is believed.
    proxies: OnceLock<Vec<Network>>,
}

/// What seldom changes and is read on every page: divisions and parameters.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The division tree.
    pub divisions: Divisions,
    /// What regions order.
    pub rules: Rulebook,
    /// When something was loaded last, microseconds.
    loaded_at: i64,
}

impl Settings {
    /// The parameters in force. Of a person they are those of his or her village, whoever asks.
    pub fn parameters(&self, region: &Region, day: Date) -> Parameters {
        self.rules.parameters(region, day)
    }

    /// Whether somebody in such a post must show a second factor to sign in: the county says so.
    pub fn requires_second_factor(&self, kind: PostKind, region: &Region, day: Date) -> bool {
        let county = region.at(Level::County).unwrap_or(*region);
        match self.rules.periods(&county).on(day).second_factor {
            SecondFactorOf::Nobody => false,
            SecondFactorOf::Administrators => PostKind::ADMINISTRATORS.contains(&kind),
            SecondFactorOf::Everybody => true,
        }
    }
}

impl App {
    /// Starts the application on an open database.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub async fn start(db: Db, clock: Clock) -> Result<Self> {
        let mut tx = db.read().await?;
        let settings = load_settings(&mut tx).await?;
        tx.commit().await?;
        Ok(Self {
            inner: Arc::new(Inner {
                db,
                clock,
                settings: RwLock::new(Arc::new(settings)),
                hashing: Hashing::default(),
                refusals: Refusals::default(),
                turned_away: TurnedAway::default(),
                work: tokio::sync::Notify::new(),
                press: OnceLock::new(),
                origin: OnceLock::new(),
                own_door: Hashing::default(),
                code_sender: OnceLock::new(),
                elsewhere: OnceLock::new(),
                proxies: OnceLock::new(),
            }),
        })
    }

    /// Lets paper be set beside the server, by a process of this program for each job
    /// (docs/decisions/0019). Said once, before anything is printed.
    pub fn print_beside(&self, program: PathBuf) {
        _ = self.inner.press.set(program);
    }

    /// The program that sets paper beside the server, if there is one.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "nothing is printed without it"))]
    pub(crate) fn press(&self) -> Option<&Path> {
        self.inner.press.get().map(PathBuf::as_path)
    }

    /// Sends one-time codes this way. Said once, before anything is served; without it nobody signs in at the person's
    /// own door.
    pub fn send_codes_by(&self, sender: Arc<dyn CodeSender>) {
        _ = self.inner.code_sender.set(sender);
    }

    /// How one-time codes are sent, if they are.
    pub fn code_sender(&self) -> Option<Arc<dyn CodeSender>> {
        self.inner.code_sender.get().map(Arc::clone)
    }

    /// Lets people sign in with an identity that this provider vouches for. Said once, before anything is served.
    pub fn sign_in_elsewhere_by(&self, provider: Arc<dyn Provider>) {
        _ = self.inner.elsewhere.set(provider);
    }

    /// Who says, elsewhere, who people are, if somebody does.
    pub(crate) fn elsewhere(&self) -> Option<&dyn Provider> {
        self.inner.elsewhere.get().map(Arc::as_ref)
    }

    /// Signs how far the log has come: kept in the database, and in the folder beside its keys.
    ///
    /// # Errors
    /// When the log cannot go on or was changed, or the file cannot be written.
    pub async fn sign_log(&self, kept: Kept) -> Result<Checkpoint> {
        Checkpoint::make(self.db(), self.now().micros(), kept).await
    }

    /// The newest checkpoint of the log in twenty characters, for the foot of what leaves the house; empty when
    /// none was signed yet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn log_checkpoint(&self) -> Result<String> {
        Ok(Checkpoint::newest(self.db()).await?.map_or_else(String::new, |newest| newest.short()))
    }

    /// Believes these proxies what they say of the source of a request ([`super::source`]). Said once, before
    /// anything is served.
    pub fn trust_proxies(&self, proxies: Vec<Network>) {
        _ = self.inner.proxies.set(proxies);
    }

    /// The origin by which the house is reached, such as `https://xinan.example`. Said once, before anything is
    /// served. Cookies are sent over HTTPS alone from then on.
    pub fn reached_at(&self, origin: String) {
        _ = self.inner.origin.set(origin);
    }

    /// The origin by which the house is reached by HTTPS, if it is.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.inner.origin.get().map(String::as_str)
    }

    /// How cookies are named and set here.
    pub fn cookies(&self) -> Cookies {
        Cookies::new(self.is_reached_by_https())
    }

    /// Whether the house is reached by HTTPS.
    pub(crate) fn is_reached_by_https(&self) -> bool {
        self.origin().is_some()
    }

    /// Who sent a request, as far as the browser says.
    pub(crate) fn sender(&self, headers: &HeaderMap, uri: &Uri) -> Sender {
        sender(self.origin(), headers, uri)
    }

    /// The proxies that are believed.
    pub(crate) fn proxies(&self) -> &[Network] {
        self.inner.proxies.get().map_or(&[], Vec::as_slice)
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.inner.clock.now()
    }

    /// Today.
    pub fn today(&self) -> Date {
        self.now().day()
    }

    /// The settings as they are now.
    pub fn settings(&self) -> Arc<Settings> {
        let settings = self.inner.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&settings)
    }

    /// Reads the settings again, after they were changed.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn reload(&self) -> Result<()> {
        let mut tx = self.inner.db.read().await?;
        let fresh = Arc::new(load_settings(&mut tx).await?);
        tx.commit().await?;
        *self.inner.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Reads the settings again when another program has loaded something since; from which instant on
    /// people may have been judged here by what held before, microseconds.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn reload_when_loaded(&self) -> Result<Option<i64>> {
        let mut tx = self.inner.db.read().await?;
        let loaded_at = note(&mut tx).await?.at;
        tx.commit().await?;
        if loaded_at == self.settings().loaded_at {
            return Ok(None);
        }
        self.reload().await?;
        Ok(Some(loaded_at))
    }

    pub(crate) fn hashing(&self) -> &Hashing {
        &self.inner.hashing
    }

    /// The turns at the person's own door, where numbers of cards are looked up one after another.
    pub(crate) fn own_door(&self) -> &Hashing {
        &self.inner.own_door
    }

    pub(crate) fn turned_away(&self) -> &TurnedAway {
        &self.inner.turned_away
    }

    pub(crate) fn refusals(&self) -> &Refusals {
        &self.inner.refusals
    }

    pub(crate) fn work(&self) -> &tokio::sync::Notify {
        &self.inner.work
    }
}

async fn load_settings(tx: &mut Tx) -> Result<Settings> {
    Ok(Settings {
        divisions: crate::division::store::all(tx).await?,
        rules: crate::parameter::store::rulebook(tx).await?,
        loaded_at: note(tx).await?.at,
    })
}
