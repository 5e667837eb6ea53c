//! The options of `xinan serve` by which people sign in with an identity elsewhere (docs/decisions/0037).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::Args as ClapArgs;
use xinan_server::shell::elsewhere::{Provider, Settings, provider};

use crate::fault::While;

/// Characters of the longest name of a provider: it stands on a button.
const LONGEST_NAME: usize = 20;
/// Bytes of the longest secret, and of the longest file of certificates.
const LONGEST_SECRET: u64 = 4 * 1024;
const LONGEST_CA: u64 = 1024 * 1024;

/// Where people may sign in instead of typing a password.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct Elsewhere {
    /// The OpenID Connect provider with which people may sign in instead of typing a password, as it names itself. Needs a
    /// program that was built with --features oidc; it sends browsers back to /sign-in/elsewhere/return.
    #[arg(long, value_name = "URL", requires_all = ["oidc_client_id", "oidc_client_secret_file"])]
    oidc_issuer: Option<String>,
    /// As what this deployment is registered there.
    #[arg(long, value_name = "ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// The file with the secret that goes with it, and nothing else.
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_client_secret_file: Option<PathBuf>,
    /// How people know the provider, for the button. Default: 统一身份.
    #[arg(long, value_name = "NAME", requires = "oidc_issuer", value_parser = name)]
    oidc_name: Option<String>,
    /// The certificates (PEM) of the authority that vouches for the provider, and then no other is believed. Default: the
    /// authorities that browsers know.
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_ca: Option<PathBuf>,
}

fn name(text: &str) -> Result<String, String> {
    let fits = |c: char| !c.is_control() && !matches!(c, '<' | '>');
    let name = xinan_domain::text::tidy(text);
    match !name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(fits) {
        true => Ok(name),
        false => Err(format!("write a name of at most {LONGEST_NAME} characters")),
    }
}

impl Elsewhere {
    /// Whether one is named.
    pub(crate) fn is_named(&self) -> bool {
        self.oidc_issuer.is_some()
    }

    /// The provider, which is asked nothing before somebody signs in; none where none is named.
    pub(crate) fn provider(self) -> Result<Option<Arc<dyn Provider>>> {
        let (Some(issuer), Some(client_id), Some(secret)) =
            (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret_file)
        else {
            return Ok(None);
        };
        let client_secret = String::from_utf8(read(&secret, LONGEST_SECRET)?)
            .map_err(|_| anyhow!("{} holds no text; write the client's secret there", secret.display()))?;
        let roots = self.oidc_ca.as_deref().map(|path| read(path, LONGEST_CA)).transpose()?;
        let client_secret = client_secret.trim().to_owned();
        let settings = Settings { issuer, name: self.oidc_name, client_id, client_secret, roots };
        provider(settings).map(Some).map_err(|why| anyhow!(why))
    }
}

fn read(path: &Path, longest: u64) -> Result<Vec<u8>> {
    let doing = || format!("cannot read {}", path.display());
    if std::fs::metadata(path).doing(doing)?.len() > longest {
        bail!("{} is longer than {longest} bytes; name the right file", path.display());
    }
    std::fs::read(path).doing(doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_on_a_button() {
        assert_eq!(name(" 省统一身份认证 ").unwrap(), "省统一身份认证");
        let long = "长".repeat(LONGEST_NAME + 1);
        for wrong in ["", " ", "<b>", long.as_str()] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }
}
