"""Attribution → Statement: who speaks, in which role, when and where, as one article tells it."""
