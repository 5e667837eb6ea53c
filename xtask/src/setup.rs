//! What the tests need and the toolchain does not bring: a browser, a Chinese font, PostgreSQL,
//! poppler, Node and nextest.
//!
//! What is there is left alone. On Debian and Ubuntu the rest is installed with apt, as root or with
//! sudo; elsewhere, or without the right, one sentence for each thing says what to install.

use std::env;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, house, postgres, run};

/// Something the tests need.
struct Need {
    /// What it is, in the words of the sentence that asks for it.
    what: &'static str,
    is_here: fn() -> bool,
    /// Debian's packages.
    packages: &'static [&'static str],
}

const NEEDS: [Need; 5] = [
    Need {
        what: "Chromium (or CHROMIUM set to a Chrome or Chromium of yours)",
        is_here: || chromium().is_some(),
        packages: &["chromium"],
    },
    Need { what: "a Chinese font (Noto Sans CJK)", is_here: has_chinese_font, packages: &["fonts-noto-cjk"] },
    Need {
        what: "the PostgreSQL server, 15 or later",
        is_here: || env::var_os("XINAN_TEST_PG_URL").is_some() || postgres::programs().is_ok(),
        packages: &["postgresql"],
    },
    Need {
        what: "poppler's tools pdftotext and pdftoppm",
        is_here: || ["pdftotext", "pdftoppm"].iter().all(|name| house::in_path(name).is_some()),
        packages: &["poppler-utils"],
    },
    Need {
        what: "Node 20 or later, with npm",
        is_here: || node_release().is_some_and(|release| release >= 20) && house::in_path("npm").is_some(),
        packages: &["nodejs", "npm"],
    },
];

/// Installs what is missing; the sentence it returns says what was done.
pub(crate) fn setup() -> Result<String> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_here)()).collect();
    let mut done = Vec::new();
    if !missing.is_empty() {
        done.push(install(&missing)?);
    }
    for component in ["fmt", "clippy"] {
        run::output(&mut house::cargo(&[component, "--version"])).map_err(|_| {
            format!("cargo {component} is missing. Install it with `rustup component add rustfmt clippy`.")
        })?;
    }
    done.extend(browser_packages()?);
    done.extend(nextest());
    Ok(if done.is_empty() { "everything was there".into() } else { done.join("; ") })
}

fn install(missing: &[&Need]) -> Result<String> {
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    let Some(apt) = Apt::here() else {
        return Err(please(missing, &packages));
    };
    say!("Installing with apt: {}", packages.join(" "));
    if packages.contains(&"postgresql") {
        say!("(Debian starts a server of its own with that package; the tests do not use it.)");
    }
    apt.run(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&packages);
    apt.run(&arguments)?;
    let still: Vec<&Need> = missing.iter().filter(|need| !(need.is_here)()).copied().collect();
    if !still.is_empty() {
        return Err(format!("apt has installed {}, and yet:\n{}", packages.join(" "), please(&still, &[])));
    }
    Ok(format!("installed {}", packages.join(" ")))
}

/// What to install by hand.
fn please(missing: &[&Need], packages: &[&str]) -> String {
    let mut text = String::from("The tests need, and this machine lacks:\n");
    for need in missing {
        text.push_str(&format!("  - {}\n", need.what));
    }
    text.push_str("Install them, then try again.");
    if !packages.is_empty() {
        text.push_str(&format!(" On Debian and Ubuntu: `sudo apt-get install {}`.", packages.join(" ")));
    }
    text
}

/// apt-get, with the right to use it.
struct Apt {
    sudo: bool,
}

impl Apt {
    fn here() -> Option<Self> {
        house::in_path("apt-get")?;
        if house::is_root() {
            return Some(Self { sudo: false });
        }
        house::in_path("sudo")?;
        // Where nobody can type a password, only a sudo that asks for none is of use.
        let free =
            Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|output| output.status.success());
        (free || std::io::stdin().is_terminal()).then_some(Self { sudo: true })
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut command = if self.sudo {
            let mut sudo = Command::new("sudo");
            sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        } else {
            let mut apt = Command::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        // Another apt may be at work on a machine that has just started.
        run::run(command.args(["-q", "-o", "DPkg::Lock::Timeout=120"]).args(arguments))
    }
}

/// The browser of the tests, as e2e/harness/browser.mjs looks for it too.
pub(crate) fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .iter()
        .find_map(|name| house::in_path(name))
}

fn has_chinese_font() -> bool {
    let listed = run::output(Command::new("fc-list").args([":lang=zh", "file"]));
    match listed {
        Ok(fonts) => !fonts.trim().is_empty(),
        Err(_) => Path::new("/usr/share/fonts/opentype/noto").is_dir() || cfg!(target_os = "macos"),
    }
}

fn node_release() -> Option<u32> {
    let version = run::output(Command::new("node").arg("--version")).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The npm packages of the browser tests: installed again only when the lock file is newer.
fn browser_packages() -> Result<Option<String>> {
    let e2e = house::e2e();
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let locked = changed(&e2e.join("package-lock.json"));
    let installed = changed(&e2e.join("node_modules/.package-lock.json"));
    if locked.is_none() || installed >= locked {
        return Ok(None);
    }
    let mut npm = Command::new("npm");
    run::run(npm.current_dir(e2e).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]))?;
    Ok(Some("installed the npm packages of e2e".into()))
}

/// nextest runs the tests in half the time; without it `cargo test` does.
fn nextest() -> Option<String> {
    if has_nextest() {
        return None;
    }
    say!("Installing cargo-nextest (once, a few minutes)");
    match run::run(&mut house::cargo(&["install", "cargo-nextest", "--locked", "--quiet"])) {
        Ok(()) => Some("installed cargo-nextest".into()),
        Err(_) => Some("cargo-nextest could not be installed, so `cargo test` runs the tests".into()),
    }
}

pub(crate) fn has_nextest() -> bool {
    run::output(&mut house::cargo(&["nextest", "--version"])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_packages_to_install() {
        let need = &NEEDS[2];
        let text = please(&[need], need.packages);
        assert!(text.contains("  - the PostgreSQL server, 15 or later\n"), "{text}");
        assert!(text.ends_with("On Debian and Ubuntu: `sudo apt-get install postgresql`."), "{text}");
    }

    #[test]
    fn every_need_says_which_packages_bring_it() {
        assert!(NEEDS.iter().all(|need| !need.what.is_empty() && !need.packages.is_empty()));
    }
}
