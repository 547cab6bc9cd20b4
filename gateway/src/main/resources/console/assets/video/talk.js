// What people do with a video: likes and comments. Each part says for itself when it cannot be had.

import { ask, get, post } from "../lib/api.js";
import { attempt, clock, explain, field, h, number, onSubmit, problemLine } from "../lib/dom.js";
import { nameOf } from "../lib/people.js";

export function talk(acting, onChanged) {
  const said = problemLine();
  const like = h("button", { type: "button", "aria-pressed": "false" }, "♡ Like");
  const figures = h("span", { class: "quiet" });
  const words = h("input", { type: "text", required: true, maxlength: 2000, autocomplete: "off" });
  const list = h("ul", { class: "comments", "aria-label": "Comments" });
  const commentsSaid = problemLine();
  const form = h(
    "form",
    { class: "row end", "aria-label": "Comment" },
    field("Comment", words),
    h("button", {}, "Say it"),
  );
  let video;
  let liked = false;

  like.addEventListener("click", () =>
    attempt(like, said, async () => {
      await ask(liked ? "DELETE" : "POST", `/api/v1/videos/${video}/like`, { person: acting() });
      press(!liked);
      await onChanged();
    }),
  );

  function press(now) {
    liked = now;
    like.setAttribute("aria-pressed", String(now));
    like.textContent = now ? "♥ Liked" : "♡ Like";
  }

  onSubmit(form, commentsSaid, async () => {
    await post(`/api/v1/videos/${video}/comments`, { text: words.value }, { person: acting() });
    words.value = "";
    await comments();
  });

  async function comments() {
    const asked = video;
    try {
      const { data } = await get(`/api/v1/videos/${asked}/comments?limit=10`, { person: acting() });
      if (asked !== video) return;
      commentsSaid.replaceChildren();
      list.replaceChildren(...(data.length > 0 ? data.map(comment) : [h("li", { class: "quiet" }, "Nobody has said anything yet.")]));
    } catch (error) {
      list.replaceChildren();
      explain(commentsSaid, error);
      commentsSaid.prepend("Comments cannot be had. ");
    }
  }

  /** Names are for who is signed in. */
  function comment({ text, author_id, created_at }) {
    const name = h("b", {}, author_id);
    if (acting()) nameOf(author_id, acting()).then((known) => name.replaceChildren(known));
    return h("li", {}, name, h("span", { class: "quiet small" }, ` ${clock(created_at)}`), h("p", {}, text));
  }

  return {
    element: h("div", { class: "stack" }, h("div", { class: "row" }, like, figures), said, h("h3", {}, "Comments"), list, form, commentsSaid),
    show({ views, likes }) {
      figures.textContent = `${number(views)} ${views === 1 ? "view" : "views"}, ${number(likes)} ${likes === 1 ? "like" : "likes"}`;
    },
    async about(id) {
      const other = id !== video;
      video = id;
      if (other) press(false);
      said.replaceChildren();
      like.hidden = acting() === null;
      form.hidden = acting() === null;
      await comments();
    },
  };
}
