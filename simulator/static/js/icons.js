// Small pictures, drawn as paths: no font of symbols is needed.
import { svg } from "./dom.js";

const PATHS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-6.500zM11 13.500L20 4",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0113 0c0 5-6.5 11-6.5 11zM12 12.500a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.500h.01",
  smile: "M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 14.500c1.8 2.3 5.2 2.3 7 0M9 9.500h.01M15 9.500h.01",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  left: "M15 6l-6 6 6 6",
  right: "M9 6l6 6-6 6",
  user: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.500c1-4 4-6 7.5-6s6.5 2 7.5 6",
  terminal: "M4 5h16v14H4zM7.5 9.500L10 12l-2.5 2.500M12.5 15H16",
};

export function icon(name, size = 24) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true" },
    svg("path", { d: PATHS[name] }),
  );
}
