// The cart, and the way out of it: an address, something to pay with, and one transaction.

import { attempt, field, h, onSubmit, problemLine } from "../lib/dom.js";
import { ask, get, post } from "../lib/api.js";
import { begin } from "../lib/live.js";
import { money } from "./shelf.js";

const NEW = "new";
const TOKENS = [
  ["tok_visa", "a card that is good"],
  ["tok_declined", "a card that is declined"],
  ["tok_slow", "a card whose bank is slow"],
  ["tok_timeout_after_charge", "a card that is charged while nobody answers"],
];

/** `onOrder` gets each order, with the lines that it was made of. */
export function cart(acting, onOrder) {
  const said = problemLine();
  const note = h("p", { class: "note", role: "status" });
  const list = h("ul", { class: "mine" });
  const total = h("p", { class: "price" });
  const address = h("select", {});
  const method = h(
    "select",
    {},
    TOKENS.map(([token, label]) => h("option", { value: token }, `${token}: ${label}`)),
  );
  const parts = Object.fromEntries(
    [
      ["name", "Name", "Ada Lovelace"],
      ["line1", "Street", "1 Main Street"],
      ["postal_code", "Postal code", "75001"],
      ["city", "City", "Paris"],
      ["country", "Country", "FR"],
    ].map(([name, label, value]) => [name, { label, input: h("input", { type: "text", value, maxlength: 200 }) }]),
  );
  const fresh = h(
    "div",
    { class: "row end" },
    Object.values(parts).map(({ label, input }) => field(label, input)),
  );
  const pay = h("button", { class: "primary" }, "Order and pay");
  const declined = h("button", { type: "button" }, "Pay with tok_declined");
  const checkout = h(
    "form",
    { class: "stack", "aria-label": "Checkout", hidden: true },
    h("div", { class: "row end" }, h("label", {}, "Ship to", address), h("label", {}, "Pay with", method)),
    fresh,
    h("div", { class: "row" }, pay, declined),
  );
  let lines = [];
  let worth;

  address.addEventListener("change", () => {
    fresh.hidden = address.value !== NEW;
  });

  function line(item) {
    const many = h("input", { type: "number", min: 1, max: 999, value: item.quantity, "aria-label": `Quantity of ${item.title}` });
    many.addEventListener("change", () =>
      attempt(many, said, async () => {
        const path = `/api/v1/cart/items/${item.item_id}`;
        show(await ask("PUT", path, { json: { quantity: Number(many.value) }, person: acting() }));
      }),
    );
    const drop = h("button", { type: "button", class: "plain", "aria-label": `Remove ${item.title}` }, "Remove");
    drop.addEventListener("click", () =>
      attempt(drop, said, async () => {
        await ask("DELETE", `/api/v1/cart/items/${item.item_id}`, { person: acting() });
        await read();
      }),
    );
    return h(
      "li",
      { class: "line" },
      h("span", { class: "to" }, item.title),
      item.in_stock ? null : h("span", { class: "bad small" }, "not in stock"),
      many,
      h("span", { class: "price" }, money(item.line_total, item.currency)),
      drop,
    );
  }

  function show({ items, total: sum, currency }) {
    lines = items;
    worth = sum;
    list.replaceChildren(...(items.length > 0 ? items.map(line) : [h("li", { class: "quiet" }, "Nothing yet.")]));
    total.textContent = sum ? `Together ${money(sum, currency)}` : "";
    const who = acting();
    checkout.hidden = items.length === 0 || who === null;
    note.textContent =
      items.length > 0 && who === null ? "Visitors have a cart, too. Choose who you are at the top to order it." : "";
  }

  const read = async () => show(await get("/api/v1/cart", { person: acting(), quiet: true }));

  async function addresses() {
    const who = acting();
    const known = who === null ? [] : (await get("/api/v1/addresses?limit=5", { person: who, quiet: true })).data;
    address.replaceChildren(
      ...known.map((one) => h("option", { value: one.address_id }, `${one.name}, ${one.line1}, ${one.city}`)),
      h("option", { value: NEW }, "another address …"),
    );
    fresh.hidden = address.value !== NEW;
  }

  async function place(who) {
    if (address.value !== NEW) return address.value;
    const written = Object.fromEntries(Object.entries(parts).map(([name, { input }]) => [name, input.value]));
    const { address_id } = await post("/api/v1/addresses", written, { person: who });
    return address_id;
  }

  async function order(token) {
    const who = acting();
    const bought = lines;
    const shipping_address_id = await place(who);
    const { id } = await post("/api/v1/payment-methods", { token }, { person: who });
    const wish = { shipping_address_id, payment_method_id: id, expected_total: worth };
    try {
      onOrder(await post("/api/v1/orders/checkout", wish, { person: who }), bought);
    } finally {
      await Promise.all([read(), addresses()]);
    }
  }

  onSubmit(checkout, said, () => order(method.value));
  declined.addEventListener("click", () => attempt(declined, said, () => order("tok_declined")));

  return {
    element: h("section", { class: "panel", "aria-label": "Cart" }, h("h2", {}, "Cart"), said, list, total, note, checkout),
    async add(product) {
      show(await post("/api/v1/cart/items", { product_id: product.product_id, quantity: 1 }, { person: acting() }));
    },
    load: () => begin(said, () => Promise.all([read(), addresses()])),
  };
}
