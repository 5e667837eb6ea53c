//! 验证码 — codes of six digits computed from a shared secret and the time (TOTP, RFC 6238), and recovery codes.
//!
//! A step is thirty seconds, and a code may be of the step before or after the present one: what RFC 6238 §5.2
//! recommends, and what every application on a telephone computes without being told.

use anyhow::{Result, anyhow};
use totp_rs::{Algorithm, Builder, Secret as Shared, Totp};

use crate::shell::session::{SECOND, hash_of};

/// Seconds of a step.
const STEP: i64 = 30;
/// Steps by which a code may be early or late.
const DRIFT: u16 = 1;
/// Bytes of a secret (RFC 4226 §4: 160 bits).
const SECRET: usize = 20;
/// Windows of three steps that are looked at on either side, to say that a clock is off: an hour.
const WINDOWS: i64 = 40;

/// What the telephone and the house share.
#[derive(Clone)]
pub(crate) struct Secret(Shared);

/// Of when a typed code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Of this step, which is near enough.
    Of(i64),
    /// Of so many minutes later than now; of earlier when negative. Never 0.
    Off(i64),
    /// Of no time within an hour.
    Never,
}

impl Secret {
    /// One made by chance.
    pub(crate) fn fresh() -> Result<Self> {
        let mut bytes = [0_u8; SECRET];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness: {error}"))?;
        Ok(Self(Shared::from(bytes)))
    }

    /// One that was kept, in base 32 (RFC 4648).
    pub(crate) fn read(kept: &str) -> Result<Self> {
        // The error would quote what it cannot read.
        Shared::try_from_base32(kept).map(Self).map_err(|_| anyhow!("a kept secret is not base 32"))
    }

    /// In base 32, as it is kept and typed.
    pub(crate) fn base32(&self) -> String {
        self.0.to_base32()
    }

    /// In groups of four letters, to be typed from the page.
    pub(crate) fn in_groups(&self) -> String {
        let letters: Vec<char> = self.base32().chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// What a telephone reads from the picture: the house, the login and the secret, as all applications
    /// understand it (Google Authenticator's Key URI Format).
    pub(crate) fn address(&self, house: &str, login: &str) -> String {
        let (house, login, secret) = (encoded(house), encoded(login), self.base32());
        format!(
            "otpauth://totp/{house}:{login}?secret={secret}&issuer={house}&algorithm=SHA1&digits=6&period={STEP}"
        )
    }

    fn totp(&self) -> Result<Totp> {
        let step = STEP.unsigned_abs();
        let made = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(DRIFT);
        let made = made.with_step_duration(step).with_secret(self.0.clone()).build();
        made.map_err(|_| anyhow!("a kept secret is too short"))
    }

    /// Of when a typed code is. Blanks in it count for nothing. `now` in microseconds.
    pub(crate) fn look(&self, typed: &str, now: i64) -> Result<Seen> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let (totp, now) = (self.totp()?, now.div_euclid(SECOND));
        let at = |seconds: i64| {
            let seconds = u64::try_from(now + seconds).ok()?;
            totp.check(&typed, seconds).and_then(|step| i64::try_from(step).ok())
        };
        if let Some(step) = at(0) {
            return Ok(Seen::Of(step));
        }
        // What lies near is looked at first; each look takes in a step on either side.
        let away = (1..=WINDOWS).flat_map(|windows| [-3 * STEP * windows, 3 * STEP * windows]);
        let off = away.filter_map(at).next().map(|step| step * STEP - now.div_euclid(STEP) * STEP);
        Ok(off.map_or(Seen::Never, |seconds| {
            let minutes = i64::try_from(seconds.unsigned_abs().div_ceil(60)).unwrap_or(i64::MAX);
            Seen::Off(seconds.signum() * minutes)
        }))
    }

    /// The code of a moment, as a telephone shows it.
    #[cfg(test)]
    pub(crate) fn code_at(&self, now: i64) -> String {
        self.totp().unwrap().generate(now.div_euclid(SECOND).unsigned_abs()).to_string()
    }
}

/// The step of a moment.
pub(super) fn step_of(now: i64) -> i64 {
    now.div_euclid(SECOND).div_euclid(STEP)
}

/// Percent-encoded, as in an address (RFC 3986).
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

/// Recovery codes that are made at a time.
pub(crate) const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 80 bits, which no list of hashes can be tried for.
const RECOVERY_LENGTH: usize = 16;
/// Digits and letters that nobody mistakes for one another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Fresh recovery codes, in groups of four.
pub(crate) fn fresh_recovery_codes() -> Result<Vec<String>> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let mut bytes = [0_u8; RECOVERY_LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness: {error}"))?;
        let letters: Vec<char> =
            bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        codes.push(groups.join("-"));
    }
    Ok(codes)
}

