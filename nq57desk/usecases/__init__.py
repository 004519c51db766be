"""What a person can ask for: one public function per intention, the same for the window and the command line.

Input is keyword-only after the opened :class:`nq57desk.workspace.Desk`; the answer is a frozen value that says
what changed. A request that cannot be done raises :class:`nq57desk.errors.Refused` and changes nothing.
"""
