// Walks through the console with a real browser against a running platform: on every page the happy path, one failure, a
// narrow screen, no console error and no serious finding of axe. Ends with 1 if anything is not as it should be; a page
// that cannot be walked is a failure, never a skip.
//
//   ./whiteboard up --detach && cd testing/console && npm install && npm run tour
//
//   CHROMIUM   the browser (default /usr/bin/chromium)
//   BASE       the platform (default http://localhost:8080)
//   PICTURES   a folder for screenshots (default target)

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const BASE = process.env.BASE ?? "http://localhost:8080";
const PICTURES = process.env.PICTURES ?? "target";
const ONLY = (process.env.ONLY ?? "").split(",").filter(Boolean);
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const LONG = 20_000;
const HOSTILE = "<img src=x onerror=alert(1)>";

const failures = [];
let checks = 0;

function check(what, good, seen = "") {
  checks++;
  console.log(`${good ? "ok  " : "FAIL"} ${what}${good ? "" : ` ${seen}`}`);
  if (!good) failures.push(what);
}

async function expectText(what, locator, text) {
  try {
    await locator.filter({ hasText: text }).first().waitFor({ timeout: LONG });
    check(what, true);
  } catch {
    check(what, false, `saw: ${(await locator.allInnerTexts()).join(" | ").slice(0, 300)}`);
  }
}

const unique = Math.random().toString(36).slice(2, 8);

const walks = {
  async home(page) {
    await expectText("home: the platform is up", page.locator("#platform"), "Everything is up");
    await page.getByRole("button", { name: "Show what Alice sees" }).click();
    await expectText("home: one call brings the conversations", page.locator("#first"), "Conversations");
    await expectText("home: and the feed", page.locator("#first"), "Feed");
    for (const system of ["URL shortener", "Rate limiter", "Chat", "Social feed", "File storage"]) {
      await expectText(`home: ${system} is up`, page.locator(".card", { hasText: system }).locator(".pill"), "up");
    }
  },

  async "url-shortener"(page) {
    await page.getByLabel("Long address").fill(`https://example.com/${unique}`);
    await page.getByRole("button", { name: "Shorten", exact: true }).click();
    await expectText("links: the link is shown", page.locator(".address"), "/");
    await page.getByRole("button", { name: "25 visits" }).click();
    await expectText("links: the visits are answered", page.locator(".note"), "25 visits answered");
    await expectText("links: every visit is counted", page.locator(".big b").first(), /^25$/);
    await page.getByLabel("Alias").fill("hello-there");
    await page.getByRole("button", { name: "Shorten", exact: true }).click();
    await page.waitForTimeout(1000);
    await page.getByLabel("Alias").fill("hello-there");
    await page.getByRole("button", { name: "Shorten", exact: true }).click();
    await expectText(
      "links: a taken alias is a sentence with its code",
      page.locator("form .problem"),
      "ALREADY_EXISTS",
    );
    await page.getByLabel("Alias").fill("");
  },

  async "rate-limiter"(page) {
    await page.getByRole("button", { name: "20 at once", exact: true }).click();
    for (const lane of ["Token bucket", "Leaking bucket", "Fixed window", "Sliding log", "Sliding counter"]) {
      await expectText(
        `limits: ${lane} refuses some`,
        page.getByRole("region", { name: lane, exact: true }).locator(".count i"),
        /[1-9]/,
      );
      await expectText(
        `limits: ${lane} passes some`,
        page.getByRole("region", { name: lane, exact: true }).locator(".count b"),
        /[1-9]/,
      );
    }
    await page.getByLabel("in seconds").fill("3");
    await page.getByRole("button", { name: "Set this limit" }).click();
    await expectText("limits: another limit is in force", page.locator("form .note"), "in 3 s");
    await page.getByLabel("in seconds").fill("5");
    await page.getByRole("button", { name: "Set this limit" }).click();
    await expectText("limits: and the first one again", page.locator("form .note"), "in 5 s");
  },

  async chat(page) {
    const alice = page.getByRole("region", { name: "Alice's window" });
    const bob = page.getByRole("region", { name: "Bob's window" });
    const write = async (window, text) => {
      await window.getByRole("textbox").fill(text);
      await window.getByRole("textbox").press("Enter");
    };
    await expectText("chat: bob is seen online", alice.locator(".who"), "Bob is online");
    await alice.getByRole("textbox").pressSequentially("Hel");
    await expectText("chat: typing is told", bob.locator(".typing"), "Alice is typing");
    await write(alice, `Hello ${unique} ${HOSTILE}`);
    await expectText("chat: it arrives, and stays text", bob.locator("li"), `Hello ${unique} ${HOSTILE}`);
    await expectText("chat: delivered", alice.locator("li.mine").last(), "✓✓");
    await bob.getByRole("textbox").click();
    await alice
      .locator("li.mine")
      .last()
      .locator(".ticks.read")
      .waitFor({ timeout: LONG })
      .then(
        () => check("chat: read", true),
        () => check("chat: read", false),
      );
    await bob.getByRole("button", { name: "Go offline" }).click();
    await expectText("chat: bob is seen offline", alice.locator(".who"), "offline");
    await write(bob, `from afar ${unique}`);
    await write(alice, `while you were away ${unique}`);
    await bob.getByRole("button", { name: "Come back" }).click();
    await expectText("chat: what was missed is there", bob.locator("li"), `while you were away ${unique}`);
    await expectText("chat: what waited is sent", alice.locator("li"), `from afar ${unique}`);
    const order = async (window) =>
      (await window.locator("li").allInnerTexts())
        .filter((text) => text.includes(unique))
        .map((text) => text.split("\n")[0]);
    check(
      "chat: one order in both windows",
      JSON.stringify(await order(alice)) === JSON.stringify(await order(bob)),
      JSON.stringify([await order(alice), await order(bob)]),
    );
  },

  async "social-feed"(page) {
    const follows = page.getByRole("checkbox", { name: "Alice follows Bob" });
    await follows.waitFor({ timeout: LONG });
    await page.waitForTimeout(1500);
    await follows.check();
    await page.getByLabel("Post as").selectOption("bob");
    await page.getByRole("textbox", { name: "Tweet" }).fill(`News ${unique} ${HOSTILE}`);
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const alice = page.getByRole("region", { name: "Alice's timeline" });
    await expectText(
      "feed: a follower has it, and it stays text",
      alice.locator(".tweet p"),
      `News ${unique} ${HOSTILE}`,
    );
    await expectText("feed: the stream told it", page.locator("form .note"), "timeline of Alice");
    await follows.uncheck();
    await alice
      .locator(".tweet", { hasText: unique })
      .waitFor({ state: "detached", timeout: LONG })
      .then(
        () => check("feed: unfollowed is gone at once", true),
        () => check("feed: unfollowed is gone at once", false),
      );
    await follows.check();
    await page.getByRole("textbox", { name: "Tweet" }).fill("x".repeat(281));
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await expectText(
      "feed: a tweet that is too long is refused with a code",
      page.locator("form .problem"),
      "VALIDATION_ERROR",
    );
  },

  async "file-storage"(page) {
    const laptop = page.getByRole("region", { name: "Laptop" });
    const phone = page.getByRole("region", { name: "Phone" });
    const name = `plan-${unique}.txt`;
    await expectText("files: both are in sync", phone.locator(".who"), "in sync");
    await laptop
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from("first\n") });
    await expectText("files: what one uploads the other has", phone.locator(".files > li"), name);
    const edit = async (device, text) => {
      await device.getByRole("button", { name: `Edit: ${name}` }).click();
      await device.getByRole("textbox").fill(text);
      await device.getByRole("button", { name: /^Save/ }).click();
    };
    await edit(laptop, "second\n");
    await expectText(
      "files: an edit arrives as version 2",
      phone.locator(".files > li", { hasText: name }),
      "version 2",
    );
    await page.waitForTimeout(4000);
    for (const device of [laptop, phone]) await device.getByRole("button", { name: "Go offline" }).click();
    await edit(laptop, "from the laptop\n");
    await edit(phone, "from the phone\n");
    await expectText(
      "files: offline, an edit waits",
      phone.locator(".files > li", { hasText: name }),
      "waits to be sent",
    );
    for (const device of [laptop, phone]) {
      await device.getByRole("button", { name: "Come back" }).click();
      await expectText("files: back in sync", device.locator(".who"), "in sync");
    }
    await expectText(
      "files: the later edit is a conflicted copy on both",
      laptop.locator(".files > li"),
      `plan-${unique} (conflicted copy`,
    );
    await laptop.getByRole("button", { name: `Versions: ${name}` }).click();
    await laptop.getByRole("button", { name: `Restore version 1 of ${name}` }).click();
    await expectText(
      "files: a restored version is a new one",
      phone.locator(".files > li", { hasText: name }),
      "version 4",
    );
  },
};

