//! Secrets sent by mail: confirming an address, resetting a password, accepting an invitation.
