// The same requests against five algorithms, each with the same limit.

import { h, s, find, field, problemLine, onSubmit, explain } from "../lib/dom.js";
import { ask, get, post } from "../lib/api.js";
import { person } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";

const ALGORITHMS = [
  ["token_bucket", "Token bucket", "Saves up to a burst, refills evenly."],
  ["leaking_bucket", "Leaking bucket", "A queue that empties evenly; what comes on top waits."],
  ["fixed_window", "Fixed window", "Counts per window; two limits fit around a border."],
  ["sliding_window_log", "Sliding log", "Remembers each request; exact about every window."],
  ["sliding_window_counter", "Sliding counter", "Estimates the log from two counts."],
];
const TYPE = "console";
const SHOWN = 20_000;
const WIDTH = 480;
const LANE = 44;

systemFrame("rate-limiter");
const admin = person("admin");
const client = `console-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
const demo = find("#demo");

const limit = h("input", { type: "number", min: 1, max: 100, value: 10, required: true });
const seconds = h("input", { type: "number", min: 1, max: 60, value: 5, required: true });
const pace = h("input", { type: "range", min: 1, max: 10, value: 4 });
const paceSays = h("output", {}, "4 each second");
const steady = h("button", { type: "button", "aria-pressed": "false" }, "Start a steady stream");
const said = problemLine();
const note = h("p", { class: "note", role: "status" });
const controls = h(
  "form",
  { class: "panel", "aria-label": "Limits and requests" },
  h(
    "div",
    { class: "row end" },
    field("Requests", limit),
    field("in seconds", seconds),
    h("button", {}, "Set this limit for all five"),
  ),
  h(
    "div",
    { class: "row end" },
    ...[1, 5, 20].map(burstButton),
    h("span", { class: "grow" }, field("Steady stream", pace)),
    paceSays,
    steady,
  ),
  said,
  note,
);

const lanes = ALGORITHMS.map(([algorithm, name, promise]) => {
  const events = [];
  const dots = s("g");
  const water = s("rect", { class: "water", x: 8, width: 34 });
  const level = s("text", { class: "level", x: 25, y: 30 }, "–");
  const passed = h("b", {}, "0");
  const refused = h("i", {}, "0");
  const wait = h("span", { class: "quiet small" });
  const strip = s(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${LANE}`,
      role: "img",
      "aria-label": `${name}: what passed and what was refused in the last 20 seconds`,
    },
    s("line", { class: "axis", x1: 0, x2: WIDTH, y1: LANE / 2, y2: LANE / 2 }),
    dots,
  );
  const bucket = s(
    "svg",
    { viewBox: "0 0 50 52", role: "img", "aria-label": `${name}: what is left` },
    s("path", { class: "glass", d: "M7 3v38a7 7 0 0 0 7 7h22a7 7 0 0 0 7-7V3" }),
    water,
    level,
  );
  const element = h(
    "section",
    { class: "panel lane", "aria-label": name },
    h("div", { class: "words" }, h("h2", {}, name), h("span", { class: "quiet small" }, promise), wait),
    bucket,
    strip,
    h("div", { class: "count" }, h("div", {}, passed, " passed"), h("div", {}, refused, " refused")),
  );
  return {
    algorithm,
    name,
    endpoint: `/console/${algorithm}`,
    events,
    dots,
    water,
    level,
    passed,
    refused,
    wait,
    element,
    counts: [0, 0],
    left: undefined,
    most: 10,
  };
});

function draw(now = performance.now()) {
  for (const lane of lanes) {
    while (lane.events.length > 0 && now - lane.events[0].at > SHOWN) lane.events.shift();
    lane.dots.replaceChildren(
      ...lane.events.map(({ at, allowed, nudge }) =>
        s("circle", {
          class: allowed ? "passed" : "refused",
          r: 3.2,
          cx: WIDTH - 5 - ((now - at) / SHOWN) * (WIDTH - 10),
          cy: allowed ? LANE / 2 - 6 - nudge : LANE / 2 + 6 + nudge,
        }),
      ),
    );
    const share = lane.left === undefined ? 1 : Math.max(0, Math.min(1, lane.left / lane.most));
    lane.water.setAttribute("y", 5 + 41 * (1 - share));
    lane.water.setAttribute("height", 41 * share);
    lane.level.textContent = lane.left === undefined ? "–" : String(lane.left);
    lane.passed.textContent = String(lane.counts[0]);
    lane.refused.textContent = String(lane.counts[1]);
  }
}

async function check(lane) {
  const answer = await post(
    "/api/v1/rate-limit/check",
    { client_id: client, client_type: TYPE, endpoint: lane.endpoint },
    { person: admin, quiet: lane !== lanes[0] },
  );
  const now = performance.now();
  const beside = lane.events.filter((event) => now - event.at < 130 && event.allowed === answer.allowed).length;
  lane.events.push({ at: now, allowed: answer.allowed, nudge: Math.min(beside, 3) * 4 });
  lane.counts[answer.allowed ? 0 : 1]++;
  lane.left = answer.remaining ?? undefined; // no rule, nothing to drain
  lane.most = answer.limit ?? 1;
  lane.wait.textContent = answer.allowed ? "" : `Come back in ${answer.retry_after} s.`;
  if (answer.mode !== "exact" && answer.mode !== "cached")
    lane.wait.textContent += ` Decided without Redis: ${answer.mode}.`;
}

