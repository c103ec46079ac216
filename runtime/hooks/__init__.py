"""Other systems are told what happened: signed, retried, and only at addresses allowed."""
