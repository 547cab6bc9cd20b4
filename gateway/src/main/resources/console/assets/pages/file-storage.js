// Two devices of one person. Each keeps its own copies, works offline, and follows the same log of changes.

import { h, find, problemLine, explain, attempt, bytes, clock } from "../lib/dom.js";
import { ask, get, post, request } from "../lib/api.js";
import { acting, onActing, person, DEMO } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";
import { begin } from "../lib/live.js";

const CHUNK = 4 * 1024 * 1024;
const WAIT = 25;
const EDITABLE = 64 * 1024;
const AHEAD = 5;
const TEXT = /\.(txt|md|json|csv|yml|yaml|html|js|css|java|py|sh)$/i;

systemFrame("file-storage", { acts: true });
const demo = find("#demo");
const devices = h("div", { class: "pair" });
const quota = h("p", { class: "note" });
const quotaSaid = problemLine();

async function sha256(buffer) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Device {
  #who;
  #files = new Map();
  #edits = new Map();
  #cursor;
  #online = true;
  #stop = new AbortController();
  #over = false;
  #opened = new Set();
  #round = 0;

  constructor(name, who) {
    this.name = name;
    this.#who = who;
    this.state = h("small", {}, "…");
    this.said = problemLine();
    this.progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": `Upload from ${name}` });
    this.note = h("p", { class: "note small", role: "status" });
    this.list = h("ul", { class: "files" });
    this.log = h("ol", {
      class: "events",
      tabindex: 0,
      "aria-label": `What ${name} was told, the latest first`,
      reversed: true,
    });
    this.toggle = h("button", { type: "button", class: "plain" }, "Go offline");
    this.toggle.addEventListener("click", () => this.#switch());
    const picker = h("input", { type: "file", multiple: true });
    picker.addEventListener("change", async () => {
      await this.#drop(picker.files);
      picker.value = "";
    });
    const drop = h(
      "div",
      { class: "drop" },
      "Drop files here, or ",
      h("label", {}, "choose some", picker),
      h("br"),
      h("button", { type: "button", class: "plain", onclick: () => this.#makeNote() }, "or write a note"),
    );
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.#drop(event.dataTransfer.files);
    });
    this.element = h(
      "section",
      { class: "window", "aria-label": name },
      h("header", {}, h("div", { class: "who" }, h("b", {}, name), this.state), this.toggle),
      drop,
      h("div", { class: "panel-in" }, this.progress, this.note, this.said),
      this.list,
      this.log,
    );
  }

  close() {
    this.#over = true;
    this.#stop.abort();
  }

  // --- following the log

  async follow() {
    const round = ++this.#round;
    while (!this.#over && this.#online && round === this.#round) {
      const { signal } = this.#stop;
      try {
        if (this.#cursor === undefined) await this.#lookAround();
        this.state.textContent = "in sync";
        const news = await get(`/api/v1/sync/wait?timeout=${WAIT}&cursor=${encodeURIComponent(this.#cursor)}`, {
          person: this.#who,
          quiet: true,
          signal,
        });
        this.#apply(news);
      } catch (error) {
        if (this.#over || !this.#online || signal.aborted) continue;
        this.state.textContent = "trying again …";
        explain(this.said, error);
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
    }
  }

  /** The whole tree once, then changes alone; the cursor comes first, so that nothing falls between. */
  async #lookAround() {
    let cursor;
    let more = true;
    while (more) {
      const page = await get(`/api/v1/sync${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`, {
        person: this.#who,
        quiet: true,
      });
      cursor = page.cursor;
      more = page.has_more;
    }
    this.#files.clear();
    let next = "";
    do {
      const page = await get(
        `/api/v1/folders/root/children?limit=100${next && `&cursor=${encodeURIComponent(next)}`}`,
        { person: this.#who, quiet: true },
      );
      for (const node of page.data) if (node.kind === "file") this.#files.set(node.file_id, node);
      next = page.pagination.next_cursor;
    } while (next);
    this.#cursor = cursor;
    this.said.replaceChildren();
    this.draw();
  }

  #apply({ changes, cursor, reset }) {
    this.#cursor = reset ? undefined : cursor;
    for (const change of changes) {
      if (change.kind !== "file") continue;
      const type = change.type.toLowerCase();
      if (type === "removed" || type === "unshared") this.#files.delete(change.file_id);
      else this.#files.set(change.file_id, { ...this.#files.get(change.file_id), ...change });
      this.#event(
        `${type} ${change.file_name}${change.version ? ` (version ${change.version})` : ""}${change.conflict_of ? ", a conflicted copy" : ""}`,
      );
    }
    if (changes.length > 0) {
      this.draw();
      showQuota().catch((error) => explain(quotaSaid, error));
    }
  }

  #event(text) {
    this.log.prepend(h("li", {}, `${clock(Date.now())} ${text}`));
    while (this.log.children.length > 30) this.log.lastElementChild.remove();
  }

  async #switch() {
    this.#online = !this.#online;
    this.toggle.textContent = this.#online ? "Go offline" : "Come back";
    if (!this.#online) {
      this.#stop.abort();
      this.#stop = new AbortController();
      this.state.textContent = "offline: edits wait here";
      return;
    }
    this.state.textContent = "coming back …";
    for (const [id, edit] of [...this.#edits]) {
      await attempt(undefined, this.said, async () => {
        await this.#upload(edit.name, edit.blob, edit.base);
        this.#edits.delete(id);
        if (id.startsWith("new ")) this.#files.delete(id);
      });
    }
    this.draw();
    this.follow();
  }

  // --- uploading

  async #drop(files) {
    for (const file of files) {
      const known = [...this.#files.values()].find((node) => node.file_name === file.name);
      await attempt(undefined, this.said, () =>
        this.#save(known?.file_id ?? `new ${file.name}`, file.name, file, known?.version),
      );
    }
  }

  /** Now, or when this device is back. */
  async #save(id, name, blob, base) {
    if (!this.#online) {
      this.#edits.set(id, { name, blob, base: this.#edits.get(id)?.base ?? base });
      if (!this.#files.has(id)) this.#files.set(id, { file_id: id, file_name: name, size: blob.size });
      this.draw();
      return;
    }
    await this.#upload(name, blob, base);
  }

  /** By hashes: only what this account does not have yet travels. */
  async #upload(name, blob, base) {
    this.progress.hidden = false;
    this.progress.value = 0;
    try {
      const answer = crypto.subtle
        ? await this.#uploadChunks(name, blob, base)
        : await this.#uploadWhole(name, blob, base);
      if (answer.conflict)
        this.note.textContent = `Somebody was faster. Your edit is kept as “${answer.conflict.file_name}”.`;
    } finally {
      this.progress.hidden = true;
    }
  }

  async #uploadChunks(name, blob, base) {
    const pieces = [];
    for (let at = 0; at < blob.size; at += CHUNK) pieces.push(blob.slice(at, at + CHUNK));
    const hashes = [];
    for (const piece of pieces) hashes.push(await sha256(await piece.arrayBuffer()));
    const begun = await post(
      "/api/v1/files/upload/init",
      { file_name: name, file_size: blob.size, chunk_hashes: hashes, ...(base ? { base_version: base } : {}) },
      { person: this.#who },
    );
    const needed = new Set(begun.chunks_needed);
    const count = needed.size;
    let sent = 0;
    for (const [i, hash] of hashes.entries()) {
      if (!needed.delete(hash)) continue;
      await request("PUT", `/api/v1/files/upload/${begun.upload_id}/chunk/${hash}`, {
        bytes: pieces[i],
        person: this.#who,
      });
      this.progress.value = ++sent / count;
    }
    const done = await post(`/api/v1/files/upload/${begun.upload_id}/complete`, undefined, { person: this.#who });
    this.note.textContent = `${name}: ${count} of ${hashes.length} ${hashes.length === 1 ? "chunk" : "chunks"} travelled.`;
    return done;
  }

  /** Browsers give no hashes to pages from elsewhere without TLS; then the server cuts. */
  async #uploadWhole(name, blob, base) {
    const query = new URLSearchParams({ file_name: name, ...(base ? { base_version: base } : {}) });
    return ask("PUT", `/api/v1/files/content?${query}`, { bytes: blob, person: this.#who });
  }

  async #makeNote() {
    await attempt(undefined, this.said, async () => {
      const name = `note ${new Date().toISOString().slice(11, 19).replaceAll(":", ".")}.txt`;
      await this.#save(`new ${name}`, name, new Blob([`Written on the ${this.name.toLowerCase()}.\n`]), undefined);
    });
  }

  // --- showing

  draw() {
    const nodes = [...this.#files.values()].sort((a, b) => a.file_name.localeCompare(b.file_name));
    if (find("textarea", this.list)) return; // somebody writes; drawn again when that is done
    this.list.replaceChildren(
      ...(nodes.length === 0 ? [h("li", { class: "quiet" }, "No files yet.")] : nodes.map((node) => this.#file(node))),
    );
  }

  #file(node) {
    const id = node.file_id;
    const edit = this.#edits.get(id);
    const below = h("div", {});
    const line = h(
      "li",
      {},
      h(
        "div",
        { class: "line" },
        h(
          "span",
          { class: node.file_name.includes("(conflicted copy") ? "conflict" : "" },
          node.file_name,
          " ",
          h(
            "span",
            { class: "quiet small" },
            [node.version ? `version ${node.version}` : "", node.size !== undefined ? bytes(node.size) : ""]
              .filter(Boolean)
              .join(", "),
          ),
        ),
        edit ? h("span", { class: "waiting" }, "waits to be sent") : null,
      ),
      h("div", { class: "row" }, ...this.#actions(node, below)),
      below,
    );
    if (this.#opened.has(id)) this.#versions(node, below);
    return line;
  }

  #actions(node, below) {
    const make = (label, work) => {
      const button = h(
        "button",
        { type: "button", class: "plain", "aria-label": `${label}: ${node.file_name}` },
        label,
      );
      button.addEventListener("click", () => attempt(button, this.said, work));
      return button;
    };
    const actions = [];
    if (TEXT.test(node.file_name) && (node.size ?? 0) <= EDITABLE)
      actions.push(make("Edit", () => this.#edit(node, below)));
    if (node.version) {
      actions.push(
        make("Versions", async () => {
          if (this.#opened.delete(node.file_id)) below.replaceChildren();
          else await this.#versions(node, below);
        }),
      );
      actions.push(
        make("Delete", () =>
          ask("DELETE", `/api/v1/files/${node.file_id}?base_version=${node.version}`, { person: this.#who }),
        ),
      );
    }
    return actions;
  }

  async #edit(node, below) {
    const waiting = this.#edits.get(node.file_id);
    const base = waiting?.base ?? node.version;
    const text = waiting ? await waiting.blob.text() : await this.#content(node);
    const area = h("textarea", {
      rows: 4,
      value: text,
      "aria-label": `Text of ${node.file_name} on the ${this.name.toLowerCase()}`,
    });
    const close = () => {
      below.replaceChildren();
      this.draw();
    };
    const save = h("button", { type: "button", class: "primary" }, this.#online ? "Save" : "Save here");
    save.addEventListener("click", async () => {
      if (await attempt(save, this.said, () => this.#save(node.file_id, node.file_name, new Blob([area.value]), base)))
        close();
    });
    below.replaceChildren(
      area,
      h(
        "div",
        { class: "row" },
        save,
        h("button", { type: "button", onclick: close }, "Cancel"),
        h("span", { class: "quiet small" }, base ? `starts from version ${base}` : ""),
      ),
    );
    area.focus();
  }

  /** What this device read once it still has when it is offline. */
  async #content(node) {
    if (node.text && node.text.version === node.version) return node.text.content;
    if (!this.#online)
      throw Object.assign(new Error("This device is offline and has not read this version."), { code: "OFFLINE" });
    const content = await (await request("GET", `/api/v1/files/${node.file_id}/content`, { person: this.#who })).text();
    node.text = { version: node.version, content };
    return content;
  }

  async #versions(node, below) {
    const { data } = await get(`/api/v1/files/${node.file_id}/versions`, {
      person: this.#who,
      quiet: this.#opened.has(node.file_id),
    });
    this.#opened.add(node.file_id);
    below.replaceChildren(
      h(
        "ul",
        { class: "versions" },
        data.map((version) => {
          const restore = h(
            "button",
            { type: "button", class: "plain", "aria-label": `Restore version ${version.version} of ${node.file_name}` },
            "Restore",
          );
          restore.addEventListener("click", () =>
            attempt(restore, this.said, () =>
              post(`/api/v1/files/${node.file_id}/restore`, { version: version.version }, { person: this.#who }),
            ),
          );
          return h(
            "li",
            {},
            h("span", {}, `Version ${version.version} · ${bytes(version.size)} · ${clock(version.created_at)}`),
            version.version === node.version ? h("span", { class: "quiet" }, "current") : restore,
          );
        }),
      ),
    );
  }

  /** Reads small texts ahead, as a device does that keeps copies. */
  async warm() {
    const unread = [...this.#files.values()].filter(
      (node) =>
        node.version &&
        TEXT.test(node.file_name) &&
        (node.size ?? 0) <= EDITABLE &&
        node.text?.version !== node.version,
    );
    for (const node of unread.slice(-AHEAD)) {
      if (this.#online) {
        await request("GET", `/api/v1/files/${node.file_id}/content`, { person: this.#who, quiet: true })
          .then((response) => response.text())
          .then((content) => {
            node.text = { version: node.version, content };
          })
          .catch(() => {});
      }
    }
  }
}

let open = [];

async function showQuota() {
  const who = acting() ?? person(DEMO[0]);
  const { quota_bytes, used_bytes } = await get("/api/v1/storage/quota", { person: who, quiet: true });
  quota.textContent = `${who.name} uses ${bytes(used_bytes)} of ${bytes(quota_bytes)}.`;
  quotaSaid.replaceChildren();
}

async function start() {
  for (const device of open) device.close();
  const who = acting() ?? person(DEMO[0]);
  open = [new Device("Laptop", who), new Device("Phone", who)];
  devices.replaceChildren(...open.map(({ element }) => element));
  const mine = open;
  await begin(quotaSaid, showQuota);
  if (mine === open) for (const device of mine) device.follow();
}

setInterval(() => {
  for (const device of open) device.warm();
}, 3000);
onActing(start);
demo.append(
  devices,
  h("div", {}, quota, quotaSaid),
  h(
    "p",
    { class: "quiet" },
    "To make a conflict: write a note, send both devices offline, edit it on both, bring them back one after the other. The later one becomes a conflicted copy beside it; nothing is overwritten, and Versions has the rest.",
  ),
);
start();
