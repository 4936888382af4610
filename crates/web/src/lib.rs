//! HTTP: the router, who is asking, forms, and one file per endpoint under `html/`.

pub mod access;
mod again;
pub mod app;
mod assets;
mod cache;
mod cookies;
pub mod error;
pub mod extract;
pub mod html;
pub mod live;
mod password;
mod picture;
mod protection;
mod receipt;
pub mod routes;
mod secret;

pub use app::{App, Settings};
pub use error::Error;
pub use password::Passwords;
pub use receipt::Receipt;
pub use routes::{Route, router, routes};
pub use secret::{INVITATION, Secret};

/// What a handler answers.
pub type Result<T = axum::response::Response, E = Error> = std::result::Result<T, E>;
