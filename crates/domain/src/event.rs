//! Events: the note that commits with every change. Who, when, under which hat, from what to what.

use uuid::Uuid;

use crate::{coded::coded, id::Id, municipality::MunicipalityCode, retention::Class};

coded! {
    /// The kinds of records changes are noted for.
    pub enum RecordKind {
        /// A municipality's entry, its domains and description.
        Municipality = "municipality",
        /// A department.
        Department = "department",
        /// A staff post.
        Post = "post",
        /// A person's account.
        Person = "person",
        /// Signing in and out, sessions.
        Session = "session",
        /// A partner organisation.
        Partner = "partner",
        /// A membership of a partner.
        Membership = "membership",
        /// A request to join.
        JoinRequest = "join_request",
        /// An operator's invitation.
        Invitation = "invitation",
        /// A dialogue.
        Dialogue = "dialogue",
        /// A card (名刺).
        Card = "card",
        /// A relationship and its strands.
        Relationship = "relationship",
        /// An introduction.
        Introduction = "introduction",
        /// A message in a dialogue.
        Message = "message",
        /// A photo or file on a record.
        Attachment = "attachment",
        /// A voice.
        Voice = "voice",
        /// A challenge, its wordings, signatures, circle and hands.
        Challenge = "challenge",
        /// A package.
        Package = "package",
        /// An adaptation and its moves.
        Adaptation = "adaptation",
        /// A trial and its measurements.
        Trial = "trial",
        /// An entry of a trial's diary, where photos hang; what happens to it is noted for its trial.
        Entry = "entry",
        /// A reflection.
        Reflection = "reflection",
        /// A procedure before public money is spent, its rules and what was told about it.
        Procurement = "procurement",
        /// A contact with a partner.
        Contact = "contact",
        /// A remark on what is published.
        Correction = "correction",
        /// What somebody without an account asks to be put right.
        CorrectionRequest = "correction_request",
    }
}

impl RecordKind {
    /// How long this kind of record is kept where the town has no rule of its own, counted from its 完結.
    ///
    /// Our starting point only: each town's 文書管理規程 decides, in the table `retention_rules`.
    pub const fn retention(self) -> Class {
        match self {
            Self::Session => Class::UnderOneYear,
            Self::JoinRequest | Self::Invitation | Self::Card | Self::CorrectionRequest => Class::OneYear,
            Self::Voice => Class::ThreeYears,
            Self::Dialogue
            | Self::Message
            | Self::Attachment
            | Self::Contact
            | Self::Introduction
            | Self::Trial
            | Self::Entry
            | Self::Person
            | Self::Membership => Class::FiveYears,
            Self::Challenge
            | Self::Adaptation
            | Self::Reflection
            | Self::Package
            | Self::Post
            | Self::Procurement
            | Self::Correction
            | Self::Relationship => Class::TenYears,
            Self::Municipality | Self::Department | Self::Partner => Class::InUse,
        }
    }
}

/// A change, as its store function notes it. The transaction adds who, when and under which hat.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of record changed.
    pub kind: RecordKind,
    /// Which one.
    pub record: Uuid,
    /// What was done, as a past participle: `recorded`, `worded`, `signed`.
    pub verb: &'static str,
    /// The town in whose chain it stands; `None` for what belongs to no town.
    pub town: Option<MunicipalityCode>,
    /// How it was before, as JSON; personal text that can be erased later.
    pub before: Option<String>,
    /// How it is now, as JSON.
    pub after: Option<String>,
}

impl Change {
    /// A change of a record outside every town.
    pub fn new<K>(kind: RecordKind, record: Id<K>, verb: &'static str) -> Self {
        Self {
            kind,
            record: record.uuid(),
            verb,
            town: None,
            before: None,
            after: None,
        }
    }

    /// In a town's chain.
    #[must_use]
    pub fn of_town(self, town: MunicipalityCode) -> Self {
        Self {
            town: Some(town),
            ..self
        }
    }

    /// With what it was before.
    #[must_use]
    pub fn from(self, before: String) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    /// With what it is now.
    #[must_use]
    pub fn to(self, after: String) -> Self {
        Self {
            after: Some(after),
            ..self
        }
    }
}
