// Whoever is signed in may sell.

import { field, h, onSubmit, problemLine } from "../lib/dom.js";
import { post } from "../lib/api.js";

/** `onProduct` gets what was put on the shelf. */
export function seller(acting, onProduct) {
  const said = problemLine();
  const note = h("p", { class: "note", role: "status" });
  const title = h("input", { type: "text", required: true, maxlength: 300, value: "A lamp of my own making" });
  const price = h("input", { type: "text", required: true, inputmode: "decimal", value: "24.90" });
  const stock = h("input", { type: "number", required: true, min: 0, max: 1000000, value: 3 });
  const form = h(
    "form",
    { class: "stack", "aria-label": "Sell" },
    h("div", { class: "row end" }, field("Title", title), field("Price", price, "in USD"), field("Units", stock)),
    h("div", { class: "row" }, h("button", {}, "Put it on the shelf")),
    said,
    note,
  );
  onSubmit(form, said, async () => {
    const draft = { title: title.value, price: price.value, category: "home", stock: Number(stock.value) };
    const product = await post("/api/v1/seller/products", draft, { person: acting() });
    note.textContent = "It is on the shelf. The index learns of it from the database's log, a moment later.";
    onProduct(product);
  });
  const element = h(
    "details",
    { class: "panel" },
    h("summary", {}, "Sell something"),
    h("p", { class: "quiet" }, "Few units make for a race: put them into two carts."),
    form,
  );
  return {
    element,
    offer() {
      element.hidden = acting() === null;
    },
  };
}
