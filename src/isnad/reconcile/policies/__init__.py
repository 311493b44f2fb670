"""Named counting rules: the same claims, different published numbers, each with its reasons.

One file a rule. A rule never alters what was claimed; it chooses, and says what it set aside.
"""
