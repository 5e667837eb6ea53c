//! Chance that is the same everywhere: SplitMix64, and shuffles that need no table.
//!
//! Every person has streams of his or her own, made of the seed, the person's number and a topic. A
//! change in how names are drawn therefore moves no visit, and person 600,000 costs no more than
//! person 1. Shares of the whole (how many are men, how many were visited) are not left to coins but
//! dealt out by [`Shuffle`], so that even a small county has the shares of the nation.

/// A stream of numbers that follows from its seed.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of these numbers.
    pub(crate) fn of(parts: &[u64]) -> Self {
        Self(parts.iter().fold(0x9E37_79B9_7F4A_7C15, |seed, part| mixed(seed ^ mixed(*part))))
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// A number from 0 to 1, 1 excluded.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = u64::try_from(most - least).unwrap_or(0) + 1;
        let at = (u128::from(self.next()) * u128::from(width)) >> 64;
        least + i64::try_from(at).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, chance: f64) -> bool {
        self.unit() * 100.0 < chance
    }

    /// One of a list that is never empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A place in a list that is never empty.
    pub(crate) fn below(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(1) - 1;
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// One of a list that is never empty, each as often as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let share = self.unit();
        share_of(share, list)
    }
}

/// Whom a share from 0 to 1 falls to, when the list is laid out by its weights.
pub(crate) fn share_of<T: Copy>(share: f64, list: &[(T, u32)]) -> T {
    let total: f64 = list.iter().map(|(_, weight)| f64::from(*weight)).sum();
    let mut left = share * total;
    let found = list.iter().find(|(_, weight)| {
        left -= f64::from(*weight);
        left < 0.0
    });
    found.unwrap_or(&list[list.len() - 1]).0
}

/// The finishing step of SplitMix64: every bit of the input moves every bit of the result.
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// A shuffle of the numbers below `size`, computed one number at a time.
///
/// A Feistel network shuffles a power of four that holds them all; whoever lands outside walks on
/// until inside, which keeps it a shuffle (cycle walking).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shuffle {
    key: u64,
    size: u32,
    half: u32,
}

const ROUNDS: u64 = 4;

impl Shuffle {
    /// The shuffle of this key.
    pub(crate) fn new(key: u64, size: u32) -> Self {
        let bits = u32::BITS - size.saturating_sub(1).leading_zeros();
        Self { key, size, half: bits.div_ceil(2).max(1) }
    }

    /// Where a number goes.
    pub(crate) fn place(&self, number: u32) -> u32 {
        self.walk(number, |round| round)
    }

    /// Which number went there.
    pub(crate) fn number_at(&self, place: u32) -> u32 {
        self.walk(place, |round| ROUNDS - 1 - round)
    }

    /// The number's place as a share of the whole, strictly between 0 and 1: shares of a county are
    /// filled to the person.
    pub(crate) fn share(&self, number: u32) -> f64 {
        (f64::from(self.place(number)) + 0.5) / f64::from(self.size.max(1))
    }

    fn walk(&self, from: u32, round_of: impl Fn(u64) -> u64) -> u32 {
        if from >= self.size {
            return from;
        }
        let mut at = from;
        loop {
            at = self.once(at, &round_of);
            if at < self.size {
                return at;
            }
        }
    }

    /// One pass. Each round replaces one half by itself and a hash of the other; done in reverse
    /// order, with the halves in the same places, the rounds undo themselves.
    fn once(&self, at: u32, round_of: &impl Fn(u64) -> u64) -> u32 {
        let mask = (1_u32 << self.half) - 1;
        let (mut high, mut low) = ((at >> self.half) & mask, at & mask);
        for round in (0..ROUNDS).map(round_of) {
            let of = |half: u32| mixed(self.key ^ (round << 40) ^ u64::from(half)) as u32 & mask;
            match round % 2 {
                0 => high ^= of(low),
                _ => low ^= of(high),
            }
        }
        (high << self.half) | low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_puts_everybody_somewhere_and_finds_them_again() {
        for size in [1, 2, 3, 5, 121, 500, 2250] {
            let shuffle = Shuffle::new(7, size);
            let mut places: Vec<u32> = (0..size).map(|number| shuffle.place(number)).collect();
            assert!((0..size).all(|number| shuffle.number_at(shuffle.place(number)) == number), "{size}");
            places.sort_unstable();
            assert_eq!(places, (0..size).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn a_share_of_a_county_is_filled_to_the_person() {
        for key in 0..20 {
            let shuffle = Shuffle::new(key, 1000);
            assert_eq!((0..1000).filter(|number| shuffle.share(*number) < 0.528).count(), 528);
        }
    }

    #[test]
    fn a_stream_follows_from_its_seed_alone() {
        let of = |parts: &[u64]| Chance::of(parts).next();
        assert_eq!(of(&[1, 2, 3]), of(&[1, 2, 3]));
        assert_ne!(of(&[1, 2, 3]), of(&[1, 3, 2]));
        assert_ne!(of(&[1, 2]), of(&[1, 2, 0]));
        let mut chance = Chance::of(&[9]);
        assert!((0..1000).all(|_| (-3..=4).contains(&chance.between(-3, 4))));
    }
}
