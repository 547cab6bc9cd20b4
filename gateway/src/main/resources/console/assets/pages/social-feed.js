// Timelines beside each other, and the graph that fills them.

import { h, find, problemLine, explain, attempt, onSubmit, number, clock } from "../lib/dom.js";
import { ask, get, post, stream } from "../lib/api.js";
import { DEMO, person } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";
import { begin } from "../lib/live.js";

const PEOPLE = DEMO.slice(0, 3);
const PAGE = 15;

systemFrame("social-feed");
const demo = find("#demo");

// --- post

const author = h(
  "select",
  { "aria-label": "Post as" },
  PEOPLE.map((name) => h("option", { value: name }, person(name).name)),
);
const text = h("textarea", { rows: 2, maxlength: 560, required: true, placeholder: "What is happening?" });
const left = h("span", { class: "quiet small" }, "280");
const postSaid = problemLine();
const arrived = h("p", { class: "note", role: "status" });
const composer = h(
  "form",
  { class: "panel", "aria-label": "Post" },
  h("div", { class: "row end" }, h("label", {}, "Post as", author), h("label", { class: "grow" }, "Tweet", text)),
  h("div", { class: "row" }, left, h("button", { class: "primary" }, "Post")),
  postSaid,
  arrived,
);
text.addEventListener("input", () => {
  left.textContent = String(280 - [...text.value].length);
});

const posted = new Map();
onSubmit(composer, postSaid, async () => {
  const began = performance.now();
  const who = person(author.value);
  const tweet = await post("/api/v1/tweets", { content: text.value }, { person: who });
  posted.set(tweet.tweet_id, { began, ms: performance.now() - began, seen: [] });
  text.value = "";
  left.textContent = "280";
  arrived.textContent = `Acknowledged after ${Math.round(performance.now() - began)} ms: durable. Followers' timelines get it next.`;
  timelines.get(who.username).load();
});

// --- who follows whom

const graphSaid = problemLine();
const boxes = new Map();
const graph = h(
  "table",
  { class: "who-follows" },
  h(
    "thead",
    {},
    h(
      "tr",
      {},
      h("td"),
      PEOPLE.map((name) => h("th", { scope: "col" }, person(name).name)),
    ),
  ),
  h(
    "tbody",
    {},
    PEOPLE.map((reader) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, `${person(reader).name} follows`),
        PEOPLE.map((other) => h("td", {}, reader === other ? "–" : followBox(reader, other))),
      ),
    ),
  ),
);

function followBox(reader, other) {
  const box = h("input", { type: "checkbox", "aria-label": `${person(reader).name} follows ${person(other).name}` });
  boxes.set(`${reader} ${other}`, box);
  box.addEventListener("change", async () => {
    const wanted = box.checked;
    if (!(await attempt(box, graphSaid, () => follow(reader, other, wanted)))) box.checked = !wanted;
  });
  return box;
}

async function follow(reader, other, wanted) {
  const { id } = await person(other).ready();
  const edge = await post(`/api/v1/users/${id}/${wanted ? "follow" : "unfollow"}`, undefined, {
    person: person(reader),
  });
  sizes.set(other, edge.followers);
  sayRule();
  timelines.get(reader).load();
}

const sizes = new Map();
const rule = h("p", { class: "quiet" });

function sayRule() {
  const known = [...sizes].map(([name, followers]) => `${person(name).name} has ${number(followers)}`).join(", ");
  rule.textContent = `Push or pull is decided when a tweet is posted, by its author's followers: below 10,000 it is pushed into the followers' timelines in Redis, above it is left where it is and pulled by whoever reads. ${known ? `${known}, so theirs are pushed.` : ""}`;
}

async function readGraph() {
  for (const reader of PEOPLE) {
    const who = await person(reader).ready();
    const following = await get(`/api/v1/users/${who.id}/following?limit=100`, { person: who, quiet: true });
    const names = new Set(following.data.map((other) => other.username));
    for (const other of PEOPLE) {
      const box = boxes.get(`${reader} ${other}`);
      if (box) box.checked = names.has(other);
    }
  }
}

// --- timelines

class Timeline {
  #mode = "following";
  #shown = new Set();
  #loads = 0;

  constructor(reader) {
    this.reader = reader;
    this.list = h("ol", { class: "timeline", tabindex: 0, "aria-label": `${reader.name}'s timeline` });
    this.state = h("small", {}, "…");
    this.said = problemLine();
    const mode = h(
      "select",
      { "aria-label": `Order of ${reader.name}'s timeline` },
      h("option", { value: "following" }, "by time"),
      h("option", { value: "for_you" }, "ranked"),
    );
    mode.addEventListener("change", () => {
      this.#mode = mode.value;
      this.load();
    });
    this.element = h(
      "section",
      { class: "window", "aria-label": `${reader.name}'s timeline` },
      h("header", {}, h("div", { class: "who" }, h("b", {}, reader.name), this.state), mode),
      this.said,
      this.list,
    );
  }

