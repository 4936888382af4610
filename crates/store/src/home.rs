//! 今日: what needs somebody, from several aggregates.
