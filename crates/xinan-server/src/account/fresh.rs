//! 初始密码 — a password that the program makes, to be handed over and replaced by its owner.

use anyhow::Result;
use xinan_domain::password::{About, Password, judge};

use crate::shell::session::fresh_token;

/// Its characters: hexadecimal digits, 48 bits.
const LENGTH: usize = 12;

/// A password made by chance that the rules accept: chance makes twelve digits in a row, too.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn fresh_password(about: &About<'_>) -> Result<String> {
    loop {
        let password = fresh_token()?[..LENGTH].to_owned();
        if judge(&Password::typed(&password), about).is_ok() {
            return Ok(password);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_password_is_one_that_could_be_chosen() {
        let about = About { login: "wang", name: "王敏", office: "清溪镇卫生院" };
        for _ in 0..1000 {
            let password = fresh_password(&about).unwrap();
            assert_eq!(password.len(), LENGTH);
            assert_eq!(judge(&Password::typed(&password), &about), Ok(()));
        }
    }
}
