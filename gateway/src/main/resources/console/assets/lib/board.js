// Draws a system's boxes and arrows from its description, and keeps their state and figures.

import { h, s, bytes, number } from "./dom.js";
import { milliseconds, word } from "./live.js";

const COLUMN = 146;
const ROW = 112;
const BOX = { width: 132, height: 66 };
const MARGIN = 10;

const UNITS = {
  bytes: (value) => bytes(Math.round(value)),
  ms: milliseconds,
  seconds: (value) => `${number(value)} s`,
  count: number,
};

export function said(figure) {
  if (figure.value === null || figure.value === undefined) return `${figure.label} –`;
  if (figure.unit === "per_second") return `${number(figure.value)} ${figure.label}/s`;
  if (figure.unit === "ms" || figure.unit === "seconds") return `${figure.label} ${UNITS[figure.unit](figure.value)}`;
  return `${(UNITS[figure.unit] ?? number)(figure.value)} ${figure.label}`;
}

function place(box) {
  return { x: MARGIN + box.column * COLUMN + COLUMN / 2, y: MARGIN + box.row * ROW + BOX.height / 2 };
}

function shape(box, { x, y }) {
  const left = x - BOX.width / 2;
  const top = y - BOX.height / 2;
  if (box.kind !== "store")
    return s("rect", {
      class: "box",
      x: left,
      y: top,
      width: BOX.width,
      height: BOX.height,
      rx: box.kind === "topic" ? 30 : 9,
    });
  const bow = 7;
  return s("path", {
    class: "box",
    d:
      `M${left} ${top + bow}a${BOX.width / 2} ${bow} 0 0 1 ${BOX.width} 0v${BOX.height - 2 * bow}` +
      `a${BOX.width / 2} ${bow} 0 0 1 ${-BOX.width} 0zm0 0a${BOX.width / 2} ${bow} 0 0 0 ${BOX.width} 0`,
  });
}

/** From border to border: sideways within a row, else from bottom to top. */
function wire(from, to) {
  const a = place(from);
  const b = place(to);
  if (a.y === b.y) {
    const way = Math.sign(b.x - a.x);
    const begin = a.x + (way * BOX.width) / 2;
    const end = b.x - way * (BOX.width / 2 + 3);
    return { d: `M${begin} ${a.y}H${end}`, x: (begin + end) / 2, y: a.y - 5 };
  }
  const way = Math.sign(b.y - a.y);
  const lean = Math.max(-34, Math.min(34, (b.x - a.x) / 4));
  const [ax, ay, bx, by] = [a.x + lean, a.y + (way * BOX.height) / 2, b.x - lean, b.y - way * (BOX.height / 2 + 3)];
  const middle = (ay + by) / 2;
  return { d: `M${ax} ${ay}C${ax} ${middle} ${bx} ${middle} ${bx} ${by}`, x: (ax + bx) / 2, y: middle + 3 };
}

export function board(description) {
  const byId = new Map(description.boxes.map((box) => [box.id, box]));
  const parts = new Map();
  const wires = [];
  const width = 2 * MARGIN + Math.max(...description.boxes.map((box) => box.column + 1)) * COLUMN;
  const height = 2 * MARGIN + Math.max(...description.boxes.map((box) => box.row)) * ROW + BOX.height;
  const tip = `tip-${description.system}`;

  const drawnWires = description.arrows.map((arrow) => {
    const way = wire(byId.get(arrow.from), byId.get(arrow.to));
    const line = s("path", { class: arrow.later ? "wire late" : "wire", d: way.d, "marker-end": `url(#${tip})` });
    wires.push({ ...arrow, line });
    return [line, arrow.says && s("text", { class: "said", x: way.x, y: way.y, "text-anchor": "middle" }, arrow.says)];
  });

  const drawnBoxes = description.boxes.map((box) => {
    const at = place(box);
    const name = s("text", { class: "name", x: at.x, "text-anchor": "middle" }, box.label);
    const lines = [0, 1].map((i) =>
      s("text", { class: "figure", x: at.x, y: at.y + 11 + i * 15, "text-anchor": "middle" }),
    );
    const group = s(
      "g",
      { class: "unknown" },
      shape(box, at),
      s("circle", {
        class: "lamp",
        cx: at.x + BOX.width / 2 - 3,
        cy: at.y - BOX.height / 2 + (box.kind === "store" ? 9 : 3),
        r: 6,
      }),
      name,
      lines,
    );
    const cell = h("td");
    const state = h("td", {}, "–");
    parts.set(box.id, { box, group, name, lines, at, cell, state });
    arrange(parts.get(box.id), []);
    return group;
  });

  const drawing = s(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `${description.title}: boxes and arrows; the table below says the same`,
    },
    s(
      "defs",
      {},
      s(
        "marker",
        {
          id: tip,
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          orient: "auto-start-reverse",
        },
        s("path", { class: "tip", d: "M0 0L8 4L0 8z" }),
      ),
    ),
    drawnWires,
    drawnBoxes,
  );
  const rows = [...parts.values()].map(({ box, state, cell }) =>
    h("tr", {}, h("th", { scope: "row" }, box.label), state, cell, h("td", {}, box.about ?? "")),
  );
  const table = h(
    "details",
    {},
    h("summary", {}, "The same as a table, with what each box is for"),
    h(
      "div",
      { class: "table" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["Box", "State", "Now", "Is for"].map((title) => h("th", { scope: "col" }, title)),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
  );

  function arrange({ box, name, lines, at }, figures) {
    const shown = figures.slice(0, 2);
    const shift = box.kind === "store" ? 4 : 0;
    name.setAttribute("y", at.y + (shown.length === 0 ? 4 : shown.length === 1 ? -3 : -11) + shift);
    lines.forEach((line, i) => {
      line.setAttribute("y", at.y + (shown.length === 1 ? 14 : 6 + i * 15) + shift);
      line.textContent = shown[i] ? said(shown[i]) : "";
    });
  }

  /** Takes an answer of /console/live/{system}. */
  function show(live) {
    for (const [id, part] of parts) {
      const now = live.boxes[id] ?? { state: "unknown", figures: [] };
      part.group.setAttribute("class", now.state);
      arrange(part, now.figures);
      part.state.textContent = word(now.state);
      part.cell.textContent = now.figures.map(said).join(", ");
    }
    for (const { from, to, line } of wires) {
      const busy = (id) => live.boxes[id]?.busy;
      line.classList.toggle("busy", Boolean((busy(from) || byId.get(from).kind === "client") && busy(to)));
    }
  }

  function lost() {
    for (const { group } of parts.values()) group.setAttribute("class", "unknown");
  }

  return { drawing: h("figure", { class: "board" }, drawing, table), show, lost };
}
