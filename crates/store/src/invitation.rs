//! Invitations of a town's first admin, by the operator.
