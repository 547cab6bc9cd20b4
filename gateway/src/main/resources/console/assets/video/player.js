// Plays a stream with hls.js, and says which rendition is on the screen.

import { h, number, problemLine } from "../lib/dom.js";

const AUTO = "-1";
const kilobits = (bits) => `${number(Math.round(bits / 1000))} kbit/s`;

/** Addresses of media lead to the platform's public name; here they are asked of whoever served this page. */
export const here = (address) => new URL(address, location.href).pathname;

let loading;

/** The library says itself to the page, as scripts of old do. */
async function library() {
  loading ??= import("/console/libraries/hls.js/1.4.12/hls.min.js");
  try {
    await loading;
  } catch {
    loading = undefined;
    throw new Error("The player did not load.");
  }
  return globalThis.Hls;
}

/** `onWatched` hears now and then how many seconds of what is open were watched so far. */
export function player(onWatched) {
  const screen = h("video", { controls: true, playsinline: true, preload: "none" });
  screen.muted = true;
  const said = problemLine();
  const now = h("p", { class: "note", role: "status" }, "");
  const size = h("select", {}, h("option", { value: AUTO }, "what fits"));
  const controls = h("div", { class: "row between" }, now, h("label", { class: "inline" }, "Size", size));
  let hls;
  let seconds = 0;
  let told = 0;
  let last;

  screen.addEventListener("timeupdate", () => {
    const step = screen.currentTime - (last ?? screen.currentTime);
    last = screen.currentTime;
    if (step > 0 && step < 2) seconds += step;
  });
  for (const event of ["pause", "ended"]) screen.addEventListener(event, () => tell());
  function tell() {
    const whole = Math.floor(seconds);
    if (whole === told) return;
    told = whole;
    onWatched(whole);
  }

  size.addEventListener("change", () => {
    if (hls) hls.nextLevel = Number(size.value);
  });

  function show() {
    const level = hls.levels[hls.currentLevel] ?? hls.levels[hls.loadLevel];
    if (!level) return;
    const short = Math.min(level.width, level.height);
    now.textContent = `Plays ${short}p (${level.width} × ${level.height}, ${kilobits(level.bitrate)}) of ${hls.levels.length} ${hls.levels.length === 1 ? "size" : "sizes"}; the line is good for ${kilobits(hls.bandwidthEstimate)}.`;
  }

  function offer() {
    const chosen = size.value;
    size.replaceChildren(
      h("option", { value: AUTO }, "what fits"),
      ...hls.levels.map((level, i) => h("option", { value: i }, `${Math.min(level.width, level.height)}p`)),
    );
    size.value = chosen;
    if (size.selectedIndex < 0) size.value = AUTO;
    show();
  }

  /** Without sound, which browsers allow after a click; and not for who wants nothing to move. */
  function start() {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) screen.play().catch(() => {});
  }

  async function open(manifest, poster) {
    stop();
    said.replaceChildren();
    if (poster) screen.poster = here(poster);
    const Hls = await library();
    if (!Hls?.isSupported()) {
      if (!screen.canPlayType("application/vnd.apple.mpegurl")) throw new Error("This browser plays no streams.");
      screen.src = here(manifest);
      now.textContent = "This browser plays streams by itself, and does not say which size.";
      return;
    }
    // The policy of this page lets no worker be made of a string.
    hls = new Hls({ enableWorker: false, capLevelToPlayerSize: false });
    hls.on(Hls.Events.MANIFEST_PARSED, () => {
      offer();
      start();
    });
    hls.on(Hls.Events.LEVEL_SWITCHED, show);
    hls.on(Hls.Events.FRAG_BUFFERED, show);
    hls.on(Hls.Events.ERROR, (_, { fatal, type, details }) => {
      if (!fatal) return;
      if (type === Hls.ErrorTypes.NETWORK_ERROR) {
        said.textContent = "The stream does not come; trying again.";
        setTimeout(() => hls?.startLoad(), 2000);
      } else if (type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
      else said.textContent = `This stream cannot be played: ${details}.`;
    });
    hls.loadSource(here(manifest));
    hls.attachMedia(screen);
  }

  /** Nothing is open any more. */
  function close() {
    stop();
    seconds = 0;
    told = 0;
  }

  function stop() {
    tell();
    hls?.destroy();
    hls = undefined;
    last = undefined;
    screen.removeAttribute("src");
    screen.load();
    now.textContent = "";
  }

  return { element: h("div", { class: "stack" }, screen, controls, said), open, close, screen, playing: () => hls !== undefined };
}
