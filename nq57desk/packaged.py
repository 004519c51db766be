"""Where the packaged program begins: it says that it is one, so that nobody takes its own file for a Python."""

from __future__ import annotations

import sys

from nq57desk import one_file

if __name__ == "__main__":
    vars(sys)["frozen"] = True
    one_file.follow()
    from nq57desk.__main__ import main

    raise SystemExit(main())
