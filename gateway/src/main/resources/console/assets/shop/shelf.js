// What is for sale: browsed out of the database, found by words in the index.

import { attempt, field, h, number, onSubmit, problemLine } from "../lib/dom.js";
import { get } from "../lib/api.js";
import { begin } from "../lib/live.js";

const PAGE = 8;
const PAUSE = 200;
const CATEGORIES = ["electronics", "toys", "books", "home", "fashion", "sports", "garden", "beauty", "grocery", "music"];
const ORDERS = [
  ["", "as it fits"],
  ["newest", "the newest first"],
  ["price_asc", "the cheapest first"],
  ["price_desc", "the dearest first"],
  ["rating", "the best first"],
];

const capital = (word) => word[0].toUpperCase() + word.slice(1);

export function money(amount, currency) {
  return `${amount} ${currency}`;
}

/** `onChosen` gets a product that somebody wants. */
export function shelf(onChosen) {
  const words = h("input", { type: "search", maxlength: 200, autocomplete: "off", list: "suggestions" });
  const suggestions = h("datalist", { id: "suggestions" });
  const category = h(
    "select",
    {},
    h("option", { value: "" }, "All"),
    CATEGORIES.map((name) => h("option", { value: name }, capital(name))),
  );
  const order = h(
    "select",
    {},
    ORDERS.map(([value, label]) => h("option", { value }, label)),
  );
  const said = problemLine();
  const note = h("p", { class: "note", role: "status" });
  const list = h("ul", { class: "products" });
  const more = h("button", { type: "button", hidden: true }, "More");
  const form = h(
    "form",
    { class: "row end", role: "search", "aria-label": "Products" },
    field("Search", words),
    h("label", {}, "Category", category),
    h("label", {}, "Order", order),
    h("button", { class: "primary" }, "Search"),
    suggestions,
  );
  let next;

  // --- autocomplete

  let typed;
  words.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(suggest, PAUSE);
  });

  /** A search that is away costs the suggestions, nothing else. */
  async function suggest() {
    const q = words.value.trim();
    if (q === "") return;
    try {
      const { data } = await get(`/api/v1/search/suggest?q=${encodeURIComponent(q)}`, { quiet: true });
      if (q === words.value.trim()) suggestions.replaceChildren(...data.map((value) => h("option", { value })));
    } catch {
      suggestions.replaceChildren();
    }
  }

  // --- finding

  function address(cursor) {
    const q = words.value.trim();
    const asked = new URLSearchParams({ limit: PAGE });
    if (q) asked.set("q", q);
    if (category.value) asked.set("category", category.value);
    if (order.value) asked.set("sort", order.value);
    if (cursor) asked.set("cursor", cursor);
    return `/api/v1/${q ? "search" : "products"}?${asked}`;
  }

  function product(one) {
    const put = h("button", { type: "button", "aria-label": `Add to cart: ${one.title}` }, "Add to cart");
    put.addEventListener("click", () => attempt(put, said, () => onChosen(one)));
    return h(
      "li",
      {},
      h("b", {}, one.title),
      h(
        "span",
        { class: "quiet small" },
        one.category,
        one.reviews > 0 ? `, ★ ${number(one.rating)} (${number(one.reviews)})` : "",
      ),
      h("div", { class: "row between" }, h("span", { class: "price" }, money(one.price, one.currency)), put),
    );
  }

  async function load(cursor) {
    const began = performance.now();
    const { data, pagination, total, facets } = await get(address(cursor));
    const found = data.map(product);
    if (cursor) list.append(...found);
    else list.replaceChildren(...(found.length > 0 ? found : [h("li", { class: "quiet" }, "Nothing like that.")]));
    next = pagination.next_cursor;
    more.hidden = !pagination.has_more;
    if (facets) count(facets.category);
    if (total) {
      const many = `${total.exact ? "" : "more than "}${number(total.value)}`;
      note.textContent = `${many} found by the index in ${Math.round(performance.now() - began)} ms, the way there included.`;
    } else if (!cursor) note.textContent = "Out of the database. Search for a word to ask the index.";
  }

  /** How many there would be in each category, whatever is chosen now. */
  function count(choices) {
    const counts = new Map(choices.map((choice) => [choice.value, choice.count]));
    for (const option of category.options) {
      if (option.value) option.textContent = `${capital(option.value)} (${number(counts.get(option.value) ?? 0)})`;
    }
  }

  onSubmit(form, said, () => load());
  for (const select of [category, order]) select.addEventListener("change", () => attempt(undefined, said, () => load()));
  more.addEventListener("click", () => attempt(more, said, () => load(next)));

  return {
    element: h("section", { class: "panel", "aria-label": "Shelf" }, form, said, note, list, more),
    load: () => begin(said, () => load()),
    /** Something that was just put on the shelf, which the index may not know yet. */
    show: (one) => list.prepend(product(one)),
  };
}
