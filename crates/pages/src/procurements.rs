//! 調達の手続き: the list of a town, one procedure with what was told about it, its forms, the dated rules.

use askama::Template;
use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    audience::Audience,
    id::{AdaptationId, AnswerId, ChallengeId, DialogueId, ProcurementId},
    procurement::{ContractKind, Ground, Method, Selection, State, gate::Missing},
};

use crate::{
    chrome::Chrome,
    corrections::Beside,
    form::{Choice, Form},
    number,
    procurement_rules::CeilingLine,
    words::Words,
};

impl Words {
    /// The kind of a contract.
    pub fn contract_kind(self, kind: &ContractKind) -> &'static str {
        match kind {
            ContractKind::Works => self.contract_works(),
            ContractKind::Purchase => self.contract_purchase(),
            ContractKind::Rental => self.contract_rental(),
            ContractKind::Sale => self.contract_sale(),
            ContractKind::Lease => self.contract_lease(),
            ContractKind::Other => self.contract_other(),
        }
    }

    /// How the other side is chosen.
    pub fn selection(self, selection: &Selection) -> &'static str {
        match selection {
            Selection::OpenProposal => self.selection_open_proposal(),
            Selection::NamedProposal => self.selection_named_proposal(),
            Selection::Contest => self.selection_contest(),
            Selection::Quotes => self.selection_quotes(),
            Selection::OneQuote => self.selection_one_quote(),
            Selection::Price => self.selection_price(),
            Selection::Comprehensive => self.selection_comprehensive(),
        }
    }

    /// The method of the contract.
    pub fn method(self, method: &Method) -> &'static str {
        match method {
            Method::Open => self.method_open(),
            Method::Named => self.method_named(),
            Method::Negotiated => self.method_negotiated(),
        }
    }

    /// The number a 随意契約 stands on, with what it says in short.
    pub fn ground(self, ground: &Ground) -> &'static str {
        match ground {
            Ground::Small => self.ground_1(),
            Ground::Unsuited => self.ground_2(),
            Ground::Welfare => self.ground_3(),
            Ground::NewProduct => self.ground_4(),
            Ground::Urgent => self.ground_5(),
            Ground::Disadvantage => self.ground_6(),
            Ground::Bargain => self.ground_7(),
            Ground::NoBid => self.ground_8(),
            Ground::NotConcluded => self.ground_9(),
        }
    }

    /// How far a procedure is.
    pub fn procurement_state(self, state: &State) -> &'static str {
        match state {
            State::Foreseen => self.procurement_foreseen(),
            State::Announced => self.procurement_announced(),
            State::Settled => self.procurement_settled(),
            State::Dropped => self.procurement_dropped(),
        }
    }

    /// An amount.
    pub fn yen(self, yen: &i64) -> String {
        self.terms_yen(number(*yen))
    }

    /// Why the gate is closed for a part.
    pub fn missing(self, missing: &Missing) -> String {
        match missing {
            Missing::Payer(part) => self.gate_payer(part),
            Missing::Procedure(part) => self.gate_procedure(part),
            Missing::Result(part, _) => self.gate_result(part),
            Missing::Ended(part, _) => self.gate_ended(part),
        }
    }
}

/// Why the gate is closed for one part, with the procedure it waits for.
pub struct GateLine {
    /// In words.
    pub words: String,
    /// The procedure.
    pub procurement: Option<ProcurementId>,
}

impl GateLine {
    /// In the reader's language.
    pub fn of(w: Words, missing: &Missing) -> Self {
        Self {
            words: w.missing(missing),
            procurement: missing.procedure(),
        }
    }
}

/// A procedure in short: where a page says that one is foreseen, or lists those about it.
#[derive(Clone)]
pub struct Short {
    /// The id.
    pub id: ProcurementId,
    /// What for.
    pub purpose: String,
    /// How far it is.
    pub state: State,
}

/// A procedure in a list.
pub struct Line {
    /// In short.
    pub short: Short,
    /// The fiscal year.
    pub fiscal_year: i64,
    /// How the other side is chosen.
    pub selection: Selection,
    /// The method of the contract.
    pub method: Method,
    /// Who was chosen, and for how much.
    pub chosen: Option<(String, i64)>,
    /// To whom it is open.
    pub audience: Audience,
}

/// `/towns/{code}/procurements`.
#[derive(Template)]
#[template(path = "procurements/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub code: MunicipalityCode,
    /// Its name.
    pub town: String,
    /// The procedures of this page.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader is of its staff.
    pub staff: bool,
}

