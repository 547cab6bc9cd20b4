// Calls through the gateway. Each becomes a line of the page's list, with a curl command that does the same.

export class Problem extends Error {
  constructor(status, body, retryAfter) {
    const error = body?.error ?? {};
    super(error.message ?? body?.detail ?? `The answer was ${status}.`);
    this.status = status;
    this.code = error.code;
    this.field = error.field;
    this.retryAfter = retryAfter;
  }
}

/** No answer at all. */
export class Unreachable extends Error {
  constructor() {
    super("The gateway does not answer. Is the platform running?");
    this.code = "UNREACHABLE";
  }
}

const made = [];
const listeners = new Set();
const KEPT = 60;

export const calls = () => made;
export const onCall = (listener) => listeners.add(listener);

/** Puts a call on the page's list. */
export function note(entry) {
  made.unshift(entry);
  made.length = Math.min(made.length, KEPT);
  for (const listener of listeners) listener(entry);
}

export const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A command that runs as it is: it signs in first if the call needs somebody. Tokens are never in it. */
function curl(method, path, { person, json, bytes, accept }) {
  const lines = [];
  const parts = ["curl -sS"];
  if (method !== "GET") parts.push(`-X ${method}`);
  parts.push(quoted(location.origin + path));
  if (person) {
    lines.push(
      `TOKEN=$(curl -sS ${location.origin}/api/v1/auth/login -H 'Content-Type: application/json' \\\n` +
        `  -d ${quoted(JSON.stringify({ username: person.username, password: person.demo ? "whiteboard" : "YOUR PASSWORD" }))} | jq -r .access_token)`,
    );
    parts.push('-H "Authorization: Bearer $TOKEN"');
  }
  if (accept) parts.push(`-H 'Accept: ${accept}'`);
  if (json !== undefined) parts.push(`-H 'Content-Type: application/json' -d ${quoted(JSON.stringify(json))}`);
  if (bytes) parts.push("--data-binary @FILE");
  return [...lines, parts.join(" \\\n  ")].join("\n");
}

async function send(method, path, { person, json, bytes, signal, accept, redirect }) {
  const headers = {};
  if (accept) headers.Accept = accept;
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (bytes) headers["Content-Type"] = "application/octet-stream";
  if (person) headers.Authorization = `Bearer ${await person.token()}`;
  return fetch(path, {
    method,
    headers,
    body: json !== undefined ? JSON.stringify(json) : bytes,
    signal,
    redirect,
    cache: "no-store",
  });
}

async function problem(response) {
  const body = await response.json().catch(() => null);
  return new Problem(response.status, body, response.headers.get("Retry-After"));
}

/**
 * One call, and its response if that is good. `person` signs it; `quiet` keeps it off the list, for what a page asks by
 * the clock.
 */
export async function request(method, path, options = {}) {
  const began = performance.now();
  let status = 0;
  let redirected = false;
  try {
    let response = await send(method, path, options);
    if (response.status === 401 && options.person && (await options.person.renew())) {
      response = await send(method, path, options);
    }
    status = response.status;
    redirected = response.type === "opaqueredirect";
    if (!response.ok && !redirected) throw await problem(response);
    return response;
  } catch (error) {
    if (error instanceof TypeError) throw new Unreachable();
    throw error;
  } finally {
    if (!options.quiet && !options.signal?.aborted) {
      note({ method, path, status, redirected, ms: performance.now() - began, curl: curl(method, path, options) });
    }
  }
}

/** The same, and the JSON that came; null for an empty answer. */
export async function ask(method, path, options) {
  const text = await (await request(method, path, options)).text();
  return text === "" ? null : JSON.parse(text);
}

export const get = (path, options) => ask("GET", path, options);
export const post = (path, json, options) => ask("POST", path, { json, ...options });

/**
 * Reads server-sent events with the token in a header, where EventSource would need it in the address. Comes back after
 * a break, from the last event on.
 */
export async function stream(path, { person, signal, onEvent, onState }) {
  let last;
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", Authorization: `Bearer ${await person.token()}` };
      if (last) headers["Last-Event-ID"] = last;
      const response = await fetch(path, { headers, signal, cache: "no-store" });
      if (response.status === 401) await person.renew();
      if (!response.ok) throw await problem(response);
      onState?.("open");
      for await (const event of events(response.body)) {
        last = event.id ?? last;
        if (event.data) onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
    }
    onState?.("lost");
    await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 1000));
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { type: "message" };
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at <= 0) continue;
        const name = line.slice(0, at);
        const value = line.slice(at + 1).replace(/^ /, "");
        if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
        else if (name === "id") event.id = value;
        else if (name === "event") event.type = value;
      }
      yield event;
    }
  }
}
