//! 課題: the list, the page with its loop, wordings, circle, hands.
