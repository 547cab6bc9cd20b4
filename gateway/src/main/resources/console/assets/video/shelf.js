// Videos to choose from: the ones of this tab, what is recommended, what was searched for, what is related.

import { explain, field, h, number, onSubmit, problemLine } from "../lib/dom.js";
import { get } from "../lib/api.js";
import { here } from "./player.js";

const KEPT = "whiteboard.videos";
const MOST = 12;

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

/** A list that says for itself why it is not there. `onChosen` gets a video's id. */
function section(title, onChosen) {
  const said = problemLine();
  const list = h("ul", { class: "videos" });
  const element = h("section", { "aria-label": title }, h("h3", {}, title), said, list);

  function one(video) {
    const open = h(
      "button",
      { type: "button", class: "video" },
      video.thumbnail_url
        ? h("img", { src: here(video.thumbnail_url), alt: "", width: 160, height: 90, loading: "lazy" })
        : h("span", { class: "blank" }),
      h("span", {}, video.title),
      video.reasons?.length > 0 && h("span", { class: "quiet small" }, video.reasons[0].signal.replaceAll("_", " ")),
      h("span", { class: "quiet small" }, video.status && video.status !== "ready" ? video.status : `${number(video.views ?? 0)} views`),
    );
    open.addEventListener("click", () => onChosen(video.video_id));
    return h("li", {}, open);
  }

  return {
    element,
    async load(path, options, none) {
      try {
        const { data } = await get(path, options);
        said.replaceChildren();
        list.replaceChildren(...(data.length > 0 ? data.map(one) : [h("li", { class: "quiet" }, none)]));
      } catch (error) {
        list.replaceChildren();
        explain(said, error);
        said.prepend(`${title} cannot be had. `);
      }
    },
    set: (videos) => list.replaceChildren(...videos.map(one)),
  };
}

export function shelf(acting, onChosen) {
  const mine = section("Of this tab", onChosen);
  const home = section("Recommended", onChosen);
  const found = section("Found", onChosen);
  const related = section("Related", onChosen);
  const words = h("input", { type: "search", maxlength: 200, required: true });
  const form = h(
    "form",
    { class: "row end", role: "search", "aria-label": "Videos" },
    field("Search videos", words),
    h("button", {}, "Search"),
  );
  found.element.hidden = true;
  related.element.hidden = true;
  const known = new Map(remembered().map((video) => [video.video_id, video]));

  onSubmit(form, problemLine(), async () => {
    found.element.hidden = false;
    await found.load(`/api/v1/videos/search?q=${encodeURIComponent(words.value)}`, { person: acting() }, "Nothing like that.");
  });

  function keep(video) {
    known.set(video.video_id, video);
    mine.element.hidden = false;
    const latest = [...known.values()].slice(-MOST).reverse();
    mine.set(latest);
    try {
      const small = latest.reverse().map(({ video_id, title, status, thumbnail_url, views }) => ({ video_id, title, status, thumbnail_url, views }));
      sessionStorage.setItem(KEPT, JSON.stringify(small));
    } catch {
      /* until the page is left */
    }
  }

  mine.element.hidden = known.size === 0;
  mine.set([...known.values()].reverse());
  return {
    element: h("section", { class: "panel", "aria-label": "Videos" }, form, found.element, related.element, mine.element, home.element),
    keep,
    load() {
      const who = acting();
      home.element.hidden = who === null;
      if (who) home.load("/api/v1/videos/feed?limit=8", { person: who }, "Nothing yet: watch something.");
    },
    beside(id) {
      related.element.hidden = false;
      related.load(`/api/v1/videos/${id}/related`, { person: acting() }, "Nothing like it yet.");
    },
    knows: (id) => known.has(id),
  };
}
