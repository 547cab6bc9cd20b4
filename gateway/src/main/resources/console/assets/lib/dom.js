// Builds elements. Text is always a text node: nothing here, or anywhere in the console, parses markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return element;
}

/** h("p", { class: "lead" }, "Hello") */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export const find = (selector, within = document) => within.querySelector(selector);

/** A labelled field; `control` is its input, select or textarea. */
export function field(label, control, hint) {
  return h("label", { class: "grow" }, label, hint ? h("small", {}, ` ${hint}`) : null, control);
}

/** The line of a form that says what went wrong, read out when it changes. */
export function problemLine() {
  return h("p", { class: "problem", role: "alert" });
}

/** A sentence with its code: "This alias is taken. CONFLICT". */
export function explain(line, error) {
  const code = error.code ? [" ", h("code", {}, error.code)] : [];
  const field = error.field ? ` (${error.field})` : "";
  const wait = error.retryAfter ? ` Try again in ${error.retryAfter} s.` : "";
  line.replaceChildren(`${error.message}${field}${wait}`, ...code);
}

/** Runs `work` when the form is sent: one at a time, with its problem on `line`. */
export function onSubmit(form, line, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(form.querySelector("button:not([type=button])"), line, work);
  });
}

/** Runs `work` with the button out of use; a failure is shown on the line. Answers whether it went well. */
export async function attempt(button, line, work) {
  line?.replaceChildren();
  if (button) button.disabled = true;
  try {
    await work();
    return true;
  } catch (error) {
    if (!line) throw error;
    explain(line, error);
    return false;
  } finally {
    if (button) button.disabled = false;
  }
}

/** A button that copies what `text` says at that moment. */
export function copyButton(label, text, described) {
  const button = h("button", { type: "button", class: "plain", "aria-label": described }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Cannot copy";
    }
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  });
  return button;
}

const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const number = (value) => COUNT.format(value);

export function bytes(value) {
  if (value < 1024) return `${value} B`;
  const units = ["KiB", "MiB", "GiB", "TiB"];
  const step = Math.min(units.length, Math.floor(Math.log2(value) / 10));
  return `${number(value / 1024 ** step)} ${units[step - 1]}`;
}

export function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
