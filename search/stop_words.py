"""Words so frequent in a language that a query which has others is better without them; folded as in `words.py`."""

from __future__ import annotations

STOP_WORDS: dict[str, frozenset[str]] = {
    "fr": frozenset(
        "a au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs ma mais "
        "me mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sont sur ta te tes toi ton tu un "
        "une vos votre vous y".split()
    ),
    "en": frozenset(
        "a an and are as at be been but by for from had has have he her his i in is it its me my of on or our she so "
        "that the their them they this to us was we were which who will with you your".split()
    ),
    "es": frozenset(
        "a al como con de del el ella ellas ellos en es esta este la las le les lo los mas me mi mis muy ni no nos o "
        "para pero por que se si sin son su sus te tu un una uno y yo".split()
    ),
    "de": frozenset(
        "als am an auch auf aus bei bin das dass dem den der des die durch ein eine einem einen einer eines er es fur "
        "hat ich ihr im in ist mit nach nicht oder sich sie sind so um und uns von vom war wie wir zu zum zur".split()
    ),
    "eo": frozenset(
        "al au cu da de des do ej el en estas gi ili ja kaj ke ki kiu kiuj kun la li mi ne ni nur ol per pli po por "
        "pri pro si sed su sur tio tiu tiuj vi".split()
    ),
    "ar": frozenset("في من على الي عن مع هذا هذه ذلك التي الذي ان او ثم كما كان لا ما هو هي و".split()),
}
