// Shorten, follow, and watch the count catch up with the visits.

import { h, find, field, problemLine, onSubmit, attempt, copyButton, explain, number } from "../lib/dom.js";
import { get, post, request } from "../lib/api.js";
import { acting, onActing } from "../lib/people.js";
import { chart } from "../lib/chart.js";
import { systemFrame } from "../lib/frame.js";
import { begin } from "../lib/live.js";

const EVERY = 1000;
const AT_ONCE = 6;

systemFrame("url-shortener", { acts: true });
const demo = find("#demo");

// --- shorten

const longUrl = h("input", {
  type: "url",
  required: true,
  maxlength: 2048,
  placeholder: "https://example.com/a/very/long/path",
  value: "https://example.com/the/long/way/round",
});
const alias = h("input", {
  type: "text",
  pattern: "[0-9A-Za-z_\\-]{4,32}",
  maxlength: 32,
  title: "4 to 32 letters, digits, _ or -",
  autocomplete: "off",
});
const most = h("input", { type: "number", min: 1, max: 1000000000 });
const said = problemLine();
const shorten = h(
  "form",
  { class: "panel", "aria-label": "Shorten a link" },
  field("Long address", longUrl),
  h(
    "div",
    { class: "row end" },
    field("Alias", alias, "if you like"),
    field("Clicks at most", most, "if you like"),
    h("button", { class: "primary" }, "Shorten"),
  ),
  said,
);

onSubmit(shorten, said, async () => {
  const body = { long_url: longUrl.value };
  if (alias.value) body.custom_alias = alias.value;
  if (most.value) body.max_clicks = Number(most.value);
  const link = await post("/api/v1/shorten", body, { person: acting() });
  alias.value = "";
  await look(link);
  await listMine();
});

// --- one link, watched

let watched;
const address = h("a", { class: "address", target: "_blank", rel: "noopener" });
const leads = h("p", { class: "quiet" });
const code = h("img", { width: 96, height: 96, alt: "" });
const numbers = { clicks: h("b", {}, "0"), visitors: h("b", {}, "0"), bots: h("b", {}, "0") };
const counted = chart("Visits sent from this page, and clicks counted, over the last minute");
const tallies = h("div", { class: "tallies" });
const followed = problemLine();
const note = h("p", { class: "note", role: "status" });
const one = h(
  "section",
  { class: "panel", hidden: true, "aria-label": "The link" },
  h(
    "div",
    { class: "short" },
    code,
    h(
      "div",
      { class: "grow" },
      h(
        "div",
        { class: "row" },
        address,
        copyButton("Copy", () => watched.short_url, "Copy the short address"),
      ),
      leads,
    ),
  ),
  h("div", { class: "row" }, ...[1, 25, 200].map((visits) => visitButton(visits))),
  followed,
  note,
  h(
    "div",
    { class: "big" },
    ...[
      ["clicks", "clicks counted"],
      ["visitors", "visitors"],
      ["bots", "of them bots"],
    ].map(([name, label]) => h("div", {}, h("span", {}, label), numbers[name])),
  ),
  counted.drawing,
  h("p", { class: "key" }, h("span", {}, "clicks counted"), h("span", { class: "first" }, "visits this page sent")),
  h(
    "p",
    { class: "quiet" },
    "A redirect writes nothing to the database: the click goes to a spool and through Kafka, so the count follows the visits a moment later, and then agrees with them exactly.",
  ),
  tallies,
);

function visitButton(visits) {
  const button = h(
    "button",
    { type: "button", class: visits === 25 ? "primary" : "" },
    visits === 1 ? "One visit" : `${visits} visits`,
  );
  button.addEventListener("click", () => attempt(button, followed, () => visit(visits)));
  return button;
}

/** Follows the link as far as this gateway: the redirect is answered here and not gone after. */
async function visit(visits) {
  const link = watched;
  let left = visits;
  let first;
  const began = performance.now();
  const visitor = async () => {
    while (left-- > 0) {
      const response = await request("GET", `/${link.short_key}`, { redirect: "manual", quiet: first !== undefined });
      first ??= response.type;
      link.sent = (link.sent ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, visits) }, visitor));
  note.textContent = `${number(visits)} ${visits === 1 ? "visit" : "visits"} answered in ${Math.round(performance.now() - began)} ms.`;
}

async function look(link) {
  watched = { ...link, sent: undefined, base: undefined };
  one.hidden = false;
  address.href = `/${link.short_key}`;
  address.textContent = link.short_url;
  leads.textContent = `leads to ${link.long_url}`;
  note.textContent = "";
  followed.replaceChildren();
  counted.clear();
  showCode(link);
  await count();
}

async function showCode(link) {
  try {
    const response = await request("GET", `/api/v1/links/${link.short_key}/qr?format=svg`, {
      person: acting(),
      quiet: true,
    });
    code.src = URL.createObjectURL(await response.blob());
    code.alt = `QR code of ${link.short_url}`;
    code.hidden = false;
  } catch {
    code.hidden = true;
  }
}

function tally(title, all) {
  const top = Object.entries(all)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4);
  return h(
    "div",
    {},
    h("h3", {}, title),
    h(
      "ul",
      {},
      top.length === 0
        ? h("li", { class: "quiet" }, "none yet")
        : top.map(([name, clicks]) => h("li", {}, h("span", {}, name), h("b", {}, number(clicks)))),
    ),
  );
}

async function count() {
  const link = watched;
  const stats = await get(`/api/v1/stats/${link.short_key}?interval=hour`, { person: acting(), quiet: true });
  if (link !== watched) return;
  link.base ??= stats.total_clicks;
  link.sent ??= stats.total_clicks;
  numbers.clicks.textContent = number(stats.total_clicks);
  numbers.visitors.textContent = number(stats.unique_visitors);
  numbers.bots.textContent = number(stats.bot_clicks);
  counted.add({ first: link.sent, second: stats.total_clicks });
  tallies.replaceChildren(
    tally("Browsers", stats.browsers),
    tally("Devices", stats.devices),
    tally("Referrers", stats.referrers),
    tally("Countries", stats.countries),
  );
}

setInterval(async () => {
  if (!watched || document.hidden) return;
  try {
    await count();
  } catch (error) {
    explain(followed, error);
  }
}, EVERY);

// --- one's own links

const mine = h("ul", { class: "mine" });
const mineSaid = problemLine();
const own = h("section", { class: "panel", "aria-label": "Links" }, h("h2", {}, "Your latest links"), mineSaid, mine);

async function listMine() {
  mineSaid.replaceChildren();
  const who = acting();
  if (!who) {
    mine.replaceChildren(
      h(
        "li",
        { class: "quiet" },
        "Nobody is signed in: links belong to nobody, and their clicks are for everybody to see.",
      ),
    );
    return;
  }
  await begin(mineSaid, async () => {
    const links = (await get("/api/v1/links?limit=6", { person: who })).data;
    if (who !== acting()) return;
    mine.replaceChildren(
      ...(links.length === 0
        ? [h("li", { class: "quiet" }, "None yet.")]
        : links.map((link) => {
            const open = h("button", { type: "button", class: "plain mono" }, link.short_key);
            open.addEventListener("click", () => attempt(open, mineSaid, () => look(link)));
            return h("li", {}, open, h("span", { class: "to" }, link.long_url));
          })),
    );
  });
}

onActing(() => {
  one.hidden = true;
  watched = undefined;
  listMine();
});
demo.append(shorten, one, own);
listMine();
