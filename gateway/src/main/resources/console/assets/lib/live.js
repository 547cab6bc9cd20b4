// How the platform is, asked by the clock while somebody looks at the page.

import { get } from "./api.js";

const EVERY = 2000;

/** Calls `onAnswer` with each answer, `onLost` when none comes. Stops while the page is hidden. */
export function watch(path, onAnswer, onLost = () => {}) {
  let timer;
  async function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      onAnswer(await get(path, { quiet: true, signal: AbortSignal.timeout(5000) }));
    } catch (error) {
      onLost(error);
    }
    timer = setTimeout(look, EVERY);
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  look();
  return look;
}

const WORDS = { up: "up", part: "partly up", down: "down", absent: "not started", unknown: "not known" };

export const word = (state) => WORDS[state] ?? state;

export function milliseconds(value) {
  if (value === null || value === undefined) return "–";
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
