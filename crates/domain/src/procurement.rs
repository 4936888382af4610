//! 調達: where a part costs the town's money, the procedure is recorded first. How a partner is chosen is one thing, the
//! method of the contract another.

use crate::{coded::coded, day::Day, municipality::MunicipalityCode, viewer::Viewer};

pub mod ceiling;
pub mod gate;

coded! {
    /// The kinds of contracts, as 地方自治法施行令別表第五 tells them apart.
    pub enum ContractKind {
        /// 工事又は製造の請負.
        Works = "works",
        /// 財産の買入れ.
        Purchase = "purchase",
        /// 物件の借入れ.
        Rental = "rental",
        /// 財産の売払い.
        Sale = "sale",
        /// 物件の貸付け.
        Lease = "lease",
        /// 前各号に掲げるもの以外: 業務委託 and other services.
        Other = "other",
    }
}

coded! {
    /// How the other side of a contract is chosen.
    pub enum Selection {
        /// 公募型プロポーザル.
        OpenProposal = "open_proposal",
        /// 指名型プロポーザル.
        NamedProposal = "named_proposal",
        /// 企画競争（コンペ）.
        Contest = "contest",
        /// 見積合わせ: several quotes.
        Quotes = "quotes",
        /// 一者見積り: one quote.
        OneQuote = "one_quote",
        /// 価格競争: the price alone.
        Price = "price",
        /// 総合評価: price and the rest.
        Comprehensive = "comprehensive",
    }
}

coded! {
    /// The method of the contract (地方自治法234条1項). せり売り sells; it spends nothing and is left out.
    pub enum Method {
        /// 一般競争入札.
        Open = "open",
        /// 指名競争入札.
        Named = "named",
        /// 随意契約.
        Negotiated = "negotiated",
    }
}

impl Selection {
    /// Whether a contract of this method can follow: bids are for bidding, proposals and quotes lead to 随意契約.
    pub const fn leads_to(self, method: Method) -> bool {
        let bids = matches!(self, Self::Price | Self::Comprehensive);
        bids != matches!(method, Method::Negotiated)
    }
}

coded! {
    /// The number of 地方自治法施行令167条の2第1項 a 随意契約 stands on.
    pub enum Ground {
        /// 少額.
        Small = "1",
        /// 性質又は目的が競争入札に適しない.
        Unsuited = "2",
        /// 障害者支援施設、シルバー人材センターなど.
        Welfare = "3",
        /// 新商品の生産による新事業分野の開拓者.
        NewProduct = "4",
        /// 緊急の必要.
        Urgent = "5",
        /// 競争入札に付することが不利.
        Disadvantage = "6",
        /// 時価に比して著しく有利な価格.
        Bargain = "7",
        /// 入札者がない、落札者がない.
        NoBid = "8",
        /// 落札者が契約を締結しない.
        NotConcluded = "9",
    }
}

coded! {
    /// How far a procedure is.
    pub enum State {
        /// 見込み.
        Foreseen = "foreseen",
        /// 手続き中.
        Announced = "announced",
        /// 結果.
        Settled = "settled",
        /// 取りやめ.
        Dropped = "dropped",
    }
}

coded! {
    /// What is done with a procedure.
    pub enum Step {
        /// It is announced, or quotes are asked for.
        Announce = "announce",
        /// Its result is recorded.
        Settle = "settle",
        /// It is given up, with the reason.
        Drop = "drop",
    }
}

impl State {
    /// The transition table. `None`: not from here.
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Foreseen, Step::Announce) => Some(Self::Announced),
            (Self::Announced, Step::Settle) => Some(Self::Settled),
            (Self::Foreseen | Self::Announced, Step::Drop) => Some(Self::Dropped),
            _ => None,
        }
    }

    /// Whether contacts are logged and everyone is told the same: from when it is foreseen until its result.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Foreseen | Self::Announced)
    }
}

/// Whether somebody writes the procedures of a town: its staff alone.
pub fn may_record(viewer: &Viewer, town: MunicipalityCode) -> bool {
    viewer.town() == Some(town)
}

/// Whether a procedure of the viewer's own town belongs elsewhere than in an adaptation kept by `keeper`: they sit in the circle
/// for a town that joined. The rules, the number and the result would stand under the keeping town's name; their town records
/// it in an adaptation of its own.
pub fn records_elsewhere(viewer: &Viewer, keeper: MunicipalityCode, in_circle: bool) -> bool {
    in_circle && viewer.town().is_some_and(|town| town != keeper)
}

/// What a procedure says about how it will be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Way {
    /// How the other side is chosen.
    pub selection: Selection,
    /// The method of the contract.
    pub method: Method,
    /// The number a 随意契約 stands on.
    pub ground: Option<Ground>,
}

