//! Identifiers: `UUIDv7`, one type per aggregate, so that a dialogue's id cannot stand where a challenge's is meant.

use std::{fmt, marker::PhantomData, str::FromStr};

use uuid::Uuid;

use crate::moment::Moment;

/// The id of one `K`. 16 bytes; ordered by creation time (milliseconds), then randomly.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// Draws a new id at a moment.
    pub fn new(moment: &Moment) -> Self {
        Self::from_uuid(moment.uuid())
    }

    /// Takes a stored value as an id of this kind.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The plain value, for storing.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::from_uuid)
    }
}

/// Names the kinds of things that have ids.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $alias:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $kind {}
        #[doc = concat!("The id of a [`", stringify!($kind), "`].")]
        pub type $alias = Id<$kind>;
    )+};
}

kinds! {
    /// A human being with one account.
    PersonKind => PersonId;
    /// A department of a town.
    DepartmentKind => DepartmentId;
    /// Where somebody sits when they act for others: a staff post, a partner membership or an engagement.
    SeatKind => SeatId;
    /// A partner organisation.
    PartnerKind => PartnerId;
    /// A dialogue.
    DialogueKind => DialogueId;
    /// One message in a dialogue.
    MessageKind => MessageId;
    /// A photo or file on a record.
    AttachmentKind => AttachmentId;
    /// A voice.
    VoiceKind => VoiceId;
    /// A challenge.
    ChallengeKind => ChallengeId;
    /// What a town says of its own situation beside a challenge; the same through its revisions.
    ContextKind => ContextId;
    /// A package.
    PackageKind => PackageId;
    /// One part of a package; the same through its versions.
    PartKind => PartId;
    /// An adaptation.
    AdaptationKind => AdaptationId;
    /// What a town learnt, offered back to a package.
    OfferKind => OfferId;
    /// A move.
    MoveKind => MoveId;
    /// A trial.
    TrialKind => TrialId;
    /// One measurement of an indicator.
    MeasurementKind => MeasurementId;
    /// A procedure before public money is spent.
    ProcurementKind => ProcurementId;
    /// A dated rule of a town about procedures.
    ProcurementRuleKind => ProcurementRuleId;
    /// Something told about a procedure, shown to all.
    AnswerKind => AnswerId;
    /// A contact a town wrote down.
    ContactKind => ContactId;
    /// An entry of a trial's diary.
    EntryKind => EntryId;
    /// A cost of a trial.
    CostKind => CostId;
    /// A reflection.
    ReflectionKind => ReflectionId;
    /// つながり: a town with a partner or a professional.
    RelationshipKind => RelationshipId;
    /// What ties one person to another inside a relationship.
    StrandKind => StrandId;
    /// つなぐ: an introduction of two people.
    IntroductionKind => IntroductionId;
    /// A remark on what is published.
    CorrectionKind => CorrectionId;
    /// What somebody asks to be put right.
    CorrectionRequestKind => CorrectionRequestId;
    /// A request to join a town or a partner.
    JoinRequestKind => JoinRequestId;
    /// An operator's invitation of a town's first admin.
    InvitationKind => InvitationId;
    /// A signed-in browser.
    SessionKind => SessionId;
    /// A secret sent by mail.
    MailedSecretKind => MailedSecretId;
    /// An event.
    EventKind => EventId;
    /// A mail.
    MailKind => MailId;
    /// A job.
    JobKind => JobId;
}