/// What is kept of a recovery code, however it is typed: capitals, blanks and hyphens count for nothing, and O and I
/// are read as the digits they were copied from.
pub(crate) fn hash_of_recovery(typed: &str) -> Vec<u8> {
    let letters = typed.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    });
    hash_of(&letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B: twenty digits in ASCII.
    fn of_the_rfc() -> Secret {
        Secret(Shared::from(*b"12345678901234567890"))
    }

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    const VECTORS: [(i64, &str, i64); 6] = [
        (59, "287082", 1),
        (1_111_111_109, "081804", 37_037_036),
        (1_111_111_111, "050471", 37_037_037),
        (1_234_567_890, "005924", 41_152_263),
        (2_000_000_000, "279037", 66_666_666),
        (20_000_000_000, "353130", 666_666_666),
    ];

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, code, step) in VECTORS {
            let now = seconds * SECOND;
            assert_eq!(of_the_rfc().code_at(now), code);
            assert_eq!(of_the_rfc().look(code, now).unwrap(), Seen::Of(step), "{seconds}");
            assert_eq!(step_of(now), step);
        }
    }

    /// RFC 4226, appendix D: the first ten codes of the same secret, which are those of the first ten steps.
    #[test]
    fn the_first_steps_are_those_of_the_counter() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ];
        for (step, code) in (0_i64..).zip(codes) {
            assert_eq!(of_the_rfc().code_at(step * STEP * SECOND), code);
        }
    }

    /// One step each way; beyond it the clock is said to be off, for an hour.
    #[test]
    fn a_code_of_the_next_step_is_right_and_one_of_the_next_but_one_is_off() {
        let (now, secret) = (1_795_219_200 * SECOND, of_the_rfc());
        let origin = step_of(now);
        for (steps, wanted) in [
            (-1, Seen::Of(origin - 1)),
            (0, Seen::Of(origin)),
            (1, Seen::Of(origin + 1)),
            (2, Seen::Off(1)),
            (-2, Seen::Off(-1)),
            (10, Seen::Off(5)),
            (-11, Seen::Off(-6)),
            (120, Seen::Off(60)),
            (-120, Seen::Off(-60)),
            (125, Seen::Never),
            (-2000, Seen::Never),
        ] {
            let code = secret.code_at(now + steps * STEP * SECOND);
            assert_eq!(secret.look(&code, now).unwrap(), wanted, "{steps} steps away");
        }
    }

    #[test]
    fn blanks_in_a_code_count_for_nothing_and_nonsense_is_wrong() {
        let (now, secret) = (59 * SECOND, of_the_rfc());
        assert_eq!(secret.look("287 082", now).unwrap(), Seen::Of(1));
        for nonsense in ["", "28708", "2870822", "+87082", "28708a", "二八七零八二", "-1"] {
            assert_eq!(secret.look(nonsense, now).unwrap(), Seen::Never, "{nonsense}");
        }
        // A clock before the first step of all.
        assert_eq!(secret.look("287082", -5 * SECOND).unwrap(), Seen::Off(1));
    }

    #[test]
    fn a_secret_is_kept_and_typed_in_base_32() {
        let secret = of_the_rfc();
        assert_eq!(secret.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(secret.in_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(Secret::read(&secret.base32()).unwrap().base32(), secret.base32());
        let error = Secret::read("not base 32!").err().unwrap();
        assert!(!format!("{error:#}").contains("not base 32!"), "a secret is in no message");
        assert_ne!(Secret::fresh().unwrap().base32(), Secret::fresh().unwrap().base32());
        assert_eq!(Secret::fresh().unwrap().base32().len(), 32);
        assert_eq!(
            secret.address("心安", "liu@x"),
            "otpauth://totp/%E5%BF%83%E5%AE%89:liu%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=%E5%BF%83%E5%AE%89&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn recovery_codes_differ_and_are_read_however_they_are_typed() {
        let codes = fresh_recovery_codes().unwrap();
        let different: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!(different.len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| code.len() == 19 && code.matches('-').count() == 3), "{codes:?}");
        let kept = hash_of_recovery("0b1c-d2e3-f4g5-h6j7");
        for typed in
            ["0B1C D2E3 F4G5 H6J7", "obic-d2e3-f4g5-h6j7", " 0b1cd2e3f4g5h6j7 ", "OBLC-D2E3-F4G5-H6J7"]
        {
            assert_eq!(hash_of_recovery(typed), kept, "{typed}");
        }
        assert_ne!(hash_of_recovery("0b1c-d2e3-f4g5-h6j8"), kept);
    }
}
