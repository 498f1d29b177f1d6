// LINE's location picker: a pin in the middle of a map, and places to go to.
import { atlas } from "./atlas.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MapView } from "./map.js";
import { metresBetween } from "./projection.js";
import { chatOf, people } from "./state.js";
import { currentLanguage, say } from "./words.js";

// Nearer than this the pin stands at the place; a little further on it still has its address.
const AT_M = 30;
const NEAR_M = 300;
const MOST_SHARED = 5;

/** What the person sends: latitude, longitude, and title and address where known; or null. */
export function pickLocation() {
  return new Promise((resolve) => new Picker(resolve));
}

class Picker {
  constructor(resolve) {
    this.answer = null;
    this.places = [];
    this.map = new MapView(() => this.showWhere());
    this.where = h("p", { class: "where", ariaLive: "polite" });
    this.search = h("input", {
      type: "search", class: "field", placeholder: say("searchPlace"), ariaLabel: say("searchPlace"),
      onInput: () => this.list(),
    });
    this.results = h("div", { class: "places", tabindex: "0" });
    this.dialog = h("dialog", { class: "picker", ariaLabel: say("pickLocation") },
      h("div", { class: "picker-head" },
        h("h2", {}, say("pickLocation")),
        h("button", { type: "button", class: "tool", ariaLabel: say("close"), onClick: () => this.dialog.close() }, icon("close"))),
      this.map.element,
      h("div", { class: "picker-side" }, this.search, this.results),
      h("div", { class: "picker-foot" },
        this.where,
        h("button", { type: "button", class: "button main", onClick: () => this.send() }, say("sendLocation"))));
    this.dialog.addEventListener("close", () => {
      this.dialog.remove();
      resolve(this.answer);
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.map.canvas.focus();
    this.begin();
  }

  async begin() {
    this.places = (await atlas()).places;
    this.list();
    this.map.goTo(shared()[0] ?? this.places[0]);
  }

  list() {
    const wanted = this.search.value.trim().toLowerCase();
    const found = this.places.filter((one) => fits(one, wanted));
    const before = wanted ? [] : shared();
    this.results.replaceChildren(
      ...(before.length ? [h("h3", {}, say("sharedBefore")), ...before.map((one) => this.choice(one))] : []),
      h("h3", {}, say("knownPlaces")),
      ...found.map((one) => this.choice(one)),
      ...(found.length ? [] : [h("p", { class: "hint" }, say("noPlace"))]));
  }

  choice(place) {
    return h("button", { type: "button", class: "place-choice", onClick: () => this.map.goTo(place) },
      h("span", { class: "place-title" }, titleOf(place) ?? coordinates(place)),
      h("span", { class: "place-where" }, addressOf(place) ?? coordinates(place)));
  }

  showWhere() {
    const { title, address } = this.told();
    this.where.replaceChildren(
      h("strong", {}, title ?? say("pinHere")),
      h("span", {}, address ?? coordinates(this.map.centre())));
  }

  told() {
    const point = this.map.centre();
    const [nearest] = [...this.places, ...shared()]
      .map((place) => ({ place, far: metresBetween(point, place) }))
      .sort((one, other) => one.far - other.far);
    return {
      latitude: Number(point.latitude.toFixed(6)),
      longitude: Number(point.longitude.toFixed(6)),
      title: nearest?.far < AT_M ? titleOf(nearest.place) : undefined,
      address: nearest?.far < NEAR_M ? addressOf(nearest.place) : undefined,
    };
  }

  send() {
    this.answer = this.told();
    this.dialog.close();
  }
}

/** Places that people have sent, the newest first: an officer checks in where a citizen stood. */
function shared() {
  const rows = people().flatMap((one) => chatOf(one.userId).rows);
  const places = rows.filter((row) => row.from === "user" && row.message.type === "location");
  places.sort((one, other) => other.at - one.at);
  const kept = [];
  for (const { message } of places) {
    if (kept.every((one) => metresBetween(one, message) > AT_M)) kept.push(message);
  }
  return kept.slice(0, MOST_SHARED);
}

function titleOf(place) {
  return place.title ?? place[currentLanguage()];
}

function addressOf(place) {
  return typeof place.address === "string" ? place.address : place.address?.[currentLanguage()] || undefined;
}

function fits(place, wanted) {
  const words = [place.th, place.en, place.address.th, place.address.en];
  return words.some((one) => one.toLowerCase().includes(wanted));
}

function coordinates({ latitude, longitude }) {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
