// A line that moves: the last minute of one or two counts.

import { s } from "./dom.js";

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 18;

export function chart(described, seconds = 60) {
  const lines = { second: s("path", { class: "second" }), first: s("path", { class: "first" }) };
  const area = s("path", { class: "area" });
  const top = s("text", { x: LEFT - 6, y: 12, "text-anchor": "end" });
  const drawing = s(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": described },
    s("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }),
    s("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: 8, y2: 8 }),
    top,
    s("text", { x: LEFT - 6, y: HEIGHT - BOTTOM + 4, "text-anchor": "end" }, "0"),
    s("text", { x: LEFT, y: HEIGHT - 4 }, `${seconds} s ago`),
    s("text", { x: WIDTH, y: HEIGHT - 4, "text-anchor": "end" }, "now"),
    area,
    lines.first,
    lines.second,
  );
  let points = [];

  /** Adds a moment: { first, second } counts. */
  function add(counts, now = performance.now()) {
    points.push({ at: now, ...counts });
    const oldest = now - seconds * 1000;
    points = points.filter((point, i) => point.at >= oldest || points[i + 1]?.at >= oldest);
    draw(now);
  }

  function draw(now) {
    const highest = Math.max(5, ...points.flatMap((point) => [point.first ?? 0, point.second ?? 0]));
    const x = (at) => Math.max(LEFT, WIDTH - ((now - at) / 1000 / seconds) * (WIDTH - LEFT));
    const y = (value) => HEIGHT - BOTTOM - (value / highest) * (HEIGHT - BOTTOM - 8);
    for (const [name, path] of Object.entries(lines)) {
      const known = points.filter((point) => point[name] !== undefined);
      const steps = known.map((point, i) =>
        i === 0 ? `M${x(point.at)} ${y(point[name])}` : `H${x(point.at)}V${y(point[name])}`,
      );
      path.setAttribute("d", steps.join(""));
      if (name === "second" && known.length > 0) {
        area.setAttribute("d", `${steps.join("")}V${HEIGHT - BOTTOM}H${x(known[0].at)}Z`);
      }
    }
    top.textContent = String(highest);
  }

  return {
    drawing,
    add,
    clear() {
      points = [];
      area.setAttribute("d", "");
      draw(performance.now());
    },
  };
}
