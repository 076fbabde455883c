"""Numbers in the form of the language: 1 500 and 3,7 in French, 1,500 and 3.7 in English.

Digits never change. Left alone: article 49.3, versions, scores, IP addresses, telephone numbers, dates, years, times
with a colon, and numbers of which nothing tells whether their point or comma groups thousands or starts decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Line, Promise, Rule
from cleaners.resources import lexicon
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import untouchable

RULES = (
    Rule("numbers.thousands", Promise.TYPOGRAPHY, "thousands are grouped as the language groups them"),
    Rule("numbers.decimal", Promise.TYPOGRAPHY, "the decimal mark of the language"),
)
_WHY = {rule.id: rule.why for rule in RULES}

NNBSP = "\u202f"
_S = "[ \xa0\u202f\u2009]"


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


@cache
def _set(language: str, name: str) -> frozenset[str]:
    return frozenset(str(lexicon("number_contexts")[language][name]).split())


def lines_with_digits(draft: Draft, language: str) -> Iterator[Line]:
    """The lines of an article in `language` that hold a digit and are in that language themselves."""
    if draft.language != language:
        return
    for line in draft.lines:
        if _DIGIT.search(line.text) and not is_foreign_line(line.text, language):
            yield line


_DIGIT = re.compile(r"\d")
# A number with everything that may belong to it; the whole run is judged, never a part of it.
_NUMBER = re.compile(
    r"(?<![\w.,/:])(?<!\d['’])(?<![\w/][-–])(?<!\d[ \xa0\u202f\u2009])\d+(?:[.,'’  \xa0\u202f\u2009]\d+)*(?![\d])"
)
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:[ \xa0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?|[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d{1,2})?"
)
_ENGLISH_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")
_INDIAN_GROUPED = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")
_POINT_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")
_BROKEN_DECIMAL = re.compile(
    r"(\d{1,3})"
    + _S
    + r",(\d{1,2})(?="
    + _S
    + r"?(?:%|€|\$|million|milliard)|"
    + _S
    + r"(?:points?|degrés|km|mètres|fois)\b)"
)
_NEXT_WORD = re.compile(_S + r"?(?P<word>°C|[€$£%]|(?:m²|m³|km²)|[^\W\d_]+(?:-[^\W\d_]+)*)")
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_][\w°-]*|[°$€£])['’]?" + _S + r"?$")


def _word_after(text: str, position: int) -> str:
    match = _NEXT_WORD.match(text, position)
    return match["word"] if match else ""


def _word_before(text: str, position: int) -> str:
    match = _LAST_WORD.search(text, max(0, position - 40), position)
    return match["word"] if match else ""


def french_numbers(draft: Draft) -> Iterator[Finding]:
    """1 500, 1,500 and 1.500 things become 1 500 (U+202F); 3.7 millions becomes 3,7; 3 ,5 % becomes 3,5 %.

    1,500 and 3.200 are thousands if things are counted (a plural follows that is no unit), or money is. Left alone:
    49.3, 7.0.3, 192.168.1.1, 6-4, 01 23 45 67 89, 12.10.2024, 1.234 with nothing beside it, prices of fuel (1,859 €
    le litre).
    """
    for line in lines_with_digits(draft, "fr"):
        text = line.text
        stretches = untouchable(text)
        for match in _BROKEN_DECIMAL.finditer(text):
            yield _edit(
                line.start + match.start(), line.start + match.end(), f"{match[1]},{match[2]}", "numbers.decimal"
            )
        undecided: list[re.Match[str]] = []
        decimals: set[int] = set()
        grouping = set()
        for match in _NUMBER.finditer(text):
            number = match[0]
            if len(number) < 3 or number.isdigit() or stretches.meet(match.start(), match.end()):
                continue
            found = _french(text, match.start(), match.end(), number)
            if found is None:
                undecided.append(match)
                continue
            if found[1] == "numbers.decimal":
                decimals.add(match.start())
            if found[1] == "numbers.thousands":
                grouping.update(set(number) & set(".,"))
            if found[0] != number:
                yield _edit(line.start + match.start(), line.start + match.end(), *found)
        for match in reversed(undecided):
            joint = _JOINT.match(text, match.end())
            if joint and joint.end() in decimals and re.fullmatch(r"\d+\.\d{1,2}", match[0]):  # "de 3.5 à 4.2 %"
                decimals.add(match.start())
                new = match[0].replace(".", ",")
                yield _edit(line.start + match.start(), line.start + match.end(), new, "numbers.decimal")
        for match in undecided:  # "de 2.500 à 4.500 salariés": the first is written like the second
            if len(grouping) == 1 and _may_follow_suit(text, match, *grouping):
                new = re.sub("[.,]", NNBSP, match[0])
                yield _edit(line.start + match.start(), line.start + match.end(), new, "numbers.thousands")


def _french(text: str, start: int, end: int, number: str) -> tuple[str, str] | None:
    """The French form of a number at `start:end` and the rule, or None."""
    if _GROUPED.fullmatch(number):
        if _is_telephone(text, start, end):
            return None
        return re.sub(_S + "|['’]", NNBSP, number).replace(".", ","), "numbers.thousands"
    if re.search(_S, number):
        return None
    before, after = _word_before(text, start), _word_after(text, end)
    if (
        before.lower().rstrip("s") in _set("fr", "names")
        or before.lower() in _set("fr", "names")
        or text[end : end + 1] in ("-", "/", ":", "°")
    ):
        return None
    if _INDIAN_GROUPED.fullmatch(number):  # 1,20,000 is 120 000
        digits = number.replace(",", "")
        return f"{int(digits):,}".replace(",", NNBSP), "numbers.thousands"
    if _ENGLISH_GROUPED.fullmatch(number):
        if number.count(",") > 1 or "." in number or _counts_things(text, start, number, before, after):
            return number.replace(",", NNBSP).replace(".", ","), "numbers.thousands"
        return None
    if _POINT_GROUPED.fullmatch(number):
        if (
            (number.count(".") > 1 and after not in ("",))
            or "," in number
            or _counts_things(text, start, number, before, after)
        ):
            return None if _is_index(before, after) else (number.replace(".", NNBSP), "numbers.thousands")
        return None
    if re.fullmatch(r"\d+\.\d{1,2}|0\.\d{1,4}", number) and (_is_measured(text, start, before, after) or _of_them(text, start)):
        return number.replace(".", ","), "numbers.decimal"
    return None


_JOINT = re.compile(_S + r"?(?:à|et|ou|-|–|contre|puis)" + _S + "?")


def _may_follow_suit(text: str, match: re.Match[str], separator: str) -> bool:
    """Whether an undecided number has the shape of the decided ones of its line and nothing speaks against it."""
    if not re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(separator)}\d{{3}}", match[0]):
        return False
    before, after = _word_before(text, match.start()).lower(), _word_after(text, match.end())
    return (
        after not in _set("fr", "units")
        and before not in _set("fr", "names")
        and text[match.end() : match.end() + 1] not in ("-", "/", ":", "°")
    )


def _is_telephone(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 30) : start].lower()
    return bool(
        re.search(r"\+\d{0,3}[ \xa0]?$|\bt[ée]l[ée]?\w*\b\D{0,12}$|\b(?:siren|siret|rcs|isbn|iban)\b\D{0,12}$", around)
    ) or (re.match(r"[ \xa0\u202f-]\d", text[end : end + 2]) is not None)


def _is_index(before: str, after: str) -> bool:
    return after in ("points", "point") or before in ("points",)


_FUEL = re.compile(r"(?i)\b(?:litre|litres|gazole|essence|sp95|sp98|kwh|carburants?)\b")
_FRACTIONAL = frozenset("million millions milliard milliards billion billions % pour point points degré degrés secondes seconde s fois".split())
_MONEY = frozenset("€ $ £ euros euro dollars dollar livres yuans roubles francs FCFA dirhams dinars".split())
_SMALL_MONEY = frozenset("roubles francs FCFA".split())
"""Money of which nobody counts the thousandths: "le litre à 1.100 francs"."""
_PLURAL_VERBS = frozenset("sont ont étaient avaient seront seraient auront vivent restent".split())
_COUNTED_ADJECTIVE = re.compile(r"[a-zà-ÿœ]{2,}[sx]$")


def _counts_things(text: str, start: int, number: str, before: str, after: str) -> bool:
    """Whether `number` (one separator, three digits after it) counts things or money, so that it groups thousands."""
    if after in _MONEY or before in ("$", "€", "£"):  # a litre costs 1,859 €, never 340.000
        return len(number) > 5 or after in _SMALL_MONEY or not _FUEL.search(text, max(0, start - 80), start + 50)
    if number[-3:] == "000":
        return after not in ("%", "million", "millions", "milliard", "milliards", "pour")
    if number[-1] == "0" and (_of_them(text, start) or after in ("par", "heures", "hectares")) and not _FUEL.search(text):  # no decimal ends in 0
        return True
    if after == "fois":  # 1,125 times an income is honest, 1,400 times is a count
        return number[-2:] == "00" or len(number) > 5
    if after in _set("fr", "units"):
        return number[-2:] == "00" and after not in _FRACTIONAL
    if not after and re.search(r"[a-zà-ÿœ]{3,}s[ \xa0]?:[ \xa0]?$", text[:start][-20:]):  # "Spectateurs : 4.812."
        return True
    if number[-2:] == "00" and after in _PLURAL_VERBS:  # "3,200 sont irrigués"
        return True
    return _is_plural(after) and after not in _set("fr", "not_counted")


def _is_plural(word: str) -> bool:
    return bool(_COUNTED_ADJECTIVE.match(word)) and word not in _NO_THINGS


_OF_THEM = re.compile(
    r"(?i)(?<![^\W_])(?:(?:il|elle|on|ils|elles)[ \xa0]|[^\W\d_]+[ \xa0])(?:n[’'])?en[ \xa0][a-zà-ÿ]{2,12}(?:[ \xa0](?:aujourd[’']hui|encore|déjà|désormais|près|plus|environ|de)){0,2}[ \xa0]$"
)


def _of_them(text: str, start: int) -> bool:
    """Whether the number counts what was named before: "il en compte aujourd’hui 5.9"."""
    return _OF_THEM.search(text, max(0, start - 60), start) is not None


_NO_THINGS = frozenset(
    "dans puis mais vers sans sous chez plus moins alors depuis pas selon lors ses les des très après".split()
)


_SPORT = frozenset(("points", "point", "fois", "jours", "buts", "heures"))


def _is_measured(text: str, start: int, before: str, after: str) -> bool:
    """Whether a number with a decimal point is a quantity: a unit or a plural follows, or money or a magnitude is
    before."""
    if before in ("$", "€", "£") or before.lower() in ("magnitude", "moyenne"):
        return True
    if text.startswith("0.", start) and (before.islower() or before == "À") and after.islower():  # "à 0.98 unité"
        return True
    named = before[:1].isupper() and text[:start].strip() != before
    if after in _set("fr", "measures"):
        return not (named and after in _SPORT)
    return not named and before.islower() and len(after) > 4 and _is_plural(after)


_ENGLISH_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \xa0\u202f\u2009]\d{3})+")
_FRENCH_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")


def english_numbers(draft: Draft) -> Iterator[Finding]:
    """French numbers in English: "1 500 soldiers" becomes "1,500 soldiers", "3,7 million" becomes "3.7 million".

    Left alone: lists ("rooms 3, 7"), telephone numbers, anything without a counted plural, a unit or a no-break
    space.
    """
    for line in lines_with_digits(draft, "en"):
        text = line.text
        stretches = untouchable(text)
        for match in _LETTERED_MONEY.finditer(text):
            yield _edit(line.start + match.start("sum"), line.start + match.end("sum"), match["sum"].replace(".", ","), "numbers.thousands")
        grouped = False
        for match in _NUMBER.finditer(text):
            number, end = match[0], match.end()
            if number.isdigit() or stretches.meet(match.start(), end):
                continue
            new, rule = _english(text, match.start(), end, number, grouped)
            grouped = grouped or (rule == "numbers.thousands" and "." in number)
            if new != number:
                yield _edit(line.start + match.start(), line.start + end, new, rule)


_NUMBERED = frozenset("page pages room rooms route no number channel line chapter article section unit flight bus from between".split())
"""Before a number that names a thing."""
_CURRENCY = re.compile(r"(?:[$€£₦₹₱¢]|(?<![^\W_])(?:Rs\.?|EUR|Euros?|USD|GBP)) ?$")
_LETTERED_MONEY = re.compile(r"(?<![\w.,/-])(?:[KU]?[Ss]h|Rs|RM|[NPRK])(?P<sum>[1-9]\d{0,2}(?:\.\d{2}0|(?:\.\d{3}){2,}))(?![\d\w]|[.,]\d)")
_RATES = re.compile(r"(?i)\b(?:gallon|litre|liter|pump|petrol|diesel|gasoline|exchange|sterling|yen|per share|a share|euro rose|euro fell|against the)\b")
_MONEY_WORDS = frozenset("euros dollars pounds francs yen pesos rupees shillings naira crowns kroner".split())


def _english(text: str, start: int, end: int, number: str, grouped: bool) -> tuple[str, str]:
    """The English form of a number and its rule; `grouped`: the line groups thousands by points."""
    after = _word_after(text, end)
    things = len(after) > 3 and after.islower() and after.endswith(("s", "people", "men", "women", "children"))
    money = _CURRENCY.search(text, max(0, start - 6), start) is not None
    if _ENGLISH_SPACED.fullmatch(number):
        no_break = any(space in number for space in ("\xa0", "\u202f", "\u2009"))
        compound = re.match(r"-[a-z]{3}", text[end : end + 4]) is not None  # "a 1 800-stitch rug"
        counted = money or (after.islower() and _word_before(text, start).islower() and _word_before(text, start) not in _NUMBERED)
        if (things or no_break or compound or counted) and not _is_telephone(text, start, end):
            return re.sub(_S, ",", number), "numbers.thousands"
    elif _FRENCH_DECIMAL.fullmatch(number) and (after in _set("en", "measures") or (money and number[-3] == "," and after not in _set("en", "measures"))):
        return number.replace(",", "."), "numbers.decimal"
    elif _CONTINENTAL.fullmatch(number) and _word_before(text, start).lower() not in _set("fr", "names"):
        million = after in ("million", "billion", "trillion", "percent", "%", "per")
        sure = number.count(".") > 1 or "," in number or grouped or number.endswith("000")
        if (
            (things and after not in _set("en", "measures") | {"points"})
            or ("," in number and sure)
            or (sure and after == "of")
            or (number.endswith("000") and things and not million)
            or (number[-1] == "0" and (money or after in _MONEY_WORDS) and not million and not _RATES.search(text))
            or (number[-2:] == "00" and after == "mm")
        ):
            return number.translate(str.maketrans(".,", ",.")), "numbers.thousands"
    return number, ""
