//! Pictures of challenges, drawn one at a time on a thread nobody waits for, and kept by what stands on them.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use documents::Card;
use tokio::sync::Semaphore;

use crate::Error;

/// How many pictures are kept, of some 40 KB each; one more empties the store.
const MOST: usize = 200;

/// The pictures kept.
#[derive(Clone)]
pub struct Pictures {
    drawn: Arc<Mutex<HashMap<u64, (Card, Bytes)>>>,
    turns: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            drawn: Arc::default(),
            turns: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Pictures {
    fn find(&self, key: u64, card: &Card) -> Option<Bytes> {
        // What a panicking thread left is a picture or none; both are whole.
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, picture) = drawn.get(&key)?;
        (of == card).then(|| picture.clone())
    }

    /// The picture as PNG.
    pub async fn of(&self, card: Card) -> Result<Bytes, Error> {
        let mut hasher = DefaultHasher::new();
        card.hash(&mut hasher);
        let key = hasher.finish();
        if let Some(found) = self.find(key, &card) {
            return Ok(found);
        }
        let turn = self.turns.acquire().await;
        let turn = turn.map_err(|error| Error::Internal(error.to_string()))?;
        // Somebody who was before may have asked for the same.
        if let Some(found) = self.find(key, &card) {
            return Ok(found);
        }
        let drawing = card.clone();
        let drawn = tokio::task::spawn_blocking(move || documents::picture(&drawing)).await;
        let picture = drawn
            .map_err(|error| Error::Internal(error.to_string()))?
            .map_err(|error| Error::Internal(error.to_string()))?;
        let picture = Bytes::from(picture);
        let mut all = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, (card, picture.clone()));
        drop(all);
        drop(turn);
        Ok(picture)
    }
}
