"""What every state variable and tally means: the words of the tables in the model description and the data dictionary.

Names and order come from the code; a name without words here, or words without a name, fails a test.
"""

from __future__ import annotations

Words = dict[str, tuple[str, str]]
"""Name of a variable to its unit or range, and its meaning."""

TRAITS: Words = {
    "cell": ("number", "address block; residents of a block have consecutive numbers"),
    "stairwell": ("number", "porch within the block"),
    "household": ("number", "household; its members share a dwelling"),
    "household_size": ("persons", "members of the household"),
    "age": ("years", "age; nobody grows older in a run"),
    "lives_alone": ("yes/no", "the household has one member"),
    "vulnerable": ("yes/no", "has a physical limitation; stands in for a high risk of infection"),
    "strained": ("yes/no", "struggles to make ends meet; a matter of the household"),
    "online": ("yes/no", "has digital access at the start; a worker's help can change it"),
    "occupation": ("code", "0 none, 1 work, 2 school"),
    "family_rate": ("1/week", "usual contacts with family outside the household, any channel"),
    "friends_rate": ("1/week", "usual contacts with friends, any channel"),
    "work_rate": ("1/week", "usual face-to-face contacts at work or school"),
    "public_rate": ("1/week", "usual face-to-face contacts in shops, transport and clubs"),
    "susceptibility": ("0-1", "how strongly threat turns into fear"),
    "social_setpoint": ("sd", "usual latent social loneliness"),
    "emotional_setpoint": ("sd", "usual latent emotional loneliness"),
    "volunteers_elsewhere": ("yes/no", "volunteers in clubs, schools or care outside the neighbourhood's initiatives"),
    "outdoor_preference": ("share", "usual share of neighbour contact outdoors"),
    "group": ("code", "group of the splits: age band * 8 + living alone * 4 + strained * 2 + online"),
}
RESIDENT_LEVELS: Words = {
    "fear": ("0-1", "fear of infection"),
    "habituation": ("0-1", "how far the resident has become used to the threat"),
    "trust": ("0-1", "whether something good is expected of the neighbourhood and its institutions"),
    "familiarity": ("0-1", "how well the community workers know the resident"),
    "idle_memory": ("0-1", "memory of having waited in vain as a spontaneous helper"),
    "strain": ("0-1", "burden of a volunteer; 0 for everybody else"),
    "outdoor_habit": ("share", "share of neighbour contact sought outdoors"),
    "family": ("1/week", "remembered contacts with family, any channel"),
    "friends": ("1/week", "remembered contacts with friends, any channel"),
    "neighbours": ("1/week", "remembered contacts with neighbours, co-participants and volunteers, any channel"),
    "meetings": ("1/week", "remembered face-to-face meetings with family and friends"),
    "usual_contacts": ("1/week", "contacts with family, friends and neighbours that are usual; fixed at the start"),
    "social": ("sd", "latent social loneliness"),
    "emotional": ("sd", "latent emotional loneliness"),
}
RESIDENT_STATES: Words = {
    "initiative": ("slot", "where the resident volunteers or helps; -1 for nowhere"),
    "participates": ("slot", "initiative in which the resident takes part; -1 for none"),
    "since": ("week", "when the role was taken up"),
    "idle_since": ("week", "from when a helper waits to be matched"),
    "client": ("resident", "whom a matched helper helps; -1 for nobody"),
    "need_weeks": ("weeks", "how long a practical need has been open; 0 for none"),
    "seen_by_initiative": ("week", "last week in which an initiative or a matched helper saw the resident"),
    "seen_by_professional": ("week", "last week in which a social professional saw the resident"),
    "volunteered": ("week", "last week of volunteering, here or elsewhere"),
    "role": ("code", "0 uncommitted, 1 volunteer, 2 board member, 3 waiting helper, 4 matched helper"),
    "online": ("yes/no", "has digital access now"),
    "isolated": ("yes/no", "adult with less than weekly contact with family, friends and neighbours alike"),
    "has_helper": ("yes/no", "a matched helper visits the resident"),
    "was_helped": ("yes/no", "somebody from outside the own circle met a need this week"),
    "came": ("yes/no", "was at an initiative, or got a delivery, this week"),
    "was_matched": ("yes/no", "the helper has been of use since signing up"),
    "weeks_isolated": ("weeks", "total over the horizon, adults only"),
    "weeks_out_of_sight": ("weeks", "total over the horizon, adults only"),
    "weeks_lonely": ("weeks", "total over the horizon, adults only"),
    "weeks_in_need": ("weeks", "total over the horizon, adults only"),
    "worker_contacts": ("contacts", "talks with community workers, total over the horizon"),
}
CHANNELS: Words = {
    "family_met": ("1/week", "meetings with family outside the household"),
    "family_called": ("1/week", "calls and messages with family"),
    "friends_met": ("1/week", "meetings with friends"),
    "friends_called": ("1/week", "calls and messages with friends"),
    "work": ("1/week", "face-to-face contacts at work or school"),
    "public": ("1/week", "face-to-face contacts in shops, transport and clubs"),
    "neighbours_outdoors": ("1/week", "neighbours met outdoors, formats of community workers included"),
    "neighbours_indoors": ("1/week", "neighbours met indoors"),
    "neighbours_remote": ("1/week", "neighbours in touch from a distance, online formats included"),
    "initiative_indoors": ("1/week", "people met at an initiative indoors"),
    "initiative_outdoors": ("1/week", "people met at an initiative outdoors, or at the door on delivery"),
    "initiative_remote": ("1/week", "people met at an initiative online"),
    "volunteer": ("1/week", "visits of a spontaneous helper, counted for helper and client"),
    "worker_met": ("1/week", "talks with a community worker in person"),
    "worker_called": ("1/week", "talks with a community worker by telephone or online"),
}
BONDS: Words = {
    "used": ("ties", "number of ties in the row of the resident"),
    "partner": ("resident", "other end, of higher number; a tie is kept once, by its lower end"),
    "affinity": ("0-1", "how near and alike the two are; fixed"),
    "kind": ("code", "0 neighbours, 1 tied by a shared activity"),
    "strength": ("0-1", "grows with contact, wears down in silence"),
}
SLOTS: Words = {
    "kind": ("code", "0 huiskamer, 1 coffee club, 2 restaurant, 3 walking group, 4 help group"),
    "cell": ("number", "block of the site"),
    "flexibility": ("0-1", "how easily an initiative of this site changes its ways"),
    "bridging": ("0-1", "ties of this site with people unlike its own"),
    "near": ("slots", "per block: the four nearest sites, help groups excluded"),
}
SITE_LEVELS: Words = {
    "energy": ("0-1", "remaining enthusiasm"),
    "reserve": ("weeks of cost", "money; negative is debt"),
    "support": ("0-1", "support by community workers, remembered"),
    "strain": ("0-1", "mean strain of the volunteers when last counted"),
}
SITE_STATES: Words = {
    "running": ("yes/no", "an initiative exists at the site"),
    "mode": ("code", "0 indoor, 1 outdoor, 2 delivery, 3 online, 4 paused"),
    "started": ("week", "when it was founded; far before the horizon for those of the beginning"),
    "short_volunteers": ("weeks", "how long volunteers have been too few"),
    "short_board": ("weeks", "how long the board has been too small"),
    "short_participants": ("weeks", "how long participants have been too few"),
    "short_money": ("weeks", "how long the reserve has been negative"),
    "volunteers": ("persons", "volunteers when last counted, twice a week"),
    "waiting": ("persons", "spontaneous helpers of its area who wait, when last counted"),
    "board": ("persons", "board members when last counted"),
    "participants": ("persons", "participants on the list when last counted"),
    "attended": ("persons", "visitors or deliveries this week"),
}
TOWN: Words = {
    "levels": (
        "0-1; persons per week; share",
        "cooperation, fatigue; remembered signals and encounters; usual share of signals",
    ),
    "waits": ("weeks", "until a pending decision falls, and for which extra hours are still granted"),
    "links": ("0-1", "between the workers and each of the six kinds of professional"),
}
SPACE: Words = {
    "rows": ("number", "rows of the grid"),
    "cols": ("number", "columns of the grid"),
    "cell_start": ("residents", "first resident of each block"),
    "stairwell_start": ("residents", "first resident of each stairwell"),
    "cell_stairwell": ("stairwells", "first stairwell of each block"),
    "cell_row": ("number", "row of each block"),
    "cell_col": ("number", "column of each block; blocks are numbered to and fro, so that consecutive ones touch"),
    "has_square": ("yes/no", "the block has a square"),
    "has_field": ("yes/no", "the block has a playing field"),
    "has_bus_stop": ("yes/no", "the block has a bus stop"),
}
INPUTS: Words = {
    "closed_visits": ("0-1", "how far home visits are closed"),
    "closed_work": ("0-1", "how far work and school on site are closed"),
    "closed_public": ("0-1", "how far shops, catering, culture and sport are closed"),
    "closed_indoor": ("0-1", "how far indoor meetings of initiatives are closed"),
    "closed_outdoor": ("0-1", "how far outdoor meetings are closed"),
    "home_advice": ("0-1", "how strongly working from home is advised"),
    "threat": ("share of peak", "COVID-19 patients in Dutch hospitals relative to the highest row of the table"),
    "outdoor_comfort": ("0.5-1", "season, a cosine with its peak in mid July"),
    "fte_per_10000": ("fte/10,000", "community workers bought"),
    "corona_fund": ("0/1", "a fund makes up the losses of initiatives (C04)"),
    "health_advice": ("0/1", "the health service advises on safe working (C04)"),
    "steering_group": ("0/1", "a steering group keeps initiatives going (C04)"),
    "signal_hours": ("0/1", "the municipality grants extra hours on signals (C18)"),
    "crisis_mode": ("0/1", "organisations work together beyond their walls in a crisis (C17)"),
    "organised_matching": ("0/1", "workers match spontaneous helpers to needs (C12)"),
    "brokerage": ("0/1", "workers keep up links with professionals (C19)"),
    "referral": ("0/1", "professionals refer isolated clients to initiatives (C02)"),
    "outdoor_formats": ("0/1", "workers hold formats on their rounds (C06, C11)"),
}
