//! 今日: what needs somebody today.
