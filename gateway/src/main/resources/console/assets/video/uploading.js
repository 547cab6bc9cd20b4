// A file becomes a video: addresses from the service, bytes to the store, and the word that all is there.

import { attempt, bytes, field, h, onSubmit, problemLine } from "../lib/dom.js";
import { post } from "../lib/api.js";
import { put } from "../lib/upload.js";
import { testCard } from "./testcard.js";

const AT_ONCE = 3;

/** Sends the parts, several at a time; answers their etags. */
async function sendParts({ parts, part_size }, file, onSent) {
  const sent = new Array(parts.length).fill(0);
  const done = [];
  const waiting = parts.entries();
  const send = async () => {
    for (const [i, { part_number, upload_url }] of waiting) {
      const piece = file.slice(i * part_size, (i + 1) * part_size);
      const etag = await put(upload_url, piece, (loaded) => {
        sent[i] = loaded;
        onSent(sent.reduce((a, b) => a + b, 0));
      });
      done.push({ part_number, etag });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return done.sort((a, b) => a.part_number - b.part_number);
}

/** `onVideo` gets each video whose bytes have arrived. */
export function uploading(acting, onVideo) {
  const said = problemLine();
  const note = h("p", { class: "note", role: "status" });
  const title = h("input", { type: "text", maxlength: 200, placeholder: "as the file is called" });
  const picker = h("input", { type: "file", accept: "video/*" });
  const progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "Upload" });
  const make = h("button", { type: "button" }, "Make six seconds of one");
  const form = h(
    "form",
    { class: "panel", "aria-label": "Upload" },
    h("h2", {}, "Upload"),
    h("div", { class: "row end" }, field("Video file", picker), field("Title", title)),
    h("div", { class: "row" }, h("button", { class: "primary" }, "Upload"), make),
    progress,
    note,
    said,
  );

  async function upload(file) {
    const who = acting();
    const name = title.value.trim() || file.name;
    const began = await post(
      "/api/v1/videos/upload",
      { title: name, file_name: file.name, size_bytes: file.size, ...(file.type ? { content_type: file.type } : {}) },
      { person: who },
    );
    const sent = (loaded) => {
      progress.value = file.size === 0 ? 1 : loaded / file.size;
      note.textContent = `${bytes(loaded)} of ${bytes(file.size)}, past the service, straight to the store.`;
    };
    progress.hidden = false;
    sent(0);
    try {
      const parts = began.parts ? await sendParts(began, file, sent) : undefined;
      if (!parts) await put(began.upload_url, file, sent);
      const complete = `/api/v1/videos/${began.video_id}/upload/complete`;
      onVideo(await post(complete, parts ? { parts } : {}, { person: who }));
      note.textContent = `${bytes(file.size)} have arrived${parts ? ` in ${parts.length} parts` : ""}. Now it is looked at, and encoded.`;
      title.value = "";
    } finally {
      progress.hidden = true;
    }
  }

  onSubmit(form, said, async () => {
    const [file] = picker.files;
    if (!file) throw new Error("Choose a file first, or have one made.");
    await upload(file);
    picker.value = "";
  });
  make.addEventListener("click", () =>
    attempt(make, said, async () => {
      await upload(await testCard((second) => {
        note.textContent = `Filming a test card: ${second} s.`;
      }));
    }),
  );
  return {
    element: form,
    offer() {
      form.hidden = acting() === null;
    },
  };
}
