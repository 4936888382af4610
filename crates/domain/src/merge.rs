//! A newer version of a package meets what a town made of an older one: part by part the town takes what is new, leaves
//! it, or brings both together.
//!
//! Three things stand side by side: the version the town began with (`base`), what the town made of it (`ours`) and the
//! newer version (`theirs`). Taking nothing changes nothing for the town; taking all gives the newer version where the
//! town had changed nothing; no part is ever lost.

use std::cell::Cell;

use crate::{
    coded::coded,
    id::PartId,
    package::{Content, Part, Terms},
};

/// What a town made of a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// As the package has it, with a note of the town's own (often empty).
    Kept {
        /// The note.
        note: String,
    },
    /// Different here.
    Changed(Content),
    /// Not used here.
    Dropped,
    /// The town's own.
    Added(Content),
}

/// A part as it stands in a town.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ours {
    /// The part of the package; none where the town added it.
    pub part: Option<PartId>,
    /// What became of it.
    pub state: State,
    /// Which part of the town's revision it was; none where it is new.
    pub was: Option<usize>,
}

impl Ours {
    /// What residents meet: nothing where the part is not used.
    pub fn reading(&self, package: &[Part]) -> Option<Content> {
        match &self.state {
            State::Kept { note } => {
                let content = content_of(package, self.part?)?;
                Some(with_note(content.clone(), note))
            }
            State::Changed(content) | State::Added(content) => Some(content.clone()),
            State::Dropped => None,
        }
    }
}

coded! {
    /// What is new about a part.
    pub enum NewsKind {
        /// It came with the newer version.
        Appeared = "appeared",
        /// It says something else.
        Altered = "altered",
        /// The newer version does without it.
        Removed = "removed",
    }
}

coded! {
    /// What a town does with what is new.
    pub enum Choice {
        /// 取り入れる: as the newer version has it.
        Take = "take",
        /// このまま: as it is in this town.
        Leave = "leave",
        /// 合わせる: both together.
        Merge = "merge",
    }
}

coded! {
    /// What a part consists of.
    pub enum Field {
        /// The title.
        Title = "title",
        /// The text.
        Body = "body",
        /// Who does it.
        Who = "who",
        /// What it costs.
        Cost = "cost",
        /// How long it takes.
        Duration = "duration",
        /// What must be there first.
        Preconditions = "preconditions",
        /// What went wrong before.
        Pitfalls = "pitfalls",
    }
}

/// Both together, and the fields in which both sides changed the same thing differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Together {
    /// The content; where it conflicts, texts hold both and fields hold ours.
    pub content: Content,
    /// The fields a person has to look at.
    pub conflicts: Vec<Field>,
}

/// What is new about one part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// The part.
    pub part: PartId,
    /// What is new.
    pub kind: NewsKind,
    /// What the version the town began with says; none where it appeared.
    pub base: Option<Content>,
    /// How it is in the town; none where it is not used.
    pub ours: Option<Content>,
    /// What the newer version says; none where it was removed.
    pub theirs: Option<Content>,
    /// Whether the town has made something of its own of it.
    pub touched: bool,
    /// Both together, where there are two to bring together.
    pub together: Option<Together>,
}

/// What was decided about a part with news.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// As the newer version has it.
    Take,
    /// As it is in this town.
    Leave,
    /// Both together, as somebody looked it over.
    Merge(Content),
}

/// Brings two texts together over a third: the text and whether both changed the same place differently.
pub type Weave<'a> = &'a dyn Fn(&str, &str, &str) -> (String, bool);

fn content_of(package: &[Part], id: PartId) -> Option<&Content> {
    package
        .iter()
        .find(|part| part.id == id)
        .map(|part| &part.content)
}

fn with_note(mut content: Content, note: &str) -> Content {
    if !note.trim().is_empty() {
        content.body = format!("{}\n\n{note}", content.body);
    }
    content
}

/// What is new in a newer version, in its order; what it does without comes last.
pub fn news(base: &[Part], ours: &[Ours], theirs: &[Part], weave: Weave<'_>) -> Vec<News> {
    let gone = base
        .iter()
        .filter(|part| content_of(theirs, part.id).is_none())
        .map(|part| part.id);
    let ids = theirs.iter().map(|part| part.id).chain(gone);
    ids.filter_map(|id| news_of(id, base, ours, theirs, weave))
        .collect()
}

fn news_of(id: PartId, base: &[Part], ours: &[Ours], theirs: &[Part], weave: Weave<'_>) -> Option<News> {
    let (was, now) = (content_of(base, id), content_of(theirs, id));
    let kind = match (was, now) {
        (None, Some(_)) => NewsKind::Appeared,
        (Some(_), None) => NewsKind::Removed,
        (Some(was), Some(now)) if was != now => NewsKind::Altered,
        _ => return None,
    };
    let mine = ours.iter().find(|one| one.part == Some(id));
    let reading = mine.and_then(|one| one.reading(base));
    let together = match (&reading, now) {
        (Some(mine), Some(now)) => Some(bring_together(was, mine, now, weave)),
        _ => None,
    };
    Some(News {
        part: id,
        kind,
        base: was.cloned(),
        touched: mine.is_some() && reading.as_ref() != was,
        ours: reading,
        theirs: now.cloned(),
        together,
    })
}

