//! What the address of a request says, refused in the house's own words.
//!
//! The framework's own extractors answer nonsense in English plain text; these give a [`Problem`].

use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The part of the address after `?`.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = AxumQuery::<T>::from_request_parts(parts, state).await;
        read.map(|AxumQuery(asked)| Self(asked)).map_err(|_| Problem::Malformed)
    }
}

/// The parts of the path that vary.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = AxumPath::<T>::from_request_parts(parts, state).await;
        // What is no text is the address of nothing.
        read.map(|AxumPath(asked)| Self(asked)).map_err(|_| Problem::NotFound)
    }
}
