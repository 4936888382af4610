//! 今日: what needs me.
