// Upload, watch the ladder encode, play.

import { attempt, explain, find, h, number, problemLine } from "../lib/dom.js";
import { ask, get, post } from "../lib/api.js";
import { acting, onActing } from "../lib/people.js";
import { pill, systemFrame } from "../lib/frame.js";
import { player } from "../video/player.js";
import { shelf } from "../video/shelf.js";
import { talk } from "../video/talk.js";
import { uploading } from "../video/uploading.js";

const EVERY = 1000;
const LAMPS = { ready: "up", failed: "down", transcoding: "part", uploading: "unknown" };
const SESSION = crypto.randomUUID?.() ?? `console-${Date.now()}-${Math.random().toString(36).slice(2)}`;

systemFrame("video", { acts: true });

const said = problemLine();
const head = h("div", { class: "row between" });
const progress = h("progress", { max: 100, value: 0, "aria-label": "Encoded" });
const done = h("p", { class: "note", role: "status" });
const ladder = h("ol", { class: "ladder", "aria-label": "Renditions" });
const remove = h("button", { type: "button", hidden: true }, "Delete it");
const again = h("button", { type: "button", hidden: true }, "Play with all sizes");
const views = problemLine();
const screen = player(watched);
const social = talk(acting, () => look(shown, true));
const videos = shelf(acting, open);
const upload = uploading(acting, (video) => {
  videos.keep(video);
  open(video.video_id);
});
const stage = h(
  "section",
  { class: "panel", hidden: true, "aria-label": "The video" },
  head,
  said,
  progress,
  done,
  ladder,
  screen.element,
  views,
  h("div", { class: "row" }, again, remove),
  social.element,
);
let shown;
let opened = 0;

/** Who watched how long; a page that cannot say so plays on. */
async function watched(seconds) {
  const id = shown;
  try {
    await post(`/api/v1/videos/${id}/views`, { session_id: SESSION, watched_sec: seconds }, { person: acting() });
    views.replaceChildren();
    await look(id, true);
  } catch (error) {
    explain(views, error);
    views.prepend("Views are not counted. ");
  }
}

function draw(video) {
  head.replaceChildren(h("h2", {}, video.title), pill(LAMPS[video.status] ?? "unknown", video.status));
  progress.hidden = video.status === "ready" || video.status === "failed";
  progress.value = video.progress;
  const sizes = video.renditions.map((one) => one.name);
  done.textContent =
    video.status === "failed"
      ? ""
      : `${video.progress} % of the work is done${sizes.length > 0 ? `; ${sizes.join(", ")} ${sizes.length === 1 ? "plays" : "play"}` : ""}.`;
  if (video.failure) explain(said, video.failure);
  ladder.replaceChildren(
    ...video.renditions.map((one) =>
      h("li", {}, h("b", {}, one.name), h("span", { class: "quiet" }, `${one.width} × ${one.height}`), h("span", { class: "quiet" }, `${number(Math.round(one.average_bandwidth / 1000))} kbit/s`)),
    ),
  );
  screen.element.hidden = !video.manifest_url;
  again.hidden = !screen.playing() || opened >= video.renditions.length;
  remove.hidden = acting()?.id !== video.owner_id;
  social.show(video);
}

async function look(id, quiet) {
  const video = await get(`/api/v1/videos/${id}`, { person: acting(), quiet });
  if (id === shown) draw(video);
  return video;
}

function play(video) {
  opened = video.renditions.length;
  again.hidden = true;
  return screen.open(video.manifest_url, video.thumbnail_url);
}

/** Shows a video and follows it until all of it is there. */
async function open(id) {
  screen.close();
  shown = id;
  stage.hidden = false;
  said.replaceChildren();
  views.replaceChildren();
  opened = 0;
  let quiet = false;
  social.about(id);
  while (shown === id) {
    try {
      const video = await look(id, quiet);
      quiet = true;
      if (shown !== id) return;
      if (videos.knows(id)) videos.keep(video);
      if (video.manifest_url && opened === 0) {
        await play(video);
        videos.beside(id);
      }
      if (video.status === "ready" || video.status === "failed") {
        if (opened < video.renditions.length && screen.screen.paused) await play(video);
        return;
      }
    } catch (error) {
      explain(said, error);
      if (error.status === 404 || error.status === undefined) return;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

again.addEventListener("click", () => attempt(again, said, async () => play(await look(shown, false))));
remove.addEventListener("click", () =>
  attempt(remove, said, async () => {
    await ask("DELETE", `/api/v1/videos/${shown}`, { person: acting() });
    screen.close();
    shown = undefined;
    stage.hidden = true;
    videos.load();
  }),
);

function begin() {
  upload.offer();
  videos.load();
  if (shown) social.about(shown);
}

onActing(begin);
find("#demo").append(
  upload.element,
  stage,
  videos.element,
  h(
    "p",
    { class: "quiet" },
    "The bytes pass no service on their way in. The smallest size is made first and plays while the others are being made; what a worker that dies had in hand is done again, and nothing else.",
  ),
);
begin();
