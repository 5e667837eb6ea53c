//! 更正资料 — another version of a person's form takes the place of the former one, which stays with its author, its
//! time and the reason. What the form says of consent is an event, and follows
//! ([`xinan_domain::supplement::follows`]).

pub mod web;
