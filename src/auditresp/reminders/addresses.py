"""Addresses as mail servers and headers take them."""


def in_ascii(address: str) -> str:
    """An address whose domain is written with a–z alone (IDNA); what stands before the @ is the recipient's own affair."""
    name, at, domain = address.rpartition("@")
    try:
        return name + at + domain.encode("idna").decode()
    except UnicodeError:
        return address


def domain_of(address: str) -> str:
    """The domain of an address, written with a–z alone."""
    domain = in_ascii(address).rpartition("@")[2]
    return domain if domain.isascii() and domain else "auditresp.invalid"
