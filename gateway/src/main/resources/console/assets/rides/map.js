// The middle of the city as a drawing: its streets, where rides cost more, and who is where.

import { s } from "../lib/dom.js";
import { degrees, metres } from "./city.js";

const PIXELS = 800;
const SIDE = 20_000;
/** Metres from the middle to the edge of what is shown. */
const REACH = 3_700;
const CELL = 500;
const CORNERS = 6;

const px = (at) => ((at / SIDE + 0.5) * PIXELS).toFixed(2);
const place = ({ x, y }) => [px(x), px(-y)];

function hexagon(centre) {
  return Array.from({ length: CORNERS }, (_, i) => {
    const angle = (i / CORNERS) * 2 * Math.PI;
    return place({ x: centre.x + CELL * Math.cos(angle), y: centre.y + CELL * Math.sin(angle) }).join(",");
  }).join(" ");
}

/** `onPoint` gets the degrees of where somebody pointed. */
export function cityMap(onPoint) {
  const cells = s("g", { class: "cells" });
  const ways = s("g", { class: "ways" });
  const marks = s("g", {});
  const cars = s("g", {});
  const edge = Number(px(-REACH));
  const width = PIXELS - 2 * edge;
  const drawing = s(
    "svg",
    { class: "city", viewBox: `${edge} ${edge} ${width} ${width}`, role: "img", "aria-label": "Map of the city: streets, a river with a bridge, cars, and where rides cost more. The lists beside it say the same." },
    s("image", { href: "/console/assets/rides/rides-city.svg", width: PIXELS, height: PIXELS, class: "streets" }),
    cells,
    ways,
    marks,
    cars,
  );
  drawing.addEventListener("click", (event) => {
    const box = drawing.getBoundingClientRect();
    const at = (part, size) => (part / size - 0.5) * 2 * REACH;
    onPoint(degrees({ x: at(event.clientX - box.left, box.width), y: -at(event.clientY - box.top, box.height) }));
  });
  const drawn = new Map();

  /** A car or somebody on foot, by name; moved when it is there already. */
  function put(group, name, at, shape) {
    if (!drawn.has(name)) {
      const element = shape();
      drawn.set(name, element);
      group.append(element);
    }
    const [x, y] = place(at);
    drawn.get(name).setAttribute("transform", `translate(${x} ${y})`);
    return drawn.get(name);
  }

  return {
    drawing,
    surge(found) {
      cells.replaceChildren(
        ...found.map(({ centre, multiplier }) =>
          s(
            "polygon",
            { points: hexagon(metres(centre)), "fill-opacity": (0.12 + Math.min(1, (multiplier - 1) / 2) * 0.5).toFixed(2) },
            s("title", {}, `× ${multiplier}`),
          ),
        ),
      );
    },
    car(name, at, state) {
      const shape = () => s("g", {}, s("circle", { r: 5.5 }), s("text", { y: 2.6, "text-anchor": "middle" }, name[0]), s("title", {}, name));
      put(cars, `car ${name}`, at, shape).setAttribute("class", `car ${state}`);
    },
    mark(name, at) {
      const shape = () =>
        s("g", { class: `mark ${name}` }, s("path", { d: "M0 0L-4.5 -9A5 5 0 1 1 4.5 -9Z" }), s("title", {}, name));
      put(marks, name, at, shape);
    },
    way(stops) {
      const points = stops.map((stop) => place(stop).join(",")).join(" ");
      ways.replaceChildren(s("polyline", { points }));
    },
  };
}
