"""The steps of `auditresp build`: what is wanted, what of it is stale, who makes it, and what is said of it."""
