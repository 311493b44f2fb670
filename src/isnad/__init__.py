"""isnad: many reports in, one attributed incident record out.

A claim is a span of a report plus who says so. A record is a function of
claims, human decisions and a named rule.
"""

__version__ = "0.1.0"