/// `/adaptations/{adaptation}/procurements/new`.
#[derive(Template)]
#[template(path = "procurements/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The adaptation.
    pub adaptation: AdaptationId,
    /// The town, for its rules.
    pub code: MunicipalityCode,
    /// The parts that cost public money.
    pub parts: Vec<Choice>,
    /// What the rule of the day says, kind by kind.
    pub ceilings: Vec<CeilingLine>,
    /// The day.
    pub day: Day,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("purpose", w.procurements_purpose()),
            ("part", w.procurements_parts()),
            ("kind", w.procurements_kind()),
            ("expected", w.procurements_expected()),
            ("fiscal_year", w.procurements_fiscal_year()),
            ("selection", w.procurements_selection()),
            ("method", w.procurements_method()),
            ("ground", w.procurements_ground()),
            ("why", w.procurements_why()),
            ("approval", w.procurements_approval()),
            ("foreseen_on", w.procurements_foreseen_on()),
        ]
    }
}

/// Something told, as the page shows it.
pub struct Told {
    /// The id.
    pub id: AnswerId,
    /// What was asked.
    pub question: String,
    /// What was told.
    pub told: String,
    /// To whom first; for the town's staff alone.
    pub told_to: String,
    /// On which day.
    pub told_on: Day,
    /// In which dialogue.
    pub dialogue: Option<DialogueId>,
    /// When everyone was shown it.
    pub shown_at: Option<Timestamp>,
}

/// A correction.
pub struct Correction {
    /// What was wrong, and what is right.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
}

/// How it ended.
pub struct Outcome {
    /// On which day.
    pub day: Day,
    /// Who was chosen.
    pub chosen: String,
    /// For how much.
    pub amount: i64,
    /// Why.
    pub why: String,
    /// The last day the contract covers.
    pub covers_until: Option<Day>,
}

/// `/procurements/{procurement}`.
#[derive(Template)]
#[template(path = "procurements/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one way on is offered; none depends on another"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// In short.
    pub short: Short,
    /// The town.
    pub code: MunicipalityCode,
    /// Its name.
    pub town: String,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation.
    pub adaptation: AdaptationId,
    /// Its title.
    pub adaptation_title: String,
    /// The parts.
    pub parts: Vec<String>,
    /// The kind of contract.
    pub kind: ContractKind,
    /// The expected amount.
    pub expected: i64,
    /// The fiscal year.
    pub fiscal_year: i64,
    /// How the other side is chosen.
    pub selection: Selection,
    /// The method of the contract.
    pub method: Method,
    /// The number it stands on.
    pub ground: Option<Ground>,
    /// Why it is done this way.
    pub why: String,
    /// The day the rule was looked up.
    pub rule_on: Day,
    /// What it said.
    pub rule_yen: Option<i64>,
    /// Where it stands.
    pub rule_article: String,
    /// The number of the 決裁.
    pub approval: String,
    /// From which day it is foreseen.
    pub foreseen_on: Day,
    /// The day it was announced.
    pub announced_on: Option<Day>,
    /// Where.
    pub announced_where: String,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When and why it was given up.
    pub dropped: Option<(Day, String)>,
    /// To whom it is open.
    pub audience: Audience,
    /// What was told.
    pub answers: Vec<Told>,
    /// Where what was told earlier goes on.
    pub next: Option<String>,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
    /// Whether the reader is of the town's staff.
    pub staff: bool,
    /// Whether the reader may open the adaptation and the challenge.
    pub in_circle: bool,
    /// Whether it can be announced now.
    pub can_announce: bool,
    /// Whether its result can be recorded now.
    pub can_settle: bool,
    /// Whether it can be given up now.
    pub can_drop: bool,
    /// Whether the reader asked to be told; nothing for those who are not signed in.
    pub follows: Option<bool>,
    /// What is typed.
    pub form: Form,
}

impl Show {
    /// The labels of the fields of all forms.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("announced_on", w.procurements_announced_on()),
            ("announced_where", w.procurements_announced_where()),
            ("settled_on", w.procurements_settled_on()),
            ("chosen", w.procurements_chosen()),
            ("amount", w.procurements_amount()),
            ("chosen_why", w.procurements_chosen_why()),
            ("covers_until", w.procurements_covers_until()),
            ("dropped_why", w.procurements_dropped_why()),
            ("correction", w.procurements_correction()),
            ("audience", w.procurements_audience()),
            ("question", w.procurements_question()),
            ("told", w.procurements_told()),
            ("told_to", w.procurements_told_to()),
            ("told_on", w.procurements_told_on()),
        ]
    }

    /// To whom it can be opened.
    pub fn audiences(&self) -> Vec<Choice> {
        [Audience::Circle, Audience::Network, Audience::Public]
            .iter()
            .map(|one| Choice {
                value: one.code().to_owned(),
                label: self.page.w.audience(one).to_owned(),
            })
            .collect()
    }
}
