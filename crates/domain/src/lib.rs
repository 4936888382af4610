//! What is true in tomoni: the types and rules of the product, and nothing else.
//!
//! Pure: no clock, no randomness, no database, no web. Time and randomness arrive as a [`Moment`].

pub mod adaptation;
pub mod attachment;
pub mod audience;
pub mod card;
pub mod challenge;
pub mod coded;
pub mod consultation;
pub mod contact;
pub mod corporate_number;
pub mod correction;
pub mod day;
pub mod dialogue;
pub mod email;
pub mod event;
pub mod field;
pub mod first_text;
pub mod id;
pub mod interest;
pub mod introduction;
pub mod joint;
pub mod letter;
pub mod lineage;
pub mod merge;
pub mod moment;
pub mod moves;
pub mod municipality;
pub mod organisation;
pub mod package;
pub mod paragraph;
pub mod password;
pub mod phase;
pub mod problem;
pub mod procurement;
pub mod publishing;
pub mod reflection;
pub mod relationship;
pub mod retention;
pub mod spending;
pub mod today;
pub mod topic;
pub mod trial;
pub mod viewer;
pub mod voice;

pub use coded::Coded;
pub use day::Day;
pub use id::Id;
pub use moment::{Entropy, Moment, Timestamp};
pub use municipality::MunicipalityCode;
pub use problem::Problem;
pub use viewer::{Hat, Side, Viewer};
