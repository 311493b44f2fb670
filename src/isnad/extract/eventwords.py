"""Classes of words that tell what happened, as several readers ask for them.

Each reader adds what only it takes for an event: arrests, rescues, weapons, victims.
"""

from __future__ import annotations

HARMING = ("harm_verb", "harm_noun", "met", "death")
ATTACKS = ("attack", "incident", "blast", "strike", "raid", "roundup", "intrusion")
ATTACK_VERBS = ("blast_verb", "strike_verb", "intrude_verb")
ACCIDENTS = ("collision", "overturn", "sink", "disaster")
FALLS = ("fall", "collapse")
"""What rules and truces suffer, too."""
ACCIDENT_VERBS = ("fall_verb", "collide_verb", "overturn_verb", "sink_verb", "collapse_verb")
NOUNS = (*ATTACKS, *ACCIDENTS, *FALLS)
VERBS = (*ATTACK_VERBS, *ACCIDENT_VERBS)
