"""`python -m editor`: the window without arguments, else the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and return its exit status."""
    if len(sys.argv) > 1:
        from editor import cli

        return cli.main()
    from editor import app

    return app.run()


if __name__ == "__main__":
    sys.exit(main())