async function burst(requests) {
  await Promise.all(lanes.flatMap((lane) => Array.from({ length: requests }, () => check(lane))));
  draw();
}

function burstButton(requests) {
  const button = h(
    "button",
    { type: "button", class: requests === 20 ? "primary" : "" },
    requests === 1 ? "One request" : `${requests} at once`,
  );
  button.addEventListener("click", () => attemptAll(button, () => burst(requests)));
  return button;
}

async function attemptAll(button, work) {
  said.replaceChildren();
  if (button) button.disabled = true;
  try {
    await (ready = ready.catch(prepare));
    await work();
  } catch (error) {
    explain(said, error);
    stop();
  } finally {
    if (button) button.disabled = false;
  }
}

// --- a steady stream

let stream;

function stop() {
  clearTimeout(stream);
  stream = undefined;
  steady.textContent = "Start a steady stream";
  steady.setAttribute("aria-pressed", "false");
}

async function tick() {
  const began = performance.now();
  if (!document.hidden) await attemptAll(undefined, () => burst(1));
  if (stream !== undefined)
    stream = setTimeout(tick, Math.max(0, 1000 / Number(pace.value) - (performance.now() - began)));
}

steady.addEventListener("click", () => {
  if (stream !== undefined) {
    stop();
    return;
  }
  steady.textContent = "Stop the stream";
  steady.setAttribute("aria-pressed", "true");
  stream = setTimeout(tick, 0);
});
pace.addEventListener("input", () => {
  paceSays.textContent = `${pace.value} each second`;
});

// --- the rules

async function allRules() {
  const rules = [];
  let cursor = "";
  do {
    const page = await get(`/admin/rate-rules?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, {
      person: admin,
      quiet: true,
    });
    rules.push(...page.data);
    cursor = page.pagination.next_cursor;
  } while (cursor);
  return rules;
}

async function setRules() {
  const rules = await allRules();
  const max = Number(limit.value);
  const window = Number(seconds.value);
  for (const lane of lanes) {
    const body = {
      client_type: TYPE,
      endpoint: lane.endpoint,
      max_requests: max,
      window_seconds: window,
      algorithm: lane.algorithm,
      key: "user",
    };
    const [known, ...surplus] = rules.filter((rule) => rule.client_type === TYPE && rule.endpoint === lane.endpoint);
    for (const { id } of surplus) await ask("DELETE", `/admin/rate-rules/${id}`, { person: admin });
    if (!known) await post("/admin/rate-rules", body, { person: admin });
    else if (known.max_requests !== max || known.window_seconds !== window)
      await ask("PUT", `/admin/rate-rules/${known.id}`, { json: body, person: admin });
  }
}

onSubmit(controls, said, async () => {
  note.textContent = "Telling every node …";
  await prepare();
  note.textContent = `All five admit ${limit.value} requests in ${seconds.value} s. What was used before still counts.`;
});

async function prepare() {
  await setRules();
  await inForce();
}

/** Rules are live on every node within two seconds; until then a check would find none. */
async function inForce() {
  for (let i = 0; i < 20; i++) {
    const states = await Promise.all(lanes.map((lane) => get(explainPath(lane), { person: admin, quiet: true })));
    if (
      states.every(
        ({ rules: [rule] }) => rule?.limit === Number(limit.value) && rule.window_seconds === Number(seconds.value),
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const explainPath = (lane) =>
  `/api/v1/rate-limit/explain?client_id=${client}&client_type=${TYPE}&endpoint=${encodeURIComponent(lane.endpoint)}`;

/** Between requests buckets fill; asking how full they are counts nothing. */
async function peek() {
  if (!document.hidden && lanes.some((lane) => lane.left !== undefined)) {
    await Promise.all(
      lanes.map(async (lane) => {
        const {
          rules: [rule],
        } = await get(explainPath(lane), { person: admin, quiet: true });
        if (!rule) return;
        lane.left = rule.remaining;
        if (rule.fits) lane.wait.textContent = "";
      }),
    ).catch(() => {});
  }
  setTimeout(peek, 500);
}

demo.append(
  controls,
  ...lanes.map(({ element }) => element),
  h(
    "p",
    { class: "quiet" },
    "Each dot is one request: above the line it passed, below it was refused. All five are asked at the same moment, through the gateway, as a service outside the gateway would ask. Signed in for this as admin.",
  ),
);
setInterval(() => {
  if (!document.hidden) draw();
}, 100);
let ready = prepare();
ready.then(peek, (error) => {
  explain(said, error);
  peek();
});
