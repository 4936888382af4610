//! Mails about requests for corrections: to the town's staff when one is asked, to whoever asked when it is answered.

use domain::id::CorrectionRequestId;
use pages::mails::To;
use store::{SystemTx, correction_request};

use super::{Addressed, Desk, words};

/// The letters of one request.
pub async fn letters(
    tx: &mut SystemTx,
    desk: &Desk,
    id: CorrectionRequestId,
    verb: &str,
) -> store::Result<Vec<Addressed>> {
    // It may have been deleted meanwhile: its time was over.
    let Some(found) = correction_request::find_any(tx, id).await? else {
        return Ok(Vec::new());
    };
    let mut letters = Vec::new();
    if verb == "asked" {
        for reader in correction_request::readers(tx, id).await? {
            let to = To {
                w: words(&reader.locale),
                name: &reader.name,
                site: &desk.site,
            };
            let path = format!("/correction-requests/{id}");
            letters.push(Addressed {
                person: Some(reader.id),
                email: reader.email,
                letter: to.correction_asked(&found.town_name, &found.words, &path),
            });
        }
        return Ok(letters);
    }
    if let Some(outcome) = found.outcome.filter(|_| !found.email.is_empty()) {
        let to = To {
            w: words("ja"),
            name: "",
            site: &desk.site,
        };
        let path = format!("/challenges/{}", found.challenge);
        letters.push(Addressed {
            person: None,
            letter: to.correction_answered(&found.town_name, &outcome, &found.answer, &path),
            email: found.email,
        });
    }
    Ok(letters)
}
