// Bytes that go straight to the object store, at an address that is signed for them: no token, and progress.

import { note, quoted } from "./api.js";

/** Nobody could be reached at that address, or the browser was not allowed to. */
class StoreAway extends Error {
  constructor(origin) {
    super(`The object store at ${origin} does not answer.`);
    this.code = "STORE_UNREACHABLE";
  }
}

/** Sends `blob`; `onProgress` hears how many bytes of it have gone. Answers the ETag that the store gave it. */
export function put(address, blob, onProgress = () => {}, signal) {
  const { origin, pathname } = new URL(address, location.href);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const end = (settle, value) => {
      note({
        method: "PUT",
        path: origin + pathname,
        status: request.status,
        ms: performance.now() - began,
        curl: `curl -sS -T FILE \\\n  ${quoted(address)}`,
      });
      settle(value);
    };
    request.open("PUT", address);
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () => {
      if (request.status === 200) end(resolve, request.getResponseHeader("ETag"));
      else end(reject, Object.assign(new Error(`The object store answered ${request.status}.`), { code: "STORE_REFUSED" }));
    });
    request.addEventListener("error", () => end(reject, new StoreAway(origin)));
    request.addEventListener("abort", () => end(reject, Object.assign(new Error("The upload was stopped."), { code: "STOPPED" })));
    signal?.addEventListener("abort", () => request.abort());
    request.send(blob);
  });
}
