"""Statement → Claim: kind, certainty, condition, horizon, links, attitude."""
