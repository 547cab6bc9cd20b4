// Orders: the one that was just made, step by step, with the stock it holds; and the ones before.

import { attempt, clock, explain, h, number, problemLine } from "../lib/dom.js";
import { ask, get } from "../lib/api.js";
import { pill } from "../lib/frame.js";
import { begin } from "../lib/live.js";
import { money } from "./shelf.js";

const EVERY = 400;
const LAMPS = { paid: "up", shipped: "up", delivered: "up", failed: "down", cancelled: "part", refunded: "part" };

/** What an order goes through, and what each of its histories has come to; `undone` is the way back. */
const STEPS = [
  { id: "reserved", label: "Ordered, units reserved", about: "one transaction" },
  { id: "asked", label: "Billing is asked to charge", about: "outbox, then Kafka" },
  { id: "answered", label: "The provider's answer", about: "Kafka, then inbox" },
  { id: "settled", label: "Units claimed", about: "one transaction" },
];

function reached(order) {
  const { status, payment } = order;
  if (payment === "declined") return { answered: "failed", settled: "undone" };
  if (status === "pending") return { answered: payment === "unknown" ? "now" : undefined };
  if (status === "cancelled" || payment === "refunding" || payment === "refunded")
    return { answered: payment === "refunded" ? "undone" : "now", settled: "undone" };
  return { answered: "done", settled: "done" };
}

function words(step, state, order) {
  if (step.id === "answered") {
    if (state === "failed") return "Declined: nothing was taken";
    if (order.payment === "captured") return "Charged";
    if (order.payment === "refunding") return "Charged, being given back";
    if (order.payment === "refunded") return "Charged, and given back";
    if (order.payment === "unknown") return "The provider does not answer; it is asked again";
  }
  return step.id === "settled" && state === "undone" ? "Units released: they can be sold again" : step.label;
}

const isOpen = ({ status, payment }) => status === "pending" || ["asked", "unknown", "refunding"].includes(payment);

export function orders(acting) {
  const said = problemLine();
  const steps = h("ol", { class: "steps", "aria-live": "polite", "aria-label": "Steps of the order" });
  const head = h("div", { class: "row between" });
  const history = h("ol", { class: "events", "aria-label": "History of the order", tabindex: 0 });
  const stock = h("tbody");
  const actions = h("div", { class: "row" });
  const one = h(
    "section",
    { class: "panel", hidden: true, "aria-label": "The order" },
    head,
    steps,
    actions,
    h("h3", {}, "Stock, as everybody may see it"),
    h(
      "div",
      { class: "table", tabindex: 0, role: "group", "aria-label": "Stock" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Product", "Available", "Reserved", "Sold", "Received"].map((title) => h("th", { scope: "col" }, title)))),
        stock,
      ),
    ),
    h("p", { class: "quiet" }, "Received = available + reserved + sold + written off, at every moment."),
    history,
  );
  const list = h("ul", { class: "mine" });
  const own = h("section", { class: "panel", "aria-label": "Orders" }, h("h2", {}, "Your latest orders"), said, list);
  let watched;

  function show(order) {
    head.replaceChildren(
      h("h2", {}, `Order over ${money(order.total, order.currency)}`),
      pill(LAMPS[order.status] ?? "unknown", order.status),
    );
    const states = { reserved: "done", asked: "done", ...reached(order) };
    steps.replaceChildren(
      ...STEPS.map((step) => {
        const state = states[step.id] ?? (step.id === "answered" ? "now" : "later");
        return h("li", { class: state }, h("b", {}, words(step, state, order)), h("span", { class: "quiet small" }, step.about));
      }),
    );
    history.replaceChildren(
      ...order.history.map((entry) => h("li", {}, `${clock(entry.at)} ${entry.status}, money ${entry.payment}: ${entry.note}`)),
    );
    actions.replaceChildren(...["cancel", "refund"].filter((what) => may(what, order)).map((what) => action(what, order)));
  }

  const may = (what, { status }) => (what === "cancel" ? ["pending", "paid"] : ["paid", "shipped", "delivered"]).includes(status);

  function action(what, order) {
    const button = h("button", { type: "button" }, what === "cancel" ? "Cancel the order" : "Ask for the money back");
    button.addEventListener("click", () =>
      attempt(button, said, async () => {
        await ask("POST", `/api/v1/orders/${order.order_id}/${what}`, { person: acting() });
        follow(order, order.items);
      }),
    );
    return button;
  }

  async function count(items) {
    const rows = await Promise.all(
      items.map(async ({ product_id, title }) => {
        const audit = await get(`/api/v1/inventory/${product_id}/audit`, { quiet: true });
        const figures = ["available", "reserved", "sold", "received"].map((name) => h("td", {}, number(audit[name])));
        return h("tr", {}, h("th", { scope: "row" }, title), figures);
      }),
    );
    stock.replaceChildren(...rows);
  }

  /** Looks until the order has come to rest. */
  async function follow({ order_id }, lines) {
    const who = acting();
    watched = order_id;
    one.hidden = false;
    let quiet = false;
    while (watched === order_id && who === acting()) {
      try {
        const order = await get(`/api/v1/orders/${order_id}`, { person: who, quiet });
        if (watched !== order_id) return;
        quiet = true;
        show(order);
        await count(lines);
        said.replaceChildren();
        if (!isOpen(order)) break;
      } catch (error) {
        explain(said, error);
        if (error.status === 404) break;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
    load();
  }

  async function load() {
    const who = acting();
    if (who === null) {
      one.hidden = true;
      watched = undefined;
      list.replaceChildren(h("li", { class: "quiet" }, "Nobody is signed in."));
      return;
    }
    await begin(said, async () => {
      const { data } = await get("/api/v1/orders?limit=6", { person: who, quiet: true });
      if (who !== acting()) return;
      list.replaceChildren(...(data.length > 0 ? data.map(line) : [h("li", { class: "quiet" }, "None yet.")]));
    });
  }

  function line(order) {
    const open = h("button", { type: "button", class: "plain" }, `${clock(order.placed_at)}, ${money(order.total, order.currency)}`);
    open.addEventListener("click", () =>
      attempt(open, said, async () => {
        const whole = await get(`/api/v1/orders/${order.order_id}`, { person: acting() });
        follow(whole, whole.items);
      }),
    );
    return h("li", {}, open, pill(LAMPS[order.status] ?? "unknown", order.status));
  }

  return {
    element: h("div", { class: "stack" }, one, own),
    follow,
    load() {
      one.hidden = true;
      watched = undefined;
      said.replaceChildren();
      return load();
    },
  };
}