/// Brings one part together, field by field and text by text.
pub fn bring_together(
    base: Option<&Content>,
    ours: &Content,
    theirs: &Content,
    weave: Weave<'_>,
) -> Together {
    let empty = Content::default();
    let base = base.unwrap_or(&empty);
    let mut conflicts = Vec::new();
    let mut note = |field: Field, conflict: bool| {
        if conflict {
            conflicts.push(field);
        }
    };
    let (title, conflict) = pick(&base.title, &ours.title, &theirs.title);
    note(Field::Title, conflict);
    let (body, conflict) = weave(&base.body, &ours.body, &theirs.body);
    note(Field::Body, conflict);
    let (b, o, t) = (&base.terms, &ours.terms, &theirs.terms);
    let (who, conflict) = pick(&b.who, &o.who, &t.who);
    note(Field::Who, conflict);
    let (cost, conflict) = pick(&b.cost, &o.cost, &t.cost);
    note(Field::Cost, conflict);
    // Who pays is settled in each town: what was said here stays, what nobody has said here is taken over.
    let payer = o.payer.or(t.payer);
    let (duration, conflict) = pick(&b.duration, &o.duration, &t.duration);
    note(Field::Duration, conflict);
    let (preconditions, conflict) = weave(&b.preconditions, &o.preconditions, &t.preconditions);
    note(Field::Preconditions, conflict);
    let (pitfalls, conflict) = weave(&b.pitfalls, &o.pitfalls, &t.pitfalls);
    note(Field::Pitfalls, conflict);
    let terms = Terms {
        who,
        cost,
        payer,
        duration,
        preconditions,
        pitfalls,
    };
    Together {
        content: Content { title, body, terms },
        conflicts,
    }
}

/// A field is one thing: whoever alone changed it is followed; where both did, ours stays and a person looks.
fn pick<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> (T, bool) {
    if ours == base {
        (theirs.clone(), false)
    } else {
        (ours.clone(), theirs != base && theirs != ours)
    }
}

/// The town's parts on the newer version: in its order, then what only the town has. Where nothing of it was taken they
/// stay in the town's order: an order alone is no news anybody is asked about.
///
/// `decide` is asked about the parts with news alone. A part that is not used any more stays in the record as dropped.
pub fn onto(base: &[Part], ours: &[Ours], theirs: &[Part], decide: &dyn Fn(PartId) -> Decision) -> Vec<Ours> {
    let mut merged = Vec::with_capacity(ours.len() + theirs.len());
    let taken = Cell::new(false);
    let decide = |id: PartId| {
        let decision = decide(id);
        taken.set(taken.get() || decision != Decision::Leave);
        decision
    };
    for part in theirs {
        let at = ours.iter().position(|one| one.part == Some(part.id));
        let was = content_of(base, part.id);
        let state = match (at.map(|at| &ours[at]), was == Some(&part.content)) {
            (Some(mine), true) => mine.state.clone(),
            // A part nobody has said anything about so far goes on like that.
            (None, true) => continue,
            (mine, false) => settled(mine, was, Some(&part.content), decide(part.id)),
        };
        merged.push(Ours {
            part: Some(part.id),
            state,
            was: at,
        });
    }
    for (at, mine) in ours.iter().enumerate() {
        let id = match mine.part {
            Some(id) if content_of(theirs, id).is_some() => continue,
            other => other,
        };
        let was = id.and_then(|id| content_of(base, id));
        let state = match id {
            // What the newer version does without is news once: while the version before still had it.
            Some(id) if was.is_some() => settled(Some(mine), was, None, decide(id)),
            _ => mine.state.clone(),
        };
        merged.push(Ours {
            part: id,
            state,
            was: Some(at),
        });
    }
    if !taken.get() {
        // What is new and was left stands last, noted as not used.
        merged.sort_by_key(|one| one.was.unwrap_or(usize::MAX));
    }
    merged
}

fn settled(
    mine: Option<&Ours>,
    base: Option<&Content>,
    theirs: Option<&Content>,
    decision: Decision,
) -> State {
    let note = match mine.map(|one| &one.state) {
        Some(State::Kept { note }) => note.clone(),
        _ => String::new(),
    };
    match (decision, theirs) {
        (Decision::Take, Some(_)) => State::Kept { note },
        (Decision::Take, None) => State::Dropped,
        (Decision::Merge(content), Some(theirs)) if content == *theirs => State::Kept { note: String::new() },
        (Decision::Merge(content), _) => State::Changed(content),
        (Decision::Leave, _) => match (mine.map(|one| &one.state), base) {
            (Some(State::Kept { note }), Some(base)) => State::Changed(with_note(base.clone(), note)),
            (Some(state), _) => state.clone(),
            (None, _) => State::Dropped,
        },
    }
}

#[cfg(test)]
mod tests;
