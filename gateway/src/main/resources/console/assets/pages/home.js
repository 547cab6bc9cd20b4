// The front page: every system with its state, and what to type in a terminal.

import { h, find, copyButton, number, problemLine, attempt, clock } from "../lib/dom.js";
import { get } from "../lib/api.js";
import { acting, nameOf, onActing } from "../lib/people.js";
import { frame, pill, showBoard } from "../lib/frame.js";
import { milliseconds, watch } from "../lib/live.js";

const SYSTEMS = [
  {
    system: "url-shortener",
    title: "URL shortener",
    question: "Design TinyURL.",
    does: "Shorten a link, send visitors through it, and watch their clicks arrive behind the redirects' back.",
  },
  {
    system: "rate-limiter",
    title: "Rate limiter",
    question: "Design a rate limiter.",
    does: "One stream of requests against five algorithms at once: what each lets through, and how its bucket drains.",
  },
  {
    system: "chat",
    title: "Chat",
    question: "Design WhatsApp.",
    does: "Two people side by side over real sockets: ticks, typing, presence, and catching up after being away.",
  },
  {
    system: "social-feed",
    title: "Social feed",
    question: "Design Twitter's home timeline.",
    does: "Follow, post, and watch the timelines fill within milliseconds.",
  },
  {
    system: "file-storage",
    title: "File storage",
    question: "Design Dropbox.",
    does: "Two devices, one account: drop a file, edit it on both, and get either version back.",
  },
  {
    system: "video",
    title: "Video",
    question: "Design YouTube.",
    does: "Upload a file past the service, watch its sizes encode one after the other, and play it meanwhile.",
  },
  {
    system: "rides",
    title: "Rides",
    question: "Design Uber.",
    does: "A city with moving cars: a ride from the offer to the receipt, and prices that rise where many ask.",
  },
  {
    system: "commerce",
    title: "Shop",
    question: "Design Amazon.",
    does: "Find, buy, and watch the order step through its saga; then have the card declined, and the stock come back.",
  },
];

const here = location.origin;

const COMMANDS = [
  [
    "Shorten a link, follow it, look at its clicks",
    `curl -s ${here}/api/v1/shorten -H 'Content-Type: application/json' \\
  -d '{"long_url":"https://example.com/","custom_alias":"hello"}'
curl -si ${here}/hello
curl -s ${here}/api/v1/stats/hello`,
  ],
  [
    "Sign in as alice and post",
    `TOKEN=$(curl -s ${here}/api/v1/auth/login -H 'Content-Type: application/json' \\
  -d '{"username":"alice","password":"whiteboard"}' | jq -r .access_token)
curl -s ${here}/api/v1/tweets -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' -d '{"content":"Hello from a terminal"}'`,
  ],
  [
    "Break something, and see that nothing acknowledged is lost",
    `./whiteboard status
./whiteboard drill url-shortener`,
  ],
];

function card({ system, title, question, does }) {
  const state = h("span", {}, pill("unknown", "looking …"));
  const figures = h("p", { class: "figures" });
  const element = h(
    "li",
    { class: "card" },
    h("div", { class: "head" }, h("h3", {}, h("a", { href: `/console/${system}` }, title)), state),
    h("p", { class: "question small" }, `“${question}”`),
    h("p", {}, does),
    figures,
  );
  return {
    element,
    show(live) {
      state.replaceChildren(live ? pill(live.state) : pill("absent"));
      figures.replaceChildren(
        ...(live?.state === "up" || live?.state === "part"
          ? [
              h("span", {}, h("b", {}, number(live.requests_per_second)), " requests/s"),
              h("span", {}, "p99 ", h("b", {}, milliseconds(live.p99_ms))),
            ]
          : []),
      );
    },
  };
}

const SENTENCES = {
  UP: ["up", "Everything is up."],
  DEGRADED: ["part", "Something is down; the rest goes on."],
  STARTING: ["part", "The platform is starting."],
};

