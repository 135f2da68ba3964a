"""Colours of a brochure: readable by what WCAG 2.2 asks of text, 4.5 to 1."""

WHITE, INK = "#ffffff", "#1a1a1a"
#: The least contrast between a text and what it stands on.
ENOUGH = 4.5
# How much of the colour is in its tint.
_TINT = 0.09


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint_of(colour: str) -> str:
    """The colour thinned with much white, for boxes behind text."""
    return _mixed(colour, WHITE, 1 - _TINT)


def legibility(colour: str, tint: str = "") -> float:
    """The contrast of a colour on white and on boxes, whichever is worse; boxes have its own tint unless told."""
    return min(contrast(colour, WHITE), contrast(colour, tint or tint_of(colour)))


def readable(colour: str) -> str:
    """The colour itself, or the first darker shade of it that can be read on white and on its tint."""
    shades = (_mixed(colour, "#000000", step / 100) for step in range(101))
    return next(shade for shade in shades if legibility(shade) >= ENOUGH)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(first: str, second: str, share: float) -> str:
    """A colour between two; ``share`` of it is the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + other * share):02x}" for one, other in pairs)
