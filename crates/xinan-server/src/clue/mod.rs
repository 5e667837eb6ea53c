//! 线索 — a person somebody worries about. Never called a patient, never in the register.

pub mod store;
