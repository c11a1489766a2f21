// Opens the pages for reviewers in headless Chromium and checks what only a browser can tell: that nothing is asked of
// the network or refused by the policy, that axe-core finds nothing serious, that filter, themes and keys work, that
// pictures are shown, that a served page follows its files, that the bubbles say what the terminal says, and that the
// page of a sandbox shows what arrives.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { checkSandbox } from "./sandbox.mjs";

const work = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const shots = join(here, "shots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const watemplate = join(work, "watemplate");
mkdirSync(shots, { recursive: true });
cpSync(join(here, "../../examples"), join(work, "examples"), { recursive: true });
cpSync(join(here, "hostile"), join(work, "hostile"), { recursive: true });
process.chdir(work);

let passed = 0, failed = 0;
const check = (what, ok, detail = "") => {
  if (ok) {
    passed++;
  } else {
    failed++;
    console.log(`FAIL ${what}${detail && `: ${detail}`}`);
  }
};

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
  ],
});

// visit opens an address and hands its page to a function. Whatever the console says, or the page asks for besides
// itself and what is expected, is a failure.
const visit = async (name, url, options, use, expected = () => false) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  const page = await context.newPage();
  const said = [], asked = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => said.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => {
    const to = request.url();
    if (to !== url && !to.startsWith("data:") && !expected(to)) asked.push(to);
  });
  await page.goto(url);
  await use(page);
  check(`${name}: the console is silent`, said.length === 0, said.join("; "));
  check(`${name}: no request leaves the page`, asked.length === 0, asked.join("; "));
  await context.close();
};

