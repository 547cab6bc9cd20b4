// The rider: asks what a ride costs, asks for it, watches it, and gets the receipt.

import { attempt, explain, h, number, onSubmit, problemLine } from "../lib/dom.js";
import { get, post } from "../lib/api.js";
import { PLACES, degrees, metres, way } from "./city.js";
import { rideSocket } from "./socket.js";

const POINTED = "where I point at the map";
const STEPS = ["matching", "accepted", "arriving", "in_progress", "completed"];
const WORDS = {
  matching: "A driver is looked for",
  accepted: "A car is on its way",
  arriving: "The car is at the pickup",
  in_progress: "On the way",
  completed: "Arrived",
  cancelled: "Cancelled",
  no_drivers: "Nobody drives near there just now",
};
const PAYING = [
  ["", "cash"],
  ["tok_visa", "tok_visa"],
  ["tok_declined", "tok_declined"],
];
const LINES = { base: "Base", distance: "Distance", time: "Time", minimum_fare: "Up to the least fare", surge: "Surge", booking: "Booking", cancellation: "Cancellation" };
const RECEIPT_EVERY = 1000;
const RECEIPT_LOOKS = 20;

function chooser(label, chosen) {
  const select = h(
    "select",
    {},
    PLACES.map((one, i) => h("option", { value: i }, one.name)),
    h("option", { value: POINTED }, POINTED),
  );
  select.value = chosen;
  return { select, element: h("label", {}, label, select) };
}

