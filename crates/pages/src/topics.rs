//! What a challenge is about: names of fields and goals, and the small form in which the circle chooses them.

use askama::Template;
use domain::{
    Coded,
    topic::{Field, Goal, Topic},
};

use crate::{
    challenges::Card,
    chrome::Chrome,
    form::{Choice, Form},
    words::Words,
};

impl Words {
    /// The name of a field of policy.
    pub fn field(self, field: Field) -> &'static str {
        match field {
            Field::Welfare => self.field_welfare(),
            Field::Health => self.field_health(),
            Field::Children => self.field_children(),
            Field::Schools => self.field_schools(),
            Field::Culture => self.field_culture(),
            Field::Equality => self.field_equality(),
            Field::Intercultural => self.field_intercultural(),
            Field::Disaster => self.field_disaster(),
            Field::Safety => self.field_safety(),
            Field::Transport => self.field_transport(),
            Field::Infrastructure => self.field_infrastructure(),
            Field::Facilities => self.field_facilities(),
            Field::Landscape => self.field_landscape(),
            Field::Housing => self.field_housing(),
            Field::Farming => self.field_farming(),
            Field::Commerce => self.field_commerce(),
            Field::Tourism => self.field_tourism(),
            Field::Newcomers => self.field_newcomers(),
            Field::Community => self.field_community(),
            Field::Environment => self.field_environment(),
            Field::Energy => self.field_energy(),
            Field::Digital => self.field_digital(),
            Field::Administration => self.field_administration(),
        }
    }

    /// The short name of a goal, without its number.
    fn goal_name(self, goal: Goal) -> &'static str {
        match goal {
            Goal::Poverty => self.goal_poverty(),
            Goal::Hunger => self.goal_hunger(),
            Goal::Health => self.goal_health(),
            Goal::Education => self.goal_education(),
            Goal::Gender => self.goal_gender(),
            Goal::Water => self.goal_water(),
            Goal::Energy => self.goal_energy(),
            Goal::Work => self.goal_work(),
            Goal::Industry => self.goal_industry(),
            Goal::Inequality => self.goal_inequality(),
            Goal::Communities => self.goal_communities(),
            Goal::Consumption => self.goal_consumption(),
            Goal::Climate => self.goal_climate(),
            Goal::Sea => self.goal_sea(),
            Goal::Land => self.goal_land(),
            Goal::Peace => self.goal_peace(),
            Goal::Partnerships => self.goal_partnerships(),
        }
    }

    /// The number and the short name of a goal.
    pub fn goal(self, goal: Goal) -> String {
        self.goal_label(self.goal_name(goal), goal.number())
    }

    /// The name of a field or a goal.
    pub fn topic(self, topic: &Topic) -> String {
        match topic {
            Topic::Field(field) => self.field(*field).to_owned(),
            Topic::Goal(goal) => self.goal(*goal),
        }
    }

    /// Every field to choose from.
    pub fn field_choices(self) -> Vec<Choice> {
        let choice = |one: &Field| Choice {
            value: one.code().to_owned(),
            label: self.field(*one).to_owned(),
        };
        Field::ALL.iter().map(choice).collect()
    }

    /// Every goal to choose from.
    pub fn goal_choices(self) -> Vec<Choice> {
        let choice = |one: &Goal| Choice {
            value: one.code().to_owned(),
            label: self.goal(*one),
        };
        Goal::ALL.iter().map(choice).collect()
    }
}

/// `/challenges/{challenge}/topics`.
#[derive(Template)]
#[template(path = "topics/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// What is chosen.
    pub form: Form,
    /// The fields.
    pub fields: Vec<Choice>,
    /// The goals.
    pub goals: Vec<Choice>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![("field", w.topics_fields()), ("goal", w.topics_goals())]
    }
}
