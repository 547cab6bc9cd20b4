// How the platform is, asked by the clock while somebody looks at the page; and what is asked until it answers.

import { Unreachable, get } from "./api.js";
import { explain } from "./dom.js";

const EVERY = 2000;
const SLOWEST = 8000;
const TOO_MANY = 429;

/**
 * Does what a page begins with, again until it works; `line` says why it does not. What can never work is not repeated.
 * Answers whether it was done.
 */
export async function begin(line, work) {
  for (let tries = 0; ; tries++) {
    try {
      await work();
      if (tries > 0) line.replaceChildren();
      return true;
    } catch (error) {
      explain(line, error);
      const passing = error instanceof Unreachable || error.status >= 500 || error.status === TOO_MANY;
      if (!passing) return false;
      const wait = error.retryAfter ? error.retryAfter * 1000 : Math.min(SLOWEST, 500 * 2 ** tries);
      await new Promise((resolve) => setTimeout(resolve, wait * (1 + Math.random() / 2)));
    }
  }
}

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
