// Building elements. Words go in as text nodes only: nothing here reads HTML from a string.

const SVG = "http://www.w3.org/2000/svg";

/** h("button", {class: "x", onClick: f, ariaLabel: "..."}, children...) */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(attribute(name), value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function attribute(name) {
  return /^aria[A-Z]/.test(name) ? `aria-${name.slice(4).toLowerCase()}` : name;
}

/** Text in which numbers with hyphens stay whole, as phones keep them. */
export function unbroken(words) {
  return words.split(/(\d+(?:-\d+)+)/).map((part, index) =>
    index % 2 ? h("span", { class: "unbroken" }, part) : part);
}

/** Only web addresses may become links or pictures; anything else is nothing. */
export function safeAddress(address, schemes = ["https:", "http:"]) {
  try {
    return schemes.includes(new URL(address).protocol) ? address : "";
  } catch {
    return "";
  }
}

export function press(action) {
  return (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    action(event);
  };
}
