// Renders the documents of the project: headings, paragraphs, lists, tables, code, links. Into elements, never into markup.

import { h } from "./dom.js";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inline(text, link) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(at, found.index));
    at = found.index + found[0].length;
    const [, code, strong, soft, label, target] = found;
    if (code !== undefined) parts.push(h("code", {}, code));
    else if (strong !== undefined) parts.push(h("strong", {}, inline(strong, link)));
    else if (soft !== undefined) parts.push(h("em", {}, inline(soft, link)));
    else parts.push(link(inline(label, link), target));
  }
  parts.push(text.slice(at));
  return parts;
}

const cells = (line) =>
  line
    .replace(/^\||\|\s*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

/** `link(children, target)` makes a link, or something else where the target is not here. */
export function markdown(text, link) {
  const lines = text.replace(/<!--.*?-->/gs, "").split("\n");
  const out = [];
  let i = 0;

  function gather(matching) {
    const taken = [];
    while (i < lines.length && matching(lines[i])) taken.push(lines[i++]);
    return taken;
  }

  function list(ordered) {
    const mark = ordered ? /^\d+\.\s+/ : /^[-*]\s+/;
    const items = [];
    while (i < lines.length && lines[i].trim() !== "") {
      const line = lines[i++];
      if (mark.test(line)) items.push(line.replace(mark, ""));
      else items.push(`${items.pop()} ${line.trim()}`);
    }
    return h(
      ordered ? "ol" : "ul",
      {},
      items.map((item) => h("li", {}, inline(item, link))),
    );
  }

  function table() {
    const [head, , ...rows] = gather((line) => line.startsWith("|"));
    const body = rows.map((row) =>
      h(
        "tr",
        {},
        cells(row).map((cell) => h("td", {}, inline(cell, link))),
      ),
    );
    return h(
      "div",
      { class: "table", tabindex: 0, role: "group", "aria-label": "Table" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            cells(head).map((cell) => (cell === "" ? h("td") : h("th", { scope: "col" }, inline(cell, link)))),
          ),
        ),
        h("tbody", {}, body),
      ),
    );
  }

  while (i < lines.length) {
    const line = lines[i];
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    if (line.trim() === "") i++;
    else if (line.startsWith("```")) {
      i++;
      const code = gather((other) => !other.startsWith("```"));
      i++;
      out.push(h("pre", { tabindex: 0 }, h("code", {}, code.join("\n"))));
    } else if (line.startsWith("    ")) {
      out.push(
        h(
          "pre",
          { tabindex: 0 },
          h(
            "code",
            {},
            gather((other) => other.startsWith("    "))
              .map((other) => other.slice(4))
              .join("\n"),
          ),
        ),
      );
    } else if (heading) {
      i++;
      out.push(h(`h${Math.min(6, heading[1].length + 2)}`, {}, inline(heading[2], link)));
    } else if (line.startsWith("|")) out.push(table());
    else if (/^[-*]\s+/.test(line)) out.push(list(false));
    else if (/^\d+\.\s+/.test(line)) out.push(list(true));
    else
      out.push(
        h("p", {}, inline(gather((other) => other.trim() !== "" && !/^(#|```|\|)/.test(other)).join(" "), link)),
      );
  }
  return out;
}
