"""What the tallies of the neighbourhood mean, and the columns of the frames: the words of the data dictionary."""

from __future__ import annotations

from cohesie_sim.kinds import KIND_NAMES, MODE_NAMES
from cohesie_sim.report.variables import Words

TALLIES: Words = {
    "cooperation": ("0-1", "between organisations"),
    "fatigue": ("0-1", "of organisations with the crisis"),
    "mean_link": ("0-1", "mean link between workers and professionals"),
    "hours_bought": ("hours", "of community work that funding buys"),
    "hours_extra": ("hours", "granted by the municipality on signals"),
    "hours_street": ("hours", "of presence in the street, hours for young people included"),
    "hours_visits": ("hours", "of visits and calls to known isolated residents"),
    "hours_practical": ("hours", "of practical help"),
    "hours_support": ("hours", "of support to initiatives and foundations"),
    "hours_matching": ("hours", "of matching helpers"),
    "hours_brokerage": ("hours", "of brokerage"),
    "workers": ("persons", "community workers at work"),
    "cells_visited": ("visits", "of workers to blocks"),
    "formats_held": ("events", "outdoor and creative formats"),
    "format_visitors": ("persons", "who came to a format"),
    "visits": ("visits", "and calls to known isolated residents"),
    "practical_help": ("events", "needs met by workers"),
    "newly_known": ("persons", "whom the workers got to know"),
    "encounters": ("persons", "whom workers met on their rounds and formats, each once a week"),
    "signals": ("persons", "isolated or in need among those encounters"),
    "invited": ("persons", "who joined an initiative on a worker's invitation"),
    "referred_direct": ("persons", "who joined on a professional's own referral"),
    "referred_via_worker": ("persons", "who joined on a referral over the workers' network"),
    "joined": ("persons", "who joined an initiative of their own accord"),
    "left": ("persons", "who left an initiative of their own accord"),
    "new_ties": ("ties", "made at an activity"),
    "dissolved_ties": ("ties", "made at an activity that faded away"),
    "ties": ("ties", "that exist, counted when neighbours meet"),
    "tie_strength": ("sum", "of the strengths of the ties"),
    "deliveries": ("deliveries", "to participants' doors"),
    "sign_ups": ("persons", "who offered spontaneous help"),
    "matches": ("matches", "of a helper to a resident in need"),
    "helpers_waiting": ("persons", "spontaneous helpers who wait, at the end of the week"),
    "helpers_matched": ("persons", "spontaneous helpers who help, at the end of the week"),
    "helpers_left_unused": ("persons", "helpers who left without ever having been matched"),
    "helpers_left_used": ("persons", "helpers who left after having been matched"),
    "volunteers": ("persons", "volunteers of initiatives, board included, at the end of the week"),
    "board_members": ("persons", "among the volunteers"),
    "participants": ("persons", "on the lists of initiatives, at the end of the week"),
    "volunteers_recruited": ("persons", "visitors who became volunteers"),
    "volunteers_quit": ("persons", "volunteers who quit; not those whose initiative ended"),
    "founded": ("initiatives", "that began"),
    "ended": ("initiatives", "that ended"),
    "fund_weeks": ("initiatives", "whose losses the corona fund made up"),
    **{f"running_{kind}": ("initiatives", f"of kind {kind} that exist") for kind in KIND_NAMES},
    **{f"active_{kind}": ("initiatives", f"of kind {kind} that exist and are not paused") for kind in KIND_NAMES},
    **{f"mode_{mode}": ("initiatives", f"in mode {mode}") for mode in MODE_NAMES},
    "energy": ("sum", "of the energies of all that exist"),
}
DERIVED: Words = {
    "running": ("initiatives", "that exist"),
    "active": ("initiatives", "that exist and are not paused"),
    "mean_energy": ("0-1", "mean energy of those that exist"),
    "mean_tie_strength": ("0-1", "mean strength of the ties"),
    "cohesion_index": (
        "0-1",
        "mean of weekly neighbour contact, trust, mean tie strength, and the share who take part or volunteer",
    ),
}
ENDINGS = {
    "running": "it goes on",
    "few_volunteers": "too few volunteers for too long",
    "no_board": "too small a board for too long",
    "no_participants": "too few participants for too long",
    "lost_heart": "energy ran low",
    "no_money": "in debt for too long",
    "mishap": "bad luck, unrelated to its state",
}
LIVES: Words = {
    "slot": ("number", "site"),
    "start": ("week", "of foundation; negative in the burn-in, -1000000 for those of the beginning"),
    "end": ("week", "of the ending; negative in the burn-in, the number of weeks of the horizon when it goes on"),
    "cause": ("code", "of the ending: " + "; ".join(f"`{cause}`, {why}" for cause, why in ENDINGS.items())),
}
COMMITMENTS: Words = {
    "resident": ("number", "who"),
    "slot": ("number", "site"),
    "role": ("code", "last role held"),
    "start": ("week", "of the commitment; -1000000 for those of the beginning"),
    "end": ("week", "of leaving; negative in the burn-in, the number of weeks of the horizon when it goes on"),
    "cause": ("code", "of leaving; `still_committed` when it goes on; the others stand below"),
    "matched": ("yes/no", "a helper who was matched at least once"),
}
