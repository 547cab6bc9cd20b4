// Who acts. Several people can be signed in at once, because half of these systems need two; tokens live as long as the tab.

import { h, field, problemLine, onSubmit } from "./dom.js";
import { Problem, Unreachable, post, get } from "./api.js";

/** The people of a demo platform, all with the same password. */
export const DEMO = ["alice", "bob", "carol", "dave"];
const DEMO_PASSWORD = "whiteboard";
const SOON = 20_000;

class Person {
  #session;
  #pending;

  constructor(username) {
    this.username = username;
    this.demo = true;
    try {
      this.#session = JSON.parse(sessionStorage.getItem(this.#key)) ?? undefined;
    } catch {
      /* signs in again */
    }
  }

  get #key() {
    return `whiteboard.${this.username}`;
  }

  get id() {
    return this.#session?.id;
  }

  get signedIn() {
    return this.#session !== undefined;
  }

  get name() {
    return this.username[0].toUpperCase() + this.username.slice(1);
  }

  /** A token that is good for a while yet; signs in if need be. */
  async token() {
    if (this.#session && this.#session.until - Date.now() > SOON) return this.#session.token;
    await this.#once(() => (this.#session ? this.#refresh() : this.#demoLogin()));
    return this.#session.token;
  }

  /** After a 401: whether there is a new token now. */
  async renew() {
    if (!this.#session) return false;
    await this.#once(() => this.#refresh());
    return true;
  }

  /** Signed in, with an id. */
  async ready() {
    await this.token();
    return this;
  }

  async signIn(password) {
    await this.#keep(await post("/api/v1/auth/login", { username: this.username, password }, { quiet: true }));
    this.demo = password === DEMO_PASSWORD;
  }

  signOut() {
    this.#session = undefined;
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      /* nothing was kept */
    }
  }

  #once(work) {
    this.#pending ??= work().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #demoLogin() {
    try {
      await this.signIn(DEMO_PASSWORD);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      await askPassword(this);
    }
  }

  async #refresh() {
    try {
      const json = { refresh_token: this.#session.refresh };
      await this.#keep(await post("/api/v1/auth/refresh", json, { quiet: true }));
    } catch (error) {
      if (error instanceof Unreachable || error.status >= 500) throw error;
      this.signOut();
      await this.#demoLogin();
    }
  }

  async #keep(pair) {
    const id = this.#session?.id ?? (await whose(pair.access_token));
    this.#session = { id, token: pair.access_token, refresh: pair.refresh_token, until: Date.now() + pair.expires_in * 1000 };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#session));
    } catch {
      /* for this page only */
    }
  }
}

async function whose(token) {
  const bearer = { token: async () => token, renew: async () => false };
  return (await get("/api/v1/users/me", { person: bearer, quiet: true })).id;
}

const known = new Map();

export function person(username) {
  if (!known.has(username)) known.set(username, new Person(username));
  return known.get(username);
}

/** On a platform without demo users somebody has to say who they are. */
function askPassword(who) {
  return new Promise((resolve, reject) => {
    const line = problemLine();
    const password = h("input", { type: "password", autocomplete: "current-password", required: true });
    const form = h(
      "form",
      {},
      h("h2", {}, `Sign in as ${who.username}`),
      h("p", { class: "note" }, "This platform has no demo users, or this one has another password."),
      field("Password", password),
      line,
      h(
        "div",
        { class: "row" },
        h("button", { class: "primary" }, "Sign in"),
        h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      ),
    );
    const dialog = h("dialog", { "aria-label": "Sign in" }, form);
    onSubmit(form, line, async () => {
      await who.signIn(password.value);
      resolve();
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      reject(Object.assign(new Error(`Nobody is signed in as ${who.username}.`), { code: "UNAUTHENTICATED" }));
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const CHOSEN = "whiteboard.acting";
const changed = new Set();

/** Whom the page acts for where one person is enough; null for nobody. */
export function acting() {
  let name;
  try {
    name = sessionStorage.getItem(CHOSEN);
  } catch {
    /* the first then */
  }
  if (name === "") return null;
  return person(name ?? DEMO[0]);
}

export const onActing = (listener) => changed.add(listener);

export function chooser() {
  const select = h(
    "select",
    { "aria-label": "Act as" },
    DEMO.map((name) => h("option", { value: name }, person(name).name)),
    h("option", { value: "" }, "Nobody"),
  );
  select.value = acting()?.username ?? "";
  select.addEventListener("change", () => {
    try {
      sessionStorage.setItem(CHOSEN, select.value);
    } catch {
      /* until the page is left */
    }
    for (const listener of changed) listener(acting());
  });
  return select;
}

const names = new Map();

/** The name of a user, for ids that messages and tweets carry. */
export async function nameOf(id, asker) {
  if (!names.has(id)) {
    names.set(
      id,
      get(`/api/v1/users/${id}`, { person: asker, quiet: true })
        .then((user) => user.display_name ?? user.username)
        .catch(() => {
          names.delete(id);
          return id;
        }),
    );
  }
  return names.get(id);
}