const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`) });

const accessible = async (page, name) => {
  await page.evaluate(axe); // as the browser's own, for the policy lets no other script in
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  check(`${name}: axe-core finds nothing serious`, grave.length === 0,
    grave.map((v) => `${v.id} at ${v.nodes.slice(0, 3).map((n) => n.target + " " + n.failureSummary).join(", ")}`).join("; "));
};

const visible = (page, selector) => page.locator(`${selector}:visible`).count();

// letters are those of a text without what a terminal draws around it, and without symbols, for which a page has icons.
const letters = (words) => words.replace(/[╭╮╰╯│─├┤•▌↩↗☎❐≡▦✎✆@¤►♪▤◎◫◷▢\s]/gu, "");

// text is what a browser shows of an element, with the numbers of its items.
const text = (element) => element.evaluate((root) => {
  let all = "";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) all += node.data;
    if (node.nodeName === "LI" && node.hasAttribute("value")) all += node.value + ".";
    node.childNodes.forEach(walk);
  };
  walk(root);
  return all;
});

const terminal = (...args) => execFileSync(watemplate, ["preview", "--plain", "--color", "always", ...args], { encoding: "utf8" })
  .replace(/\x1b\[[0-9;]*m/g, "");

const literally = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*");

// A branch that changes, deletes and adds templates.
const git = (...args) => execFileSync("git", ["-C", "changed", "-c", "user.name=a", "-c", "user.email=a@a.example", ...args]);
cpSync("examples/gallery", "changed", { recursive: true });
git("init", "-q", "-b", "main");
git("add", ".");
git("commit", "-q", "-m", "one");
const shipped = "changed/order_shipped.yaml";
writeFileSync(shipped, readFileSync(shipped, "utf8").replace("has left our warehouse", "is at your *door*").replace("Track", "Follow"));
git("rm", "-q", "coupon.yaml");
cpSync("examples/mpm.yaml", "changed/mpm.yaml");

for (const folder of ["examples", "hostile", "changed"]) {
  const since = folder === "changed" ? ["--changed-since", "main"] : [];
  execFileSync(watemplate, ["preview", "--html", `../${folder}-page`, ".", ...since], { cwd: folder, stdio: "ignore" });
  const url = pathToFileURL(join(work, `${folder}-page`, "index.html")).href;
  for (const colorScheme of ["light", "dark"]) {
    await visit(`${folder}, ${colorScheme}`, url, { colorScheme }, async (page) => {
      await shot(page, `${folder}-${colorScheme}`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await accessible(page, `${folder}, ${colorScheme}`);
    });
    await visit(`${folder}, ${colorScheme}, narrow`, url, { colorScheme, viewport: { width: 390, height: 844 } }, async (page) => {
      await shot(page, `${folder}-${colorScheme}-narrow`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`${folder}, narrow: nothing stands out at the side`, wide <= 0, `${wide} px`);
      await accessible(page, `${folder}, ${colorScheme}, narrow`);
    });
  }
  await visit(`${folder} without script`, url, { javaScriptEnabled: false }, async (page) => {
    check(`${folder} without script: everything is there to read`, await visible(page, ".entry .wa") > 0);
    check(`${folder} without script: no control without a use`, await visible(page, ".filter") === 0);
  });
}

await visit("changed", pathToFileURL(join(work, "changed-page", "index.html")).href, {}, async (page) => {
  const states = await page.locator(".state").allTextContents();
  check("changed: deleted, new and changed", states.sort().join() === "changed,deleted,new", states.join());
  check("changed: what differs is marked", await page.locator("del").count() === 2 && await page.locator("ins").count() === 2);
});

const url = pathToFileURL(join(work, "examples-page", "index.html")).href;
await visit("filter", url, {}, async (page) => {
  const all = await visible(page, ".entry");
  await page.keyboard.press("/");
  await page.keyboard.type("lembrete");
  check("a word finds its message", await visible(page, ".entry") === 1 && await visible(page, ".chats li") === 1);
  await page.keyboard.type("xyz");
  check("no match is said", await visible(page, ".entry") === 0 && await visible(page, ".none") === 1);
  await page.getByRole("searchbox").fill("");
  await page.getByLabel("Language").selectOption("pt_BR");
  check("a language", await visible(page, ".entry") === await page.locator('[data-language="pt_BR"]').count());
  await page.getByLabel("Language").selectOption("");
  await page.getByLabel("Category").selectOption("marketing");
  check("a category", await visible(page, ".entry") === await page.locator('[data-category="marketing"]').count());
  await page.getByLabel("Category").selectOption("");
  await page.getByLabel("Faulty only").check();
  check("the faulty ones", await visible(page, ".entry") === await page.locator("[data-faulty]").count());
  await page.reload();
  check("a reload keeps the choice", await page.getByLabel("Faulty only").isChecked() && await visible(page, ".entry") < all);
});

await visit("keys", url, { colorScheme: "light" }, async (page) => {
  await page.keyboard.press("Tab");
  check("the first key skips to the messages", await page.evaluate(() => document.activeElement.className) === "skip");
  await page.keyboard.press("Enter");
  check("and there one is", await page.evaluate(() => document.activeElement.id) === "messages");
  const toggle = page.getByRole("button", { name: "Dark mode" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await toggle.focus();
  await page.keyboard.press("Enter");
  check("the theme changes", await background() !== light && await toggle.getAttribute("aria-pressed") === "true");
  const payload = page.locator(".panel > summary", { hasText: "Payload" }).first();
  await payload.focus();
  await page.keyboard.press("Enter");
  check("a payload opens", await page.locator(".target").first().isVisible());
  const carousel = page.locator(".wa-carousel").first();
  await carousel.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".wa-carousel").scrollLeft > 0);
  check("a carousel scrolls", true);
});

await visit("texts", url, {}, async (page) => {
  for (const entry of await page.locator(".entry").all()) {
    const file = (await entry.locator(".place").first().textContent()).replace(/:\d+$/, "");
    const name = await entry.locator("xpath=ancestor::section//h2").textContent();
    const language = await entry.getAttribute("data-language");
    const want = letters(terminal(join("examples", file), ...(language ? ["--name", name, "--language", language] : [])));
    const got = letters(await text(entry.locator(".wa")));
    check(`${file} ${language}: the bubble says what the terminal says`, new RegExp(`^${literally(want)}$`).test(got), `${got}\n  not ${want}`);
  }
});

for (const file of ["gallery/order_shipped", "gallery/media_carousel", "gallery/limited_time_offer", "mpm", "messages/email"]) {
  execFileSync(watemplate, ["preview", "--svg", "picture.svg", `examples/${file}.yaml`]);
  await visit(`${file}.svg`, pathToFileURL(join(work, "picture.svg")).href, {}, async (page) => {
    await shot(page, `picture-${file.replace("/", "-")}`);
    const outside = await page.evaluate(() => {
      const frame = document.documentElement.viewBox.baseVal;
      return [...document.querySelectorAll("text")].filter((t) => {
        const box = t.getBBox();
        return box.x < 100 || box.x + box.width > frame.width - 200 || box.y < 0 || box.y + box.height > frame.height;
      }).map((t) => t.textContent);
    });
    check(`${file}.svg: every word is inside`, outside.length === 0, outside.join("; "));
  });
}

// A template with its picture beside it: a red square.
mkdirSync("pictures/media", { recursive: true });
cpSync("examples/gallery/order_shipped.yaml", "pictures/order_shipped.yaml");
writeFileSync("pictures/media/parcel.jpg", Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGN44KCAFTEMLQkAcplQAR1cp/cAAAAASUVORK5CYII=", "base64"));
execFileSync(watemplate, ["preview", "--html", "pictures-page", "pictures"], { stdio: "ignore" });
await visit("pictures", pathToFileURL(join(work, "pictures-page", "index.html")).href, {}, async (page) => {
  await shot(page, "pictures");
  const image = page.getByRole("img", { name: /^image / });
  check("pictures: the header's is shown", await image.evaluate(async (img) => (await img.decode(), img.naturalWidth > 0)));
  await accessible(page, "pictures");
});
execFileSync(watemplate, ["preview", "--svg", "picture.svg", "pictures/order_shipped.yaml"]);
await visit("pictures.svg", pathToFileURL(join(work, "picture.svg")).href, {}, async (page) => {
  await shot(page, "picture-pictures");
  const decoded = await page.evaluate(() => {
    const img = new Image();
    img.src = document.querySelector("image").href.baseVal;
    return img.decode().then(() => img.naturalWidth > 0);
  });
  check("pictures.svg: the header's is there", decoded);
});

const served = spawn(watemplate, ["preview", "--serve", "examples"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((found) => createInterface(served.stderr).on("line", (line) => {
  const url = line.match(/http:\/\/\S+\//);
  if (url) found(url[0]);
}));
await visit("served", address, {}, async (page) => {
  await accessible(page, "served");
  await page.getByRole("searchbox").fill("track");
  const payload = page.locator('.group:has(#template-track_order) .panel:has-text("Payload")');
  await payload.locator("> summary").click();
  const place = () => page.locator('.group:has(#template-track_order)').evaluate((group) => group.getBoundingClientRect().top);
  await page.evaluate(() => scrollTo(0, 400));
  const before = await place();
  const file = join(work, "examples/track_order.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("Track your order", "Follow the order on its track"));
  await page.getByText("Follow the order on its track").first().waitFor();
  check("served: a saved file is shown", true);
  check("served: the filter is kept", await page.getByRole("searchbox").inputValue() === "track");
  check("served: what is open stays open", await payload.evaluate((details) => details.open));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn)))));
  check("served: the place is kept", Math.abs(await place() - before) < 2, `${before}, then ${await place()}`);
  await shot(page, "served");
}, (to) => to === new URL("events", address).href);
const ended = new Promise((done) => served.on("exit", (code) => done(code)));
served.kill("SIGINT");
check("served: Ctrl-C ends it", await ended === 0);

await checkSandbox({ watemplate, requests: join(here, "../../send/sandbox/testdata/requests"), visit, check, accessible, shot });

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
