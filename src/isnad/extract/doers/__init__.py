"""Who did a violent act, and what became of them: what perpetrator, attacker_fate and responsibility share."""
