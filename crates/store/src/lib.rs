//! Rows and SQL: one text for SQLite and PostgreSQL, read through a viewer.
//!
//! - [`Db`] opens transactions: [`ReadTx`] and [`WriteTx`] for a viewer, [`SystemTx`] for work across towns.
//! - One file per aggregate; SQL constants stand beside the function that runs them.
//! - What differs between the databases lives in `sqlite`, `postgres` and `migrations/`.

pub mod adaptation;
pub mod attachment;
pub mod card;
pub mod challenge;
pub mod circle;
pub mod consultation;
pub mod contact;
pub mod context;
pub mod correction;
pub mod correction_request;
pub mod cost;
pub mod db;
pub mod dialogue;
pub mod diary;
pub mod draft;
pub mod error;
pub mod event;
pub mod first_text;
pub mod hand;
pub mod hat;
pub mod interest;
pub mod introduction;
pub mod invitation;
pub mod jobs;
pub mod join_request;
pub mod joint;
pub mod letter;
pub mod lineage;
pub mod mail;
pub mod mailed_secret;
pub mod message;
pub mod migrate;
pub mod moves;
pub mod municipality;
pub mod offer;
pub mod outbox;
pub mod package;
pub mod page;
pub mod partner;
pub mod person;
pub mod post;
mod postgres;
pub mod procurement;
pub mod procurement_rule;
pub mod publication;
pub mod reflection;
pub mod relationship;
pub mod scope;
pub mod session;
mod sqlite;
pub mod submission;
pub mod testing;
pub mod throttle;
pub mod today;
pub mod trial;
pub mod tx;
mod value;
pub mod voice;

pub use db::{Db, Location};
pub use error::{Error, Result};
pub use page::{Cursor, Page};
pub use tx::{ReadTx, SystemTx, WriteTx};
