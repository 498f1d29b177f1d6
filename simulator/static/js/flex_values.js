// LINE's keywords for lengths and colours, as pixels of a phone.

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const LETTERS = {
  xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74,
};
const IMAGES = {
  xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220,
};
const LENGTH = /^-?\d+(\.\d+)?(px|%)$/;
const COLOUR = /^#[0-9a-f]{6}([0-9a-f]{2})?$/i;

export const BUBBLES = {
  nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386,
};

export function space(value) {
  return keyword(SPACES, value);
}

export function border(value) {
  return keyword(BORDERS, value);
}

export function imageWidth(value) {
  return value === "full" ? "100%" : keyword(IMAGES, value ?? "md");
}

export function colour(value) {
  return COLOUR.test(value ?? "") ? value : "";
}

/** Letters that scale grow with the setting of the phone. */
export function letters(value, scaling) {
  const size = keyword(LETTERS, value ?? "md");
  return scaling ? `calc(${size} * var(--text-scale, 1))` : size;
}

export function ratio(value) {
  const [width, height] = String(value ?? "1:1").split(":").map(Number);
  return width > 0 && height > 0 ? `${width} / ${height}` : "1 / 1";
}

function keyword(table, value) {
  if (value === undefined || value === null) return "";
  if (value in table) return `${table[value]}px`;
  return LENGTH.test(value) ? value : "";
}
