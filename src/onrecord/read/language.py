"""Whether a text is English."""

from __future__ import annotations

import re

#: Below this many letters no guess is worth anything.
FEW_LETTERS = 40
#: So many characters are looked at: half from the start, half from the middle.
SAMPLE = 4000
#: A text with at least this share of the function words below is English whatever the guesser makes of its names. Measured on
#: examples/debate and tests/debates (English: .23 to .33) and on the foreign texts of tests/read/test_read_language.py (.05 at most).
FUNCTION_SHARE = 0.12
#: Without this share of its letters in ASCII a text is not English: articles that quote names in their own script stay above it.
ASCII_SHARE = 0.6

# None of them is a common word of another language that is written in Latin letters ("was", "is", "on", "we" are).
_FUNCTION = frozenset({
    "the", "of", "and", "to", "that", "with", "said", "his", "they", "would", "have", "from", "she", "by", "were", "been", "which",
    "who", "not", "are", "this", "but", "its", "their", "about", "after", "than", "when", "if", "could", "there", "you", "our", "an",
    "whose", "into", "while", "because", "should", "against",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "yue": "Cantonese", "zh": "Chinese",
}  # fmt: skip


def english(text: str) -> tuple[bool, str]:
    """True where the text is English, and the name of the language that it seems to be in.

    A text too short to tell is English where most of its letters are ASCII.
    """
    sample = _sample(text)
    letters = [char for char in sample if char.isalpha()]
    plain = sum(char.isascii() for char in letters)
    if len(letters) < FEW_LETTERS:
        return (True, "English") if 2 * plain >= len(letters) else (False, _guess(sample))
    if plain < ASCII_SHARE * len(letters):
        language = _guess(sample)
        return False, "another language" if language == "English" else language
    if function_share(sample) >= FUNCTION_SHARE:
        return True, "English"
    language = _guess(sample)
    return language == "English", language


def function_share(text: str) -> float:
    """The share of English function words among the text's words."""
    words = _WORD.findall(text.lower())
    return sum(word in _FUNCTION for word in words) / len(words) if words else 0.0


def language_name(code: str) -> str:
    """The English name of a language; the code itself where it is none of the common ones."""
    return _NAMES.get(code.lower().replace("_", "-").split("-")[0], code)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    half = SAMPLE // 2
    middle = max(half, len(text) // 2)
    return f"{text[:half]}\n{text[middle : middle + half]}"


def _guess(sample: str) -> str:
    from py3langid import classify  # noqa: PLC0415  (half a second)

    code, _score = classify(sample)
    return language_name(code)


def says_english(language: str) -> bool:
    """True for a language's code or name that means English: ``en``, ``en-GB``, ``eng``, ``English``."""
    return re.match(r"en(?:g|glish)?(?![a-z])", language.strip().lower()) is not None
