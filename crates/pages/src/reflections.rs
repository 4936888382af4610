//! ふりかえり: the form and how it is shown.