frame({ acts: true });
showBoard("home");
const cards = new Map(SYSTEMS.map((system) => [system.system, card(system)]));
find("#cards").append(...[...cards.values()].map(({ element }) => element));
find("#commands").append(
  ...COMMANDS.map(([says, command]) =>
    h(
      "div",
      { class: "command" },
      h(
        "div",
        { class: "head" },
        h("span", {}, says),
        copyButton("Copy", () => command, `Copy: ${says}`),
      ),
      h("pre", { tabindex: 0 }, h("code", {}, command)),
    ),
  ),
);

let said;
watch("/console/live", (live) => {
  const byName = new Map(live.systems.map((system) => [system.system, system]));
  for (const [name, { show }] of cards) show(byName.get(name));
  if (said === live.status) return;
  said = live.status;
  const [state, sentence] = SENTENCES[live.status];
  find("#platform").replaceChildren(pill(state, live.status.toLowerCase()), sentence);
});

// --- one answer out of several services

const first = find("#first");
const firstSaid = problemLine();
const firstShown = h("div", { class: "pair" });
const ask = h("button", { type: "button" });
ask.addEventListener("click", () => attempt(ask, firstSaid, showFirst));
first.append(h("div", { class: "row" }, ask, h("code", { class: "quiet" }, "GET /api/v1/home")), firstSaid, firstShown);

function panel(title, href, items, none) {
  return h(
    "section",
    { class: "panel", "aria-label": title },
    h("h3", {}, h("a", { href }, title)),
    h("ul", { class: "mine" }, items.length > 0 ? items : h("li", { class: "quiet" }, none)),
  );
}

const TITLES = { feed: "Feed", conversations: "Conversations", orders: "Orders", recommendations: "Recommended videos" };

async function showFirst() {
  const who = acting();
  const home = await get("/api/v1/home", { person: who });
  const panels = [];
  if (home.feed) {
    const items = home.feed.tweets
      .slice(0, 4)
      .map((tweet) => h("li", {}, h("b", {}, tweet.user.display_name), h("span", { class: "to" }, tweet.content)));
    panels.push(panel(TITLES.feed, "/console/social-feed", items, "Nobody followed has posted yet."));
  }
  if (home.conversations) {
    const talks = home.conversations.data.slice(0, 4).map(async (talk) => {
      const others = talk.members.filter((member) => member.user_id !== who.id);
      const names = await Promise.all(others.slice(0, 3).map((member) => nameOf(member.user_id, who)));
      const said = `${number(talk.last_seq)} said, ${clock(talk.active_at)}`;
      return h("li", {}, h("b", {}, talk.name ?? names.join(", ")), h("span", { class: "to" }, said));
    });
    panels.push(panel(TITLES.conversations, "/console/chat", await Promise.all(talks), "None yet."));
  }
  if (home.orders) {
    const items = home.orders.data
      .slice(0, 4)
      .map((order) => h("li", {}, h("b", {}, `${order.total} ${order.currency}`), h("span", { class: "to" }, `${order.status}, ${clock(order.placed_at)}`)));
    panels.push(panel(TITLES.orders, "/console/commerce", items, "Nothing bought yet."));
  }
  if (home.recommendations) {
    const items = home.recommendations.data
      .slice(0, 4)
      .map((video) => h("li", {}, h("b", {}, video.title), h("span", { class: "to" }, `${number(video.views)} views`)));
    panels.push(panel(TITLES.recommendations, "/console/video", items, "Nothing to watch yet."));
  }
  for (const { part, code, message } of home.missing) {
    panels.push(
      h(
        "section",
        { class: "panel" },
        h("h3", {}, TITLES[part] ?? part),
        h("p", { class: "problem" }, message, " ", h("code", {}, code)),
      ),
    );
  }
  firstShown.replaceChildren(...panels);
}

function offerFirst() {
  const who = acting();
  firstShown.replaceChildren();
  firstSaid.replaceChildren();
  ask.hidden = who === null;
  if (who === null) return;
  ask.textContent = `Show what ${who.name} sees`;
  if (who.signedIn) attempt(ask, firstSaid, showFirst);
}

onActing(offerFirst);
offerFirst();
