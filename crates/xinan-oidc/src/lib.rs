//! 统一身份 — signing in at an OpenID Connect provider, as far as it knows nothing of the house.
//!
//! Source: OpenID Connect Core 1.0 §3.1 (the code flow) and Discovery 1.0, with RFC 7636 (PKCE), RFC 9207 (who answers),
//! RFC 7515 and 7518 (signatures), and the advice of RFC 8725 and RFC 9700. [`Provider::address`] says where a browser is
//! sent; [`Provider::subject`] exchanges the code that comes back and says who it is, in the provider's own word for that
//! person. What was asked is kept by whoever calls, and bound to the browser there.
//!
//! Tokens and keys are read by `jsonwebtoken`, signatures looked at by ring; ours is what OpenID Connect adds to them.
//!
//! What surprises: it speaks one narrow dialect and refuses the rest, so that it can be read in one go (docs/decisions/0037).
//! Nothing is asked before it is needed: a provider that is away keeps nobody from starting. Only `openid` is asked for: no
//! name, no address, no telephone comes from there.

mod keys;
mod provider;
mod signature;
mod token;
mod web;

pub use provider::{Asked, Came, Error, Provider, Settings};
