//! 作り変え: the page part by part, its form, the five moves.
