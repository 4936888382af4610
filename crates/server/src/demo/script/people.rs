//! Towns, partners and the people who hold posts there.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Town {
    pub slug: String,
    pub code: String,
    pub name: String,
    pub kana: String,
    pub kind: String,
    pub about: String,
    pub mail_domains: Vec<String>,
    pub contact: Option<CorrectionContact>,
    #[serde(default)]
    pub department: Vec<Department>,
}

#[derive(Deserialize)]
pub struct CorrectionContact {
    pub office: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub telephone: String,
}

#[derive(Deserialize)]
pub struct Department {
    pub slug: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct Partner {
    pub slug: String,
    pub name: String,
    pub kana: String,
    pub kind: String,
    pub about: String,
}

#[derive(Deserialize)]
pub struct Person {
    pub slug: String,
    pub name: String,
    pub kana: String,
    pub email: String,
    #[serde(default)]
    pub operator: bool,
    #[serde(default)]
    pub post: Vec<Post>,
    #[serde(default)]
    pub membership: Vec<Membership>,
    #[serde(default)]
    pub professional: Vec<toml::Table>,
    pub asks: Option<Asks>,
}

#[derive(Deserialize)]
pub struct Post {
    pub town: String,
    pub department: String,
    pub title: String,
    pub from_days_ago: i64,
    pub to_days_ago: Option<i64>,
    #[serde(default)]
    pub admin: bool,
}

#[derive(Deserialize)]
pub struct Membership {
    pub partner: String,
    pub title: String,
    pub from_days_ago: i64,
    #[serde(default)]
    pub admin: bool,
}

/// A request to join a town's staff that waits for its answer.
#[derive(Deserialize)]
pub struct Asks {
    pub town: String,
    pub department: String,
    pub title: String,
    pub message: String,
    pub days_ago: i64,
}
