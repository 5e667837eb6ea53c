//! Argon2 in memory that goes back to the system as soon as a hash is made.
//!
//! The program's allocator keeps what was freed for a second, and longer where nobody asks for anything: 64 MiB
//! that nobody needs, beside the paper that is set meanwhile. The system's allocator takes so large a piece from
//! the system by itself and returns it at once.

use allocator_api2::alloc::System;
use allocator_api2::vec::Vec;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, Error, PasswordHasher, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// Hashes as [`Argon2`] does; the same hashes come of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Hasher {
    algorithm: Algorithm,
    version: Version,
    params: Params,
}

impl Hasher {
    /// Argon2id of the version of RFC 9106.
    pub(super) fn new(params: Params) -> Self {
        Self { algorithm: Algorithm::Argon2id, version: Version::V0x13, params }
    }

    fn fill(&self, password: &[u8], salt: &[u8], hash: &mut [u8]) -> argon2::Result<()> {
        let (mut memory, blocks) = (Vec::new_in(System), self.params.block_count());
        memory.try_reserve_exact(blocks).map_err(|_| argon2::Error::OutOfMemory)?;
        memory.resize(blocks, Block::new());
        Argon2::new(self.algorithm, self.version, self.params.clone()).hash_password_into_with_memory(
            password,
            salt,
            hash,
            memory.as_mut_slice(),
        )
    }
}

impl PasswordHasher<PasswordHash> for Hasher {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> Result<PasswordHash> {
        let salt = Salt::new(salt)?;
        let mut hash = [0; Output::MAX_LENGTH];
        let length = self.params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let hash = hash.get_mut(..length).ok_or(Error::OutputSize)?;
        self.fill(password, &salt, hash)?;
        Ok(PasswordHash {
            algorithm: self.algorithm.ident(),
            version: Some(self.version.into()),
            params: ParamsString::try_from(&self.params)?,
            salt: Some(salt),
            hash: Some(Output::new(hash)?),
        })
    }
}

/// What the check of a password asks for: the library compares the hashes itself.
impl CustomizedPasswordHasher<PasswordHash> for Hasher {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> Result<PasswordHash> {
        let algorithm = algorithm.map(Algorithm::try_from).transpose()?.unwrap_or_default();
        let version = version.map(Version::try_from).transpose()?.unwrap_or_default();
        Self { algorithm, version, params }.hash_password_with_salt(password, salt)
    }
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordVerifier;

    use super::*;

    /// Hashes of either open with the other, whatever they cost.
    #[test]
    fn the_same_hashes_come_of_it() {
        for (memory, passes, lanes) in [(256, 1, 1), (64, 3, 1), (128, 2, 4)] {
            let params = Params::new(memory, passes, lanes, None).unwrap();
            let library = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
            let (ours, salt) = (Hasher::new(params), b"some fixed salt");
            let hash = ours.hash_password_with_salt(b"right-horse-7", salt).unwrap();
            assert_eq!(hash, library.hash_password_with_salt(b"right-horse-7", salt).unwrap());
            for verified in [
                Hasher::default().verify_password(b"right-horse-7", &hash),
                Argon2::default().verify_password(b"right-horse-7", &hash),
            ] {
                assert_eq!(verified, Ok(()));
            }
            let wrong = Hasher::default().verify_password(b"right-horse-8", &hash);
            assert_eq!(wrong, Err(Error::PasswordInvalid));
        }
    }

    /// Of algorithms and versions that are not ours nothing is believed but what the library believes.
    #[test]
    fn other_hashes_are_taken_as_the_library_takes_them() {
        for hash in [
            "$argon2i$v=16$m=256,t=2,p=1$c29tZSBmaXhlZCBzYWx0cw$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k",
            "$argon2id$v=17$m=256,t=2,p=1$c29tZSBmaXhlZCBzYWx0cw$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k",
            "$scrypt$ln=8,r=8,p=1$c29tZSBmaXhlZCBzYWx0cw$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZSBmaXhlZCBzYWx0cw",
        ] {
            let hash = PasswordHash::new(hash).unwrap();
            let ours = Hasher::default().verify_password(b"right-horse-7", &hash);
            assert!(ours.is_err());
            assert_eq!(ours, Argon2::default().verify_password(b"right-horse-7", &hash));
        }
    }
}
