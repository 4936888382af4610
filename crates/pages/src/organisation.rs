//! A town's and a partner's people, departments and domains.
