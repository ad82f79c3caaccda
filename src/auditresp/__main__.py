"""`python -m auditresp` is the same as `auditresp`."""

from auditresp.cli import main

if __name__ == "__main__":
    main()
