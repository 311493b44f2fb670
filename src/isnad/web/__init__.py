"""Asking servers: which addresses may be asked, how politely, and with what limits."""
