//! Who must show a second factor to sign in.

use serde::{Deserialize, Serialize};

use super::counting::choices;

choices! {
    /// 第二步验证的范围 (GB/T 22239-2019 §8.1.4.1 d asks for two ways of showing who one is).
    SecondFactorOf {
        /// Whoever wants one has one.
        Nobody = "nobody",
        /// The system, security and audit administrators must have one.
        Administrators = "administrators",
        /// Everybody must.
        Everybody = "everybody",
    }
}
