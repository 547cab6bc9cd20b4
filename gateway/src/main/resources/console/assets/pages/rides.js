// A rider, three drivers and a city: every car is somebody who is signed in and says where they are.

import { attempt, find, h, problemLine } from "../lib/dom.js";
import { post } from "../lib/api.js";
import { DEMO, person } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";
import { watch } from "../lib/live.js";
import { Car } from "../rides/car.js";
import { cityMap } from "../rides/map.js";
import { rider } from "../rides/rider.js";

const [RIDER, ...DRIVERS] = DEMO;
const HOMES = [
  { x: 0, y: 1500 },
  { x: 1000, y: 2000 },
  { x: -1000, y: -1000 },
];

systemFrame("rides");

const map = cityMap((at) => wishes.point(at));
const wishes = rider(person(RIDER), map);
const cars = DRIVERS.map((name, i) => new Car(person(name), HOMES[i], map));

const said = problemLine();
const surge = h("p", { class: "note", role: "status" });
const all = h("button", { type: "button", class: "primary" }, "Send all three out");
const crowd = h("button", { type: "button" }, "A crowd asks here");

all.addEventListener("click", () =>
  attempt(all, said, async () => {
    for (const car of cars) if (car.toggle.textContent === "Drive") await car.start();
  }),
);

/** Whoever asks counts as demand for two minutes, also who thinks again. */
crowd.addEventListener("click", () =>
  attempt(crowd, said, async () => {
    for (const name of DEMO) {
      const who = await person(name).ready();
      const { ride_id } = await post("/api/v1/rides/request", wishes.pickup(), { person: who });
      await post(`/api/v1/rides/${ride_id}/cancel`, undefined, { person: who });
    }
    surge.textContent = "Four people asked, and thought again. The map of prices is drawn every five seconds.";
  }),
);

watch("/api/v1/rides/surge?city=demo", ({ cells, version }) => {
  map.surge(cells);
  const highest = Math.max(1, ...cells.map((cell) => Number(cell.multiplier)));
  if (version > 0 || cells.length > 0)
    surge.textContent =
      cells.length > 0
        ? `${cells.length} cells cost more than usual, up to ${highest.toFixed(2)} times (map ${version}).`
        : `Rides cost what they usually do (map ${version}).`;
});

find("#demo").append(
  wishes.element,
  wishes.trip,
  h(
    "section",
    { class: "panel", "aria-label": "City" },
    h("div", { class: "row between" }, h("h2", {}, "The middle of the city"), h("div", { class: "row" }, all, crowd)),
    said,
    map.drawing,
    surge,
    h("p", { class: "quiet" }, "Point at the map to choose where from, then where to. Cars drive at 200 km/h, so that nobody waits; a car that is faster is not believed."),
  ),
  h("div", { class: "timelines" }, cars.map(({ element }) => element)),
);
wishes.begin().catch((error) => wishes.fail(error));
