// What every page has around its demo: theme, who acts, the whiteboard, the calls, the document, and word of a lost gateway.

import { h, find, copyButton, explain, problemLine } from "./dom.js";
import { calls, onCall, request } from "./api.js";
import { chooser } from "./people.js";
import { board } from "./board.js";
import { watch, word } from "./live.js";
import { markdown } from "./markdown.js";

const THEMES = { light: "dark", dark: "light" };

function themeButton() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
  const button = h("button", { type: "button", class: "icon" });
  const say = () => {
    button.textContent = current() === "dark" ? "☀" : "☾";
    button.setAttribute("aria-label", `Switch to ${THEMES[current()]} colours`);
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = THEMES[current()];
    try {
      localStorage.setItem("whiteboard.theme", current());
    } catch {
      /* for this page only */
    }
    say();
  });
  dark.addEventListener("change", say);
  say();
  return button;
}

const connection = { lost: false };

function gatewayLost() {
  connection.lost = true;
  const line = find("#lost");
  line.hidden = false;
  line.classList.remove("back");
  line.textContent = "The gateway does not answer. This page tries again by itself.";
}

function gatewayFound() {
  if (!connection.lost) return;
  connection.lost = false;
  const line = find("#lost");
  line.classList.add("back");
  line.textContent = "Connected again.";
  setTimeout(() => {
    line.hidden = !connection.lost;
  }, 2500);
}

function callLine(call) {
  const good = call.redirected || (call.status > 0 && call.status < 400);
  return h(
    "li",
    {},
    h("span", { class: good ? "good" : "bad" }, call.redirected ? "3xx" : call.status || "–"),
    h("span", { class: "path", title: `${call.method} ${call.path}` }, `${call.method} ${call.path}`),
    h("span", { class: "quiet" }, `${Math.round(call.ms)} ms`),
    copyButton("curl", () => call.curl, `Copy ${call.method} ${call.path} as curl`),
  );
}

function showCalls(place) {
  const list = h(
    "ul",
    { class: "calls", tabindex: 0, "aria-label": "Calls, the latest first" },
    h("li", { class: "none" }, "None yet. Each will be here, with the curl command that does the same."),
  );
  onCall((call) => {
    list.querySelector(".none")?.remove();
    list.prepend(callLine(call));
    while (list.children.length > calls().length) list.lastElementChild.remove();
  });
  place.append(list);
}

/** Draws the system's whiteboard and keeps it alive; `onLive` hears each answer. */
export async function showBoard(system, onLive = () => {}) {
  const place = find("#board");
  let drawn;
  try {
    drawn = board(await (await request("GET", `/console/boards/${system}`, { quiet: true })).json());
  } catch (error) {
    const line = problemLine();
    place.append(line);
    explain(line, error);
    return;
  }
  place.append(drawn.drawing);
  watch(
    `/console/live/${system}`,
    (live) => {
      gatewayFound();
      drawn.show(live);
      onLive(live);
    },
    (error) => {
      if (error.status === undefined) gatewayLost();
      drawn.lost();
    },
  );
}

export function pill(state, text = word(state)) {
  return h("span", { class: `pill ${state}` }, text);
}

function link(children, target) {
  if (target.startsWith("#")) return h("span", {}, children);
  const other = /^([a-z-]+)\.md/.exec(target);
  const page = other && document.querySelector(`.top nav a[href="/console/${other[1]}"]`);
  return page ? h("a", { href: page.getAttribute("href") }, children) : h("span", {}, children);
}

/** Fetches the document when it comes near. */
function showArticle(system) {
  const place = find("#article");
  const seen = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      try {
        const text = await (await request("GET", `/console/read/${system}`, { quiet: true })).text();
        place.append(h("article", { class: "article" }, markdown(text, link)));
      } catch (error) {
        const line = problemLine();
        place.append(line);
        explain(line, error);
      }
    },
    { rootMargin: "600px" },
  );
  seen.observe(place);
}

/** `acts` where one person acts for the whole page. */
export function frame({ acts = false } = {}) {
  find("#tools").append(acts ? chooser() : "", themeButton());
  for (const a of document.querySelectorAll(".top nav a")) {
    if (a.getAttribute("href") === location.pathname) a.setAttribute("aria-current", "page");
  }
}

/** The frame of a system's page. */
export function systemFrame(system, options) {
  frame(options);
  const state = find("#state");
  state.append(pill("unknown", "looking …"));
  let shown;
  showBoard(system, (live) => {
    if (shown === live.state) return;
    shown = live.state;
    state.replaceChildren(pill(live.state));
  });
  showCalls(find("#calls"));
  showArticle(system);
}
