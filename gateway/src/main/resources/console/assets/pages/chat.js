// Two people, two sockets. Each window keeps what a device keeps: the log as far as it has come, and what is not sent yet.

import { h, find, problemLine, explain, clock } from "../lib/dom.js";
import { post } from "../lib/api.js";
import { DEMO, person } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";

const TYPING_ENDS = 2500;
const TYPING_AGAIN = 2000;
const SLOWEST = 8000;
const REMEMBERED = 100;
const FRAMES = 40;

systemFrame("chat");
const demo = find("#demo");

class ChatWindow {
  #socket;
  #wanted = true;
  #tries = 0;
  #lastSeq = 0;
  #entries = new Map();
  #unsent = [];
  #status = { delivered: 0, read: 0 };
  #told = { delivered: 0, read: 0 };
  #typingSince = 0;
  #typingTimer;
  #other;

  constructor(me) {
    this.me = me;
    this.list = h("ol", { class: "talk", tabindex: 0, "aria-live": "polite", "aria-label": `What ${me.name} sees` });
    this.about = h("small", {}, "connecting …");
    this.typing = h("p", { class: "typing", "aria-live": "polite" });
    this.said = problemLine();
    this.input = h("input", { type: "text", maxlength: 4000, autocomplete: "off", placeholder: `Write as ${me.name}` });
    this.away = h("button", { type: "button", class: "plain" }, "Go offline");
    const form = h(
      "form",
      { class: "composer" },
      h("label", {}, h("span", { class: "hidden-text" }, `Message from ${me.name}`), this.input),
      h("button", { class: "primary" }, "Send"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.input.addEventListener("input", () => this.#type());
    this.away.addEventListener("click", () => (this.#wanted ? this.#leave() : this.#comeBack()));
    this.frames = h("ol", {
      class: "events",
      tabindex: 0,
      reversed: true,
      "aria-label": `Frames on ${me.name}'s socket, the latest first`,
    });
    this.element = h(
      "section",
      { class: "window", "aria-label": `${me.name}'s window` },
      h("header", {}, h("div", { class: "who" }, h("b", {}, me.name), this.about), this.away),
      this.list,
      this.typing,
      this.said,
      form,
      h("details", { class: "frames" }, h("summary", {}, "Frames on this socket"), this.frames),
    );
    this.element.addEventListener("focusin", () => this.#read());
    this.element.addEventListener("pointerdown", () => this.#read());
  }

  /** Opens the conversation with somebody else. */
  open(conversation, other) {
    this.conversation = conversation;
    this.#other = other;
    this.#connect();
  }

  close() {
    this.#wanted = false;
    this.#socket?.close();
  }

  #leave() {
    this.#wanted = false;
    this.#socket?.close();
    this.away.textContent = "Come back";
    this.about.textContent = "offline: what is written waits here";
    this.typing.textContent = "";
  }

  #comeBack() {
    this.#wanted = true;
    this.#tries = 0;
    this.away.textContent = "Go offline";
    this.#connect();
  }

  async #connect() {
    if (!this.#wanted) return;
    this.about.textContent = this.#tries === 0 ? "connecting …" : "the connection is lost, connecting again …";
    try {
      const token = await this.me.token();
      const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/chat?device_id=console`);
      this.#socket = socket;
      socket.addEventListener("open", () => {
        this.#send({ type: "auth", token });
        this.#send({ type: "watch_presence", user_ids: [this.#other.id] });
        this.#send({ type: "sync", conversations: { [this.conversation]: this.#lastSeq } });
      });
      socket.addEventListener("message", ({ data }) => {
        if (socket === this.#socket) this.#take(JSON.parse(data));
      });
      socket.addEventListener("close", ({ code }) => {
        if (socket === this.#socket) this.#lost(code);
      });
    } catch (error) {
      explain(this.said, error);
      this.#lost();
    }
  }

  async #lost(code) {
    this.#socket = undefined;
    if (!this.#wanted) return;
    if (code === 4401) await this.me.renew().catch(() => {});
    this.about.textContent = "the connection is lost, connecting again …";
    const wait = Math.min(SLOWEST, 500 * 2 ** this.#tries++) * (0.5 + Math.random() / 2);
    setTimeout(() => this.#connect(), wait);
  }

  #send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(frame));
    this.#note("→", frame.token ? { ...frame, token: "…" } : frame);
  }

  #note(way, frame) {
    this.frames.prepend(h("li", { class: "mono" }, `${way} ${JSON.stringify(frame)}`));
    while (this.frames.children.length > FRAMES) this.frames.lastElementChild.remove();
  }

  #take(frame) {
    this.#note("←", frame);
    if (frame.conversation_id !== undefined && frame.conversation_id !== this.conversation) return;
    switch (frame.type) {
      case "new_message":
        this.#add(frame);
        break;
      case "message_ack":
        this.#acked(frame);
        break;
      case "message_status":
        this.#statusMoved(frame);
        break;
      case "typing":
        this.#otherTypes(frame.status === "typing");
        break;
      case "presence":
        this.#otherIs(frame);
        break;
      case "sync_done":
        this.#caughtUp();
        break;
      case "error":
        explain(this.said, frame);
        break;
    }
  }

  #caughtUp() {
    this.#tries = 0;
    this.said.replaceChildren();
    for (const message of this.#unsent) this.#transmit(message);
  }

  // --- messages

  #say() {
    const content = this.input.value.trim();
    if (content === "") return;
    this.input.value = "";
    this.#stopTyping();
    const message = { client_msg_id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, content };
    this.#unsent.push(message);
    message.line = this.#line({ content, mine: true, timestamp: Date.now() });
    message.line.ticks.textContent = "…";
    this.#transmit(message);
  }

  /** Sent again under the same name, a message is there once. */
  #transmit({ client_msg_id, content }) {
    this.#send({
      type: "send_message",
      conversation_id: this.conversation,
      content,
      content_type: "text",
      client_msg_id,
    });
  }

  #acked({ client_msg_id, seq, timestamp }) {
    const at = this.#unsent.findIndex((message) => message.client_msg_id === client_msg_id);
    if (at < 0) return;
    const [{ line }] = this.#unsent.splice(at, 1);
    if (this.#entries.has(seq)) line.element.remove();
    else this.#keep(seq, { ...line, mine: true }, timestamp);
  }

  #add({ seq, sender_id, content, timestamp, kind }) {
    if (this.#entries.has(seq) || (seq <= this.#lastSeq && this.#entries.size >= REMEMBERED)) return;
    const mine = sender_id === this.me.id;
    const line = this.#line({ content: kind && kind !== "message" ? `(${kind})` : content, mine, timestamp });
    this.#keep(seq, { ...line, mine }, timestamp);
    if (mine) return;
    this.#otherTypes(false);
    this.#tell("delivered", seq);
    if (this.element.matches(":focus-within")) this.#read();
  }

  #keep(seq, line, timestamp) {
    line.seq.textContent = `${seq} · ${clock(timestamp)} `;
    this.list.insertBefore(line.element, this.#after(seq));
    this.#entries.set(seq, line);
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    while (this.#entries.size > REMEMBERED) {
      const oldest = this.#entries.keys().next().value;
      this.#entries.get(oldest).element.remove();
      this.#entries.delete(oldest);
    }
    this.#drawTicks();
  }

  /** What stands below the place of a number: the next one that is here, or what is not sent yet. */
  #after(seq) {
    const next = Math.min(...[...this.#entries.keys()].filter((other) => other > seq));
    return (this.#entries.get(next) ?? this.#unsent[0]?.line)?.element ?? null;
  }

  #line({ content, mine }) {
    const seq = h("span", {});
    const ticks = h("span", { class: "ticks", role: "img" });
    const element = h(
      "li",
      { class: mine ? "mine" : "" },
      content,
      h("span", { class: "meta" }, seq, mine ? ticks : null),
    );
    this.list.append(element);
    this.list.scrollTop = this.list.scrollHeight;
    return { element, seq, ticks };
  }

  // --- receipts: watermarks, so that one says it for all before

  #tell(status, seq) {
    if (seq <= this.#told[status]) return;
    this.#told[status] = seq;
    this.#send({ type: status, conversation_id: this.conversation, seq });
  }

  #read() {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#lastSeq > 0) this.#tell("read", this.#lastSeq);
  }

  #statusMoved({ status, seq, user_id }) {
    if (user_id === this.me.id) return;
    this.#status[status] = Math.max(this.#status[status], seq);
    if (status === "read") this.#status.delivered = Math.max(this.#status.delivered, seq);
    this.#drawTicks();
  }

  #drawTicks() {
    for (const [seq, { mine, ticks }] of this.#entries) {
      if (!mine) continue;
      const read = seq <= this.#status.read;
      const delivered = read || seq <= this.#status.delivered;
      ticks.textContent = delivered ? "✓✓" : "✓";
      ticks.className = read ? "ticks read" : "ticks";
      ticks.setAttribute("aria-label", read ? "read" : delivered ? "delivered" : "sent");
    }
  }

  // --- typing and presence: told, not kept

  #type() {
    if (this.input.value !== "" && Date.now() - this.#typingSince > TYPING_AGAIN) {
      this.#typingSince = Date.now();
      this.#send({ type: "typing", conversation_id: this.conversation, status: "typing" });
    }
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_ENDS);
  }

  #stopTyping() {
    clearTimeout(this.#typingTimer);
    if (this.#typingSince === 0) return;
    this.#typingSince = 0;
    this.#send({ type: "typing", conversation_id: this.conversation, status: "stopped" });
  }

  #otherTypes(types) {
    clearTimeout(this.typingGone);
    this.typing.textContent = types ? `${this.#other.name} is typing …` : "";
    if (types)
      this.typingGone = setTimeout(() => {
        this.typing.textContent = "";
      }, 2 * TYPING_ENDS);
  }

  #otherIs({ status, last_seen }) {
    this.about.textContent =
      status === "online"
        ? `${this.#other.name} is online`
        : `${this.#other.name} is offline${last_seen ? `, last seen ${clock(last_seen)}` : ""}`;
  }
}

const windows = h("div", { class: "pair" });
const said = problemLine();
const choose = (label, value) => {
  const select = h(
    "select",
    { "aria-label": label },
    DEMO.map((name) => h("option", { value: name }, person(name).name)),
  );
  select.value = value;
  select.addEventListener("change", start);
  return select;
};
const left = choose("Left window", "alice");
const right = choose("Right window", "bob");
let open = [];
let starts = 0;

async function start() {
  const mine = ++starts;
  said.replaceChildren();
  for (const one of open) one.close();
  open = [];
  windows.replaceChildren();
  if (left.value === right.value) {
    said.textContent = "Choose two different people.";
    return;
  }
  try {
    const [a, b] = await Promise.all([person(left.value).ready(), person(right.value).ready()]);
    const { id } = await post("/api/v1/conversations", { type: "direct", member_ids: [b.id] }, { person: a });
    if (mine !== starts) return;
    open = [new ChatWindow(a), new ChatWindow(b)];
    windows.append(...open.map(({ element }) => element));
    open[0].open(id, b);
    open[1].open(id, a);
  } catch (error) {
    explain(said, error);
    setTimeout(() => {
      if (mine === starts) start();
    }, 5000);
  }
}

demo.append(
  h("div", { class: "row" }, left, "talks with", right),
  said,
  windows,
  h(
    "p",
    { class: "quiet" },
    "The number at each message is its place in the conversation's log: 1, 2, 3 … without a gap, the same on every device. A window reads when you touch it. Send one window offline, write in both, bring it back: everything is there, once, in one order.",
  ),
);
start();