/// What does not fit in the way of a procedure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// This selection does not lead to this method.
    #[error("the selection does not lead to the method")]
    Method,
    /// A 随意契約 names its number.
    #[error("no number of the ordinance")]
    NoGround,
    /// The amount is above what number 1 allows.
    #[error("above the ceiling of number 1")]
    AboveCeiling,
    /// A number other than 1 says why in words.
    #[error("no reason in words")]
    NoReason,
}

impl Way {
    /// Whether it can be so, for an amount, under the ceiling of the day (none where none is known).
    pub fn check(self, yen: i64, ceiling: Option<i64>, why: &str) -> Result<(), Unfit> {
        if !self.selection.leads_to(self.method) {
            return Err(Unfit::Method);
        }
        if self.method != Method::Negotiated {
            return Ok(());
        }
        match self.ground {
            None => Err(Unfit::NoGround),
            Some(Ground::Small) if ceiling.is_some_and(|ceiling| yen > ceiling) => Err(Unfit::AboveCeiling),
            Some(Ground::Small) => Ok(()),
            Some(_) if why.trim().is_empty() => Err(Unfit::NoReason),
            Some(_) => Ok(()),
        }
    }
}

/// The fiscal year (April to March) a day lies in.
pub fn fiscal_year(day: Day) -> i64 {
    let (year, month, _) = day.parts();
    i64::from(if month < 4 { year - 1 } else { year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coded::Coded;

    #[test]
    fn a_town_records_its_own_procedures_and_no_other_towns() {
        let town = |five| MunicipalityCode::with_check_digit(five).unwrap();
        let (keeper, joined) = (town("99341"), town("99362"));
        let staff = |town| {
            let id = |number| uuid::Uuid::from_u128(number);
            let hat = crate::viewer::Hat::Staff {
                town,
                seat: crate::Id::from_uuid(id(2)),
                department: crate::Id::from_uuid(id(3)),
                admin: true,
            };
            Viewer::wearing(crate::Id::from_uuid(id(1)), hat)
        };
        assert!(may_record(&staff(keeper), keeper) && !may_record(&staff(joined), keeper));
        assert!(records_elsewhere(&staff(joined), keeper, true));
        assert!(!records_elsewhere(&staff(joined), keeper, false));
        assert!(!records_elsewhere(&staff(keeper), keeper, true));
        assert!(!records_elsewhere(&Viewer::ANYONE, keeper, true));
    }

    #[test]
    fn a_procedure_goes_one_way() {
        let allowed: Vec<_> = State::ALL
            .iter()
            .flat_map(|state| Step::ALL.iter().map(move |step| (*state, *step)))
            .filter_map(|(state, step)| Some((state, step, state.after(step)?)))
            .collect();
        assert_eq!(
            allowed,
            [
                (State::Foreseen, Step::Announce, State::Announced),
                (State::Foreseen, Step::Drop, State::Dropped),
                (State::Announced, Step::Settle, State::Settled),
                (State::Announced, Step::Drop, State::Dropped),
            ]
        );
    }

    #[test]
    fn selection_and_method_are_two_things_that_have_to_fit() {
        for selection in Selection::ALL {
            let bids = matches!(selection, Selection::Price | Selection::Comprehensive);
            assert_eq!(selection.leads_to(Method::Open), bids);
            assert_eq!(selection.leads_to(Method::Named), bids);
            assert_eq!(selection.leads_to(Method::Negotiated), !bids);
        }
    }

    #[test]
    fn above_the_ceiling_number_one_is_no_ground() {
        let way = |ground| Way {
            selection: Selection::Quotes,
            method: Method::Negotiated,
            ground,
        };
        let ceiling = Some(1_000_000);
        assert_eq!(way(None).check(1, ceiling, "わけ"), Err(Unfit::NoGround));
        let small = way(Some(Ground::Small));
        assert_eq!(small.check(1_000_000, ceiling, ""), Ok(()));
        assert_eq!(small.check(1_000_001, ceiling, "わけ"), Err(Unfit::AboveCeiling));
        assert_eq!(small.check(1_000_001, None, ""), Ok(()));
        let unsuited = way(Some(Ground::Unsuited));
        assert_eq!(unsuited.check(5_000_000, ceiling, " "), Err(Unfit::NoReason));
        assert_eq!(unsuited.check(5_000_000, ceiling, "公募で選ぶため"), Ok(()));
        let bids = Way {
            selection: Selection::Price,
            method: Method::Open,
            ground: None,
        };
        assert_eq!(bids.check(5_000_000, ceiling, ""), Ok(()));
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        let year = |day: &str| fiscal_year(day.parse().unwrap());
        assert_eq!((year("2026-03-31"), year("2026-04-01")), (2025, 2026));
    }
}
