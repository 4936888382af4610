//! What people write to each other in a dialogue.

use askama::Template;
use domain::{
    Timestamp,
    dialogue::Presence,
    id::{DialogueId, MessageId},
};

use crate::{chrome::Chrome, files::FileLine, form::Form, text::Prose};

/// A message as it is shown.
pub struct MessageLine {
    /// The id.
    pub id: MessageId,
    /// Its place in the dialogue, from one.
    pub position: i64,
    /// Who wrote it.
    pub name: String,
    /// For whom.
    pub side: Presence,
    /// The text.
    pub body: Prose,
    /// When.
    pub written_at: Timestamp,
    /// Whether it was written anew.
    pub reworded: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Whether the reader wrote it under the hat they wear.
    pub mine: bool,
    /// The files that came with it.
    pub files: Vec<FileLine>,
}

impl MessageLine {
    /// The first character of the name.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }

    /// The shape of the avatar.
    pub fn shape(&self) -> &'static str {
        match self.side {
            Presence::Town => "town",
            Presence::Partner => "partner",
            Presence::Resident | Presence::Other => "pro",
        }
    }
}

/// One message by itself, sent to pages that are open.
#[derive(Template)]
#[template(path = "messages/one.html")]
pub struct One {
    /// The words and the calendar of the reader.
    pub page: Chrome,
    /// The message.
    pub message: MessageLine,
}

/// `/dialogues/{dialogue}/messages`: a page of messages further back.
#[derive(Template)]
#[template(path = "messages/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The dialogue.
    pub dialogue: DialogueId,
    /// Its title.
    pub title: String,
    /// The messages, the oldest first.
    pub messages: Vec<MessageLine>,
    /// The address of older ones.
    pub older: Option<String>,
}

/// `/messages/{message}/edit`.
#[derive(Template)]
#[template(path = "messages/edit.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The message.
    pub id: MessageId,
    /// Its dialogue.
    pub dialogue: DialogueId,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("body", self.page.w.messages_body())]
    }
}

/// A text a message had.
pub struct Text {
    /// The text.
    pub body: Prose,
    /// When it was written.
    pub written_at: Timestamp,
}

/// `/messages/{message}/history`.
#[derive(Template)]
#[template(path = "messages/history.html")]
pub struct History {
    /// The chrome.
    pub page: Chrome,
    /// Who wrote it.
    pub name: String,
    /// Its dialogue.
    pub dialogue: DialogueId,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Its texts, the newest first.
    pub texts: Vec<Text>,
}

/// `/dialogues/{dialogue}/people`: naming further people.
#[derive(Template)]
#[template(path = "dialogues/people.html")]
pub struct People {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The dialogue.
    pub dialogue: DialogueId,
    /// Its title.
    pub title: String,
    /// Who may be named and is not yet.
    pub people: Vec<crate::form::Choice>,
}

impl People {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("person", self.page.w.dialogues_people())]
    }
}