async function axe(context, address, what) {
  // The page's own policy lets nothing be added to it; for this look, and this alone, it is set aside.
  const page = await context.newPage();
  await page.goto(BASE + address);
  await page.waitForTimeout(2500);
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  check(
    `${what}: axe finds nothing serious`,
    serious.length === 0,
    serious
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => `${node.target} ${node.failureSummary?.split("\n")[1] ?? ""}`)
            .join("; ")}`,
      )
      .join(" | "),
  );
  await page.close();
}

mkdirSync(PICTURES, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const [name, walk] of Object.entries(walks)) {
  if (ONLY.length > 0 && !ONLY.includes(name)) continue;
  const address = name === "home" ? "/" : `/console/${name}`;
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => {
    errors.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  try {
    await page.goto(BASE + address);
    await walk(page);
  } catch (error) {
    check(`${name}: can be walked through`, false, error.message);
  }
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
  await page.screenshot({ path: `${PICTURES}/${name}-whole.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: `${PICTURES}/${name}-dark.png` });
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 780 });
  await page.waitForTimeout(300);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`${name}: nothing sticks out of a narrow screen`, over <= 0, `${over} px`);
  await page.screenshot({ path: `${PICTURES}/${name}-phone.png`, fullPage: true });
  check(`${name}: no error in the browser's console`, errors.length === 0, errors.slice(0, 3).join(" | "));
  await context.close();
  const open = await browser.newContext({ bypassCSP: true, viewport: { width: 1360, height: 900 } });
  await axe(open, address, name);
  await open.close();
}
await browser.close();
console.log(`${checks} checks, ${failures.length} failed`);
process.exit(failures.length === 0 && checks > 0 ? 0 : 1);