  async load() {
    const mine = ++this.#loads;
    try {
      const { tweets } = await get(`/api/v1/feed?mode=${this.#mode}&limit=${PAGE}`, {
        person: this.reader,
        quiet: this.#shown.size > 0,
      });
      if (mine !== this.#loads) return;
      this.said.replaceChildren();
      const fresh = this.#shown.size > 0;
      this.list.replaceChildren(
        ...(tweets.length === 0
          ? [h("li", { class: "tweet quiet" }, "Nobody followed has posted yet.")]
          : tweets.map((tweet) => this.#tweet(tweet, fresh))),
      );
      for (const tweet of tweets) {
        this.#shown.add(tweet.tweet_id);
        this.#arrived(tweet);
      }
    } catch (error) {
      explain(this.said, error);
    }
  }

  listen() {
    const { signal } = new AbortController();
    stream("/api/v1/feed/stream", {
      person: this.reader,
      signal,
      onEvent: ({ type }) => {
        if (type === "new_tweets") this.load();
      },
      onState: (state) => {
        this.state.textContent = state === "open" ? "listening" : "the stream is lost, connecting again …";
        if (state === "open") this.load();
      },
    });
  }

  #arrived(tweet) {
    const post = posted.get(tweet.tweet_id);
    if (!post || tweet.user.username === this.reader.username || post.seen.includes(this.reader.name)) return;
    post.seen.push(this.reader.name);
    arrived.textContent = `Acknowledged after ${Math.round(post.ms)} ms; in the timeline of ${post.seen.join(" and ")} after ${Math.round(performance.now() - post.began)} ms, told by the stream.`;
  }

  #tweet(tweet, fresh) {
    const like = h(
      "button",
      {
        type: "button",
        class: "plain",
        "aria-pressed": String(tweet.liked),
        "aria-label": `Like, ${tweet.likes} so far`,
      },
      `${tweet.liked ? "♥" : "♡"} ${number(tweet.likes)}`,
    );
    like.addEventListener("click", () =>
      attempt(like, this.said, async () => {
        await ask(tweet.liked ? "DELETE" : "POST", `/api/v1/tweets/${tweet.tweet_id}/like`, { person: this.reader });
        await loadAll();
      }),
    );
    const own = tweet.user.username === this.reader.username;
    const second = h("button", { type: "button", class: "plain" }, own ? "Delete" : "Retweet");
    if (!own && tweet.retweeted) second.textContent = "Retweeted";
    second.addEventListener("click", () =>
      attempt(second, this.said, async () => {
        if (own) await ask("DELETE", `/api/v1/tweets/${tweet.tweet_id}`, { person: this.reader });
        else
          await ask(tweet.retweeted ? "DELETE" : "POST", `/api/v1/tweets/${tweet.tweet_id}/retweet`, {
            person: this.reader,
          });
        await loadAll();
      }),
    );
    return h(
      "li",
      { class: fresh && !this.#shown.has(tweet.tweet_id) ? "tweet fresh" : "tweet" },
      h(
        "p",
        { class: "by" },
        h(
          "span",
          {},
          h("b", {}, tweet.user.display_name),
          tweet.retweeted_by ? ` · brought by ${tweet.retweeted_by.display_name}` : "",
        ),
        clock(tweet.created_at),
      ),
      h("p", {}, tweet.content),
      h("div", { class: "did" }, like, second),
    );
  }
}

const timelines = new Map(PEOPLE.map((name) => [name, new Timeline(person(name))]));
const loadAll = () => Promise.all([...timelines.values()].map((timeline) => timeline.load()));

demo.append(
  composer,
  h(
    "section",
    { class: "panel", "aria-label": "Who follows whom" },
    h("h2", {}, "Who follows whom"),
    h("div", { class: "table" }, graph),
    graphSaid,
    rule,
  ),
  h(
    "div",
    { class: "timelines" },
    [...timelines.values()].map(({ element }) => element),
  ),
  h(
    "p",
    { class: "quiet" },
    "Each timeline listens to its own stream of server-sent events. What is deleted, unfollowed, muted or blocked is gone from the next read on, whichever way it came.",
  ),
);
sayRule();
begin(graphSaid, readGraph).then((begun) => {
  if (begun) for (const timeline of timelines.values()) timeline.listen();
});
loadAll();
