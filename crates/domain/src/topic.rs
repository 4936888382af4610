//! What a challenge is about: fields of policy (政策分野) and the Sustainable Development Goals.
//!
//! The fields are our own list, in the order in which a town's 総合計画 usually speaks of them. The goals are numbered and
//! meant as in the resolution A/RES/70/1 of the United Nations (25 September 2015), "Transforming our world: the 2030
//! Agenda for Sustainable Development"; their short names on our pages are our own.

use crate::coded::{Coded, coded};

coded! {
    /// A field of policy.
    pub enum Field {
        /// 福祉・介護.
        Welfare = "welfare",
        /// 健康・医療.
        Health = "health",
        /// 子育て.
        Children = "children",
        /// 学校・教育.
        Schools = "schools",
        /// 文化・スポーツ・生涯学習.
        Culture = "culture",
        /// 人権・男女共同参画.
        Equality = "equality",
        /// 多文化共生・国際交流.
        Intercultural = "intercultural",
        /// 防災・消防.
        Disaster = "disaster",
        /// 防犯・交通安全.
        Safety = "safety",
        /// 公共交通・移動.
        Transport = "transport",
        /// 道路・上下水道.
        Infrastructure = "infrastructure",
        /// 公共施設.
        Facilities = "facilities",
        /// まちなみ・土地利用.
        Landscape = "landscape",
        /// 空き家・住まい.
        Housing = "housing",
        /// 農林水産.
        Farming = "farming",
        /// 商工・しごと.
        Commerce = "commerce",
        /// 観光.
        Tourism = "tourism",
        /// 関係人口・移住.
        Newcomers = "newcomers",
        /// 地域コミュニティ・自治.
        Community = "community",
        /// 環境・ごみ.
        Environment = "environment",
        /// エネルギー・脱炭素.
        Energy = "energy",
        /// DX・情報.
        Digital = "digital",
        /// 行財政・窓口.
        Administration = "administration",
    }
}

coded! {
    /// A goal of the 2030 Agenda.
    pub enum Goal {
        /// No poverty.
        Poverty = "sdg-1",
        /// Zero hunger, sustainable agriculture.
        Hunger = "sdg-2",
        /// Health and well-being.
        Health = "sdg-3",
        /// Education.
        Education = "sdg-4",
        /// Gender equality.
        Gender = "sdg-5",
        /// Water and sanitation.
        Water = "sdg-6",
        /// Energy.
        Energy = "sdg-7",
        /// Decent work and growth.
        Work = "sdg-8",
        /// Industry, innovation, infrastructure.
        Industry = "sdg-9",
        /// Reduced inequalities.
        Inequality = "sdg-10",
        /// Cities and communities.
        Communities = "sdg-11",
        /// Consumption and production.
        Consumption = "sdg-12",
        /// Climate.
        Climate = "sdg-13",
        /// Life below water.
        Sea = "sdg-14",
        /// Life on land.
        Land = "sdg-15",
        /// Peace, justice, institutions.
        Peace = "sdg-16",
        /// Partnerships.
        Partnerships = "sdg-17",
    }
}

impl Goal {
    /// Its number, 1–17.
    pub fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|one| *one == self)
            .map_or(0, |at| at + 1)
    }
}

/// The most fields of one challenge: what is about everything is found under nothing.
pub const MOST_FIELDS: usize = 3;
/// The most goals of one challenge.
pub const MOST_GOALS: usize = 5;

/// A field or a goal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// A field.
    Field(Field),
    /// A goal.
    Goal(Goal),
}

impl Topic {
    /// Its code, unique among both.
    pub fn code(self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::Goal(goal) => goal.code(),
        }
    }

    /// The topic of a code.
    pub fn parse(code: &str) -> Option<Self> {
        let field = Field::parse(code).map(Self::Field);
        field.or_else(|| Goal::parse(code).map(Self::Goal))
    }
}

/// Why a choice of topics cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooMany {
    /// More than [`MOST_FIELDS`] fields.
    Fields,
    /// More than [`MOST_GOALS`] goals.
    Goals,
}

/// The topics of a challenge: a few fields and a few goals, each once, in the order of their lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Topics {
    fields: Vec<Field>,
    goals: Vec<Goal>,
}

impl Topics {
    /// Takes what was chosen.
    ///
    /// # Errors
    /// When it is more than a few.
    pub fn new(mut fields: Vec<Field>, mut goals: Vec<Goal>) -> Result<Self, TooMany> {
        fields.sort_unstable();
        fields.dedup();
        goals.sort_unstable();
        goals.dedup();
        if fields.len() > MOST_FIELDS {
            return Err(TooMany::Fields);
        }
        if goals.len() > MOST_GOALS {
            return Err(TooMany::Goals);
        }
        Ok(Self { fields, goals })
    }

    /// The fields.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The goals.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// All of them, fields first.
    pub fn all(&self) -> impl Iterator<Item = Topic> {
        let fields = self.fields.iter().copied().map(Topic::Field);
        fields.chain(self.goals.iter().copied().map(Topic::Goal))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.goals.is_empty()
    }

    /// Their codes with spaces between, as they are stored.
    pub fn codes(&self) -> String {
        self.all().map(Topic::code).collect::<Vec<_>>().join(" ")
    }

    /// Reads stored codes; a code that is in neither list any more is passed over.
    pub fn read(codes: &str) -> Self {
        let mut topics = Self::default();
        for topic in codes.split(' ').filter_map(Topic::parse) {
            match topic {
                Topic::Field(field) => topics.fields.push(field),
                Topic::Goal(goal) => topics.goals.push(goal),
            }
        }
        topics
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_topic_has_a_code_of_its_own() {
        let fields = Field::ALL.iter().map(|one| Topic::Field(*one));
        let all: Vec<Topic> = fields
            .chain(Goal::ALL.iter().map(|one| Topic::Goal(*one)))
            .collect();
        let codes: BTreeSet<_> = all.iter().map(|one| one.code()).collect();
        assert_eq!(codes.len(), all.len());
        for topic in all {
            assert_eq!(Topic::parse(topic.code()), Some(topic));
            assert!(!topic.code().contains(' '));
        }
        assert_eq!(Goal::ALL.len(), 17);
        for (at, goal) in Goal::ALL.iter().enumerate() {
            assert_eq!(goal.number(), at + 1);
            assert_eq!(goal.code(), format!("sdg-{}", at + 1));
        }
    }

    #[test]
    fn a_few_topics_each_once() {
        let fields = vec![Field::Transport, Field::Welfare, Field::Transport];
        let topics = Topics::new(fields, vec![Goal::Communities, Goal::Health]).unwrap();
        assert_eq!(topics.codes(), "welfare transport sdg-3 sdg-11");
        assert_eq!(Topics::read(&topics.codes()), topics);
        assert!(Topics::read("").is_empty() && Topics::read("no-such-field").is_empty());
        let four = Field::ALL[..4].to_vec();
        assert_eq!(Topics::new(four, Vec::new()), Err(TooMany::Fields));
        let six = Goal::ALL[..6].to_vec();
        assert_eq!(Topics::new(Vec::new(), six), Err(TooMany::Goals));
    }
}