export function rider(who, map) {
  const places = { pickup: PLACES[0], dropoff: PLACES[1] };
  const from = chooser("From", 0);
  const to = chooser("To", 1);
  const choosers = { pickup: from, dropoff: to };
  const method = h("select", {}, PAYING.map(([value, label]) => h("option", { value }, label)));
  const kind = h("select", {}, ["standard", "xl", "premium"].map((value) => h("option", { value }, value)));
  const said = problemLine();
  const price = h("p", { class: "note", role: "status" });
  const state = h("small", { class: "quiet" }, "…");
  const cancel = h("button", { type: "button", hidden: true }, "Cancel the ride");
  const request = h("button", { type: "button" }, "Ask for the ride");
  const form = h(
    "form",
    { class: "panel", "aria-label": "A ride" },
    h("div", { class: "row between" }, h("h2", {}, `${who.name} wants a ride`), state),
    h("div", { class: "row end" }, from.element, to.element, h("label", {}, "Car", kind), h("label", {}, "Pay", method)),
    h("div", { class: "row" }, h("button", { class: "primary" }, "What does it cost?"), request, cancel),
    said,
    price,
  );
  const steps = h("ol", { class: "steps", "aria-live": "polite", "aria-label": "Steps of the ride" });
  const receipt = h("div", {});
  const trip = h("section", { class: "panel", hidden: true, "aria-label": "The ride" }, steps, receipt);
  let quote;
  let ride;
  let pointsAt = "pickup";

  function show() {
    for (const [name, at] of Object.entries(places)) map.mark(name, at);
    map.way(way(places.pickup, places.dropoff));
    quote = undefined;
  }

  for (const [name, { select }] of Object.entries(choosers)) {
    select.addEventListener("change", () => {
      if (select.value === POINTED) pointsAt = name;
      else places[name] = PLACES[select.value];
      show();
    });
  }

  const wish = () => ({ pickup: degrees(places.pickup), dropoff: degrees(places.dropoff), ride_type: kind.value });

  async function estimate() {
    quote = await post("/api/v1/rides/estimate", wish(), { person: who });
    const minutes = Math.max(1, Math.round(quote.estimated_time / 60));
    const surge = Number(quote.surge_multiplier) > 1 ? `, ${quote.surge_multiplier} times the usual fare` : "";
    price.textContent = `${quote.estimated_fare} ${quote.currency} for ${quote.distance_km} km in about ${minutes} min by the streets${surge}. The price holds for five minutes.`;
  }

  onSubmit(form, said, estimate);
  request.addEventListener("click", () =>
    attempt(request, said, async () => {
      const body = wish();
      if (quote) body.quote_id = quote.quote_id;
      if (method.value) body.payment_method_id = method.value;
      quote = undefined;
      const asked = await post("/api/v1/rides/request", body, { person: who });
      receipt.replaceChildren();
      follow(asked.ride_id, asked.status);
    }),
  );
  cancel.addEventListener("click", () =>
    attempt(cancel, said, async () => {
      const { status } = await post(`/api/v1/rides/${ride}/cancel`, undefined, { person: who });
      follow(ride, status);
    }),
  );

  function follow(id, status) {
    ride = id;
    trip.hidden = false;
    const reached = STEPS.indexOf(status);
    cancel.hidden = reached < 0 || reached > 2;
    request.hidden = reached >= 0 && status !== "completed";
    const shown = reached >= 0 ? STEPS : ["matching", status];
    steps.replaceChildren(
      ...shown.map((step, i) => {
        const at = reached >= 0 ? reached : 1;
        const look = reached < 0 && i === 1 ? "failed" : i < at || status === "completed" ? "done" : i === at ? "now" : "later";
        return h("li", { class: look }, h("b", {}, WORDS[step]), h("code", { class: "quiet small" }, step));
      }),
    );
    if (status === "completed" || status === "cancelled") showReceipt(id);
  }

  /** Until billing has said how it went. */
  async function showReceipt(id) {
    for (let look = 0; look < RECEIPT_LOOKS && id === ride; look++) {
      try {
        const paid = await get(`/api/v1/rides/${id}/receipt`, { person: who, quiet: look > 0 });
        drawReceipt(paid);
        if (!["requested", "pending", "authorised", "unknown"].includes(paid.payment_status)) return;
      } catch (error) {
        if (error.status === 409) {
          receipt.replaceChildren(h("p", { class: "quiet" }, "It cost nothing."));
          return;
        }
        explain(said, error);
      }
      await new Promise((resolve) => setTimeout(resolve, RECEIPT_EVERY));
    }
  }

  function drawReceipt({ lines, total, currency, payment_status, distance_km, duration_sec }) {
    const rows = lines.filter((line) => Number(line.amount) !== 0);
    const driven = distance_km ? `${distance_km} km in ${number(duration_sec)} s. ` : "";
    receipt.replaceChildren(
      h("h3", {}, "Receipt"),
      h(
        "table",
        {},
        h(
          "tbody",
          {},
          rows.map(({ name, amount }) => h("tr", {}, h("th", { scope: "row" }, LINES[name] ?? name), h("td", { class: "price" }, amount))),
          h("tr", {}, h("th", { scope: "row" }, "Together"), h("td", { class: "price" }, `${total} ${currency}`)),
        ),
      ),
      h("p", { class: "quiet" }, `${driven}Payment: ${payment_status}.`),
    );
  }

  function hear(frame) {
    if (frame.type === "ride_status" && frame.ride_id === ride) follow(frame.ride_id, frame.status);
    if (frame.type === "reset") takeUp();
  }

  /** A ride that was under way when the page was left. */
  async function takeUp() {
    const { data } = await get("/api/v1/rides?limit=10", { person: who, quiet: true });
    const open = data.find((one) => one.rider_id === who.id && STEPS.indexOf(one.status) >= 0 && one.status !== "completed");
    if (open) follow(open.ride_id, open.status);
  }

  show();
  return {
    element: form,
    trip,
    point(at) {
      places[pointsAt] = metres(at);
      choosers[pointsAt].select.value = POINTED;
      pointsAt = pointsAt === "pickup" ? "dropoff" : "pickup";
      show();
    },
    wish,
    async begin() {
      await who.ready();
      await takeUp();
      rideSocket(who, hear, (now) => {
        state.textContent = now === "open" ? "told by a socket" : "the connection is lost, connecting again …";
      });
    },
    said,
  };
}
