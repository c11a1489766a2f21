// The page of a sandbox in a browser: messages appear as they arrive, whoever got two stands out, a filter finds them, ten
// thousand do no harm, and nothing that is read or open moves.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

const token = { Authorization: "Bearer any", "Content-Type": "application/json" };
const post = async (address, contact, body) => {
  const answer = await fetch(`${address}v1/contact/${encodeURIComponent(contact)}/message`, { method: "POST", headers: token, body });
  await answer.arrayBuffer();
};
const words = (text) => JSON.stringify({ message: { type: "text", text } });

// withHost asks for the page under another name.
const withHost = (address, host) => new Promise((done, fail) => {
  request(new URL("sandbox/view", address), { headers: { Host: host } }, (answer) => {
    answer.resume();
    done(answer.statusCode);
  }).on("error", fail).end();
});

export const checkSandbox = async ({ watemplate, requests, visit, check, accessible, shot }) => {
  const run = spawn(watemplate, [
    "sandbox", "--addr", "127.0.0.1:0", "--rate", "-1", "--quiet", "--fault", "429,at=3", "--fault", "reset-after,at=6", "--fault", "500,after,at=9",
  ], { stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface(run.stderr);
  const said = [];
  const address = await new Promise((found) => lines.on("line", (line) => {
    said.push(line);
    const url = line.match(/is shown on (\S+)/);
    if (url) found(url[1]);
  }));
  const own = (to) => to.startsWith(new URL("sandbox/", address).href);
  const opened = (name, options, use) => visit(name, address, options, use, own);
  const phones = (page, count) => page.waitForFunction((n) => document.querySelectorAll("#phones article").length === n, count);

  await opened("sandbox", { colorScheme: "light" }, async (page) => {
    check("sandbox: nothing has arrived", await page.getByText("No message has arrived yet.").isVisible());
    await accessible(page, "sandbox, empty");
    let n = 0;
    for (const file of readdirSync(requests).sort()) {
      await post(address, `phone:+6012123311${n++ % 4}`, readFileSync(join(requests, file), "utf8")).catch(() => {}); // one is reset
    }
    await phones(page, 13);
    await page.waitForFunction(() => document.querySelectorAll("#requests tr").length === 14);
    check("sandbox: what arrives is shown", await page.getByText("Visit website").first().isVisible());
    check("sandbox: who got several stands out", await page.locator(".summary.alarm").textContent() ===
      "received 13 messages for 4 contacts; 4 got more than one" && await page.locator(".chats .badge").count() === 4);
    const answers = await page.locator("#requests").textContent();
    check("sandbox: each answer is listed", answers.includes("429 Too Many Requests") && answers.includes("no answerreset,after") &&
      answers.includes("500 Internal Server Error: Unexpected error occurredstatus=500,after"), answers);
    await accessible(page, "sandbox");
    await shot(page, "sandbox-light");

    await page.getByRole("button", { name: "phone:+60121233112" }).click();
    await phones(page, 2);
    check("sandbox: a contact's messages", await page.locator("#phones .who").allTextContents().then((all) => all.every((who) => who === "phone:+60121233112")));
    check("sandbox: the contact is marked", await page.getByRole("button", { name: "phone:+60121233112" }).getAttribute("aria-pressed") === "true");
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText("No message matches.").waitFor();
    await page.getByRole("searchbox").fill("");
    await phones(page, 13);

    const first = page.locator("#phones article").first();
    const key = await first.getAttribute("data-key");
    await first.locator("summary").click();
    await first.locator("summary").focus();
    await page.evaluate((k) => (document.querySelector(`[data-key="${k}"]`).seen = true), key);
    await post(address, "id:7", words("hello"));
    await phones(page, 14);
    check("sandbox: what is there stays as it is", await page.locator(`#phones [data-key="${key}"]`).evaluate((article) =>
      article.seen && article.querySelector("details").open && article.contains(document.activeElement)));
    await post(address, 'email:<img src=x onerror=alert(1)>@x.co', words("<script>alert(1)</script> <b>x</b>"));
    await phones(page, 15);
    check("sandbox: what is sent is text", await page.getByText("<script>alert(1)</script> <b>x</b>").count() > 0);
    await page.getByLabel("Twice only").check();
    await phones(page, 13);
  });

  for (let next = 0; next < 10_000; ) {
    await Promise.all(Array.from({ length: 40 }, () => post(address, `phone:+6013${1_000_000 + next}`, words(`number ${next++}`))));
  }
  await opened("sandbox with ten thousand", { colorScheme: "dark" }, async (page) => {
    await phones(page, 24);
    await page.getByRole("button", { name: "Show older messages" }).click();
    await phones(page, 48);
    await accessible(page, "sandbox, dark");
    await shot(page, "sandbox-dark");
    await page.evaluate(() => scrollTo(0, 900));
    const top = () => page.locator("#phones article").nth(8).evaluate((article) => article.getBoundingClientRect().top);
    await page.waitForFunction(() => scrollY > 800);
    const before = await top();
    await post(address, "phone:+60131000000", words("the second"));
    const fresh = page.getByRole("button", { name: "New messages" });
    await fresh.waitFor();
    check("sandbox: whoever reads is not moved", Math.abs(await top() - before) < 60, `${before}, then ${await top()}`);
    await fresh.click();
    await page.getByText("the second").first().waitFor();
    check("sandbox: the newest is first", await page.locator("#phones .who").first().textContent() === "phone:+60131000000");
    await page.getByRole("searchbox").fill("1000042");
    await phones(page, 1);
    check("sandbox: one of ten thousand is found", await page.getByText("number 42").first().isVisible());
  });
  await opened("sandbox, narrow", { viewport: { width: 390, height: 844 } }, async (page) => {
    await phones(page, 24);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check("sandbox, narrow: nothing stands out at the side", wide <= 0, `${wide} px`);
    await accessible(page, "sandbox, narrow");
    await shot(page, "sandbox-narrow");
  });
  check("sandbox: another host's name is refused", await withHost(address, "elsewhere.example") === 421);

  const ended = new Promise((done) => run.on("exit", (code) => done(code)));
  run.kill("SIGINT");
  check("sandbox: Ctrl-C ends it", await ended === 0);
  check("sandbox: at the end it sums up", said.some((line) => line.startsWith("received 10,016 messages for 10,006 contacts; 5 got more than one:")), said.join("\n"));
};
