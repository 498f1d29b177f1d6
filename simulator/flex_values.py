"""The values that Flex properties take: colours, lengths, keywords."""

import re

COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")

_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_STEPS = r"none|xs|sm|md|lg|xl|xxl"
_FONT = r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"

SPACE = re.compile(f"{_STEPS}|{_PIXELS}")
PADDING = re.compile(f"{_STEPS}|{_PIXELS}|{_PERCENT}")
OFFSET = re.compile(f"{_STEPS}|-?{_PIXELS}|-?{_PERCENT}")
EXTENT = re.compile(f"{_PIXELS}|{_PERCENT}")
BORDER = re.compile(f"none|light|normal|medium|semi-bold|bold|{_PIXELS}")
CORNER = SPACE
FONT_SIZE = re.compile(f"{_FONT}|{_PIXELS}")
IMAGE_SIZE = re.compile(f"{_FONT}|full|{_PIXELS}|{_PERCENT}")
LINE_SPACING = re.compile(_PIXELS)
ANGLE = re.compile(r"([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.\d+)?deg")
GRADIENT_STOP = re.compile(r"(100(\.0+)?|\d{1,2}(\.\d+)?)%")
RATIO = re.compile(r"(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)")
