// A rider, three drivers and a city: every car is somebody who is signed in and says where they are.

import { attempt, find, h, problemLine } from "../lib/dom.js";
import { post } from "../lib/api.js";
import { DEMO, person } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";
import { begin, watch } from "../lib/live.js";
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

const LOOKS = 20;
let highest = 1;

const said = problemLine();
const surge = h("p", { class: "note", role: "status" });
const all = h("button", { type: "button", class: "primary" }, "Send all three out");
const crowd = h("button", { type: "button" }, "A crowd asks here");

all.addEventListener("click", () =>
  attempt(all, said, async () => {
    for (const car of cars) if (car.toggle.textContent === "Drive") await car.start();
  }),
);

/** Who waits for a car counts as demand. So nobody takes these rides, until the next map of prices has seen them. */
crowd.addEventListener("click", () =>
  attempt(crowd, said, async () => {
    const willing = cars.filter((car) => car.willing.checked);
    for (const car of willing) car.willing.checked = false;
    const asked = [];
    try {
      for (const name of DEMO) {
        const who = await person(name).ready();
        const { ride_id } = await post("/api/v1/rides/request", wishes.wish(), { person: who });
        asked.push({ who, ride_id });
      }
      surge.textContent = "Four people ask, and no car takes them. The map of prices is drawn every five seconds.";
      for (let look = 0; look < LOOKS && highest === 1; look++) await new Promise((seen) => setTimeout(seen, 1000));
    } finally {
      for (const { who, ride_id } of asked) await post(`/api/v1/rides/${ride_id}/cancel`, undefined, { person: who });
      for (const car of willing) car.willing.checked = true;
    }
  }),
);

watch("/api/v1/rides/surge?city=demo", ({ cells, version }) => {
  map.surge(cells);
  highest = Math.max(1, ...cells.map((cell) => Number(cell.multiplier)));
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
begin(wishes.said, wishes.begin);
