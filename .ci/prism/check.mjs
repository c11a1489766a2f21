// Sends every example to Prism, a mock that is made of the OpenAPI file alone, and meets every answer that the file has.
import { execFile, spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const work = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
let passed = 0, failed = 0;
const check = (what, ok, detail = "") => {
  if (ok) {
    passed++;
  } else {
    failed++;
    console.log(`FAIL ${what}${detail && `: ${detail}`}`);
  }
};

// listening starts a server on a free port of this machine.
const listening = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));
const free = createServer();
const mockPort = await listening(free);
await new Promise((done) => free.close(done));
const mock = spawn(join(here, "node_modules/.bin/prism"), ["mock", "--host", "127.0.0.1", "--port", mockPort, join(root, "send/sandbox/openapi.yaml")],
  { stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => mock.kill());
await new Promise((ready, dead) => {
  mock.stdout.on("data", (chunk) => String(chunk).includes("Prism is listening") && ready());
  mock.on("exit", () => dead(new Error("Prism has ended")));
});

// A base URL http://.../429,200/v1 asks the mock for 429 the first time and for 200 from then on, which the client cannot.
const asked = {};
const proxy = createServer((incoming, outgoing) => {
  const [, wanted, , ...path] = incoming.url.split("/");
  const codes = wanted.split("+")[0].split(",");
  // Any kind of answer, for Prism gives none that the client has not asked for, such as the gateway's page.
  const n = asked[wanted] = (asked[wanted] ?? 0) + 1;
  const headers = { ...incoming.headers, accept: "*/*", prefer: `code=${codes[Math.min(n, codes.length) - 1]}` };
  const onward = request({ host: "127.0.0.1", port: mockPort, path: `/${path.join("/")}`, method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  incoming.pipe(onward);
});
const port = await listening(proxy);

const environment = { PATH: process.env.PATH, HOME: work, WATEMPLATE_TOKEN: "a-token-for-the-mock", NO_COLOR: "1" };
const watemplate = (wanted, ...args) => new Promise((done) => {
  const env = { ...environment, WATEMPLATE_BASE_URL: `http://127.0.0.1:${port}/${wanted}/v1` };
  execFile(join(work, "watemplate"), args, { cwd: root, env, timeout: 60_000 }, (error, out, err) =>
    done({ status: error ? error.code : 0, says: out + err, requests: asked[wanted] ?? 0 }));
});
const send = (wanted, file, ...args) => watemplate(wanted, "send", file, "--to", "phone:+60121233112", "--channel", "135898", "--yes", ...args);

const expect = async (what, run, status, says, requests) => {
  const got = await run;
  check(what, got.status === status && got.says.includes(says) && (requests === undefined || got.requests === requests),
    `status ${got.status}, ${got.requests} requests, ${got.says}`);
};

const yaml = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name));
const examples = [...yaml("examples"), ...yaml("examples/messages")];
check("fourteen examples", examples.length === 14);
const one = "examples/track_order.yaml";
const list = join(work, "list.csv");
writeFileSync(list, "to\n" + Array.from({ length: 30 }, (_, i) => `phone:+6012000${1000 + i}\n`).join(""));
const parcel = join(work, "parcel.yaml");
writeFileSync(parcel, "name: parcel\nlanguage: en\nbody: Your parcel is on its way.\n");

await Promise.all([
  ...examples.map((file, i) => expect(file, send(`200+${i}`, file), 0, "accepted: message 1787706536468401", 1)),
  expect("400", send("400", one), 3, "400 Bad Request: Validation error.", 1),
  expect("401", send("401", one), 4, "UN_AUTHORIZED", 1),
  expect("403", send("403", one), 4, "403 Forbidden", 1),
  expect("404", send("404", one), 3, "the contact must exist", 1),
  expect("500", send("500", one), 5, "the message may have been accepted", 1),
  expect("429 and then accepted", send("429,200", one), 0, "accepted: message", 2),
  expect("429 to the end", send("429", one, "--attempts", "2"), 3, "429 Too Many Requests", 2),
  expect("449 and then accepted", send("449,200", one), 0, "accepted: message", 2),
  expect("a list", watemplate("200+list", "send", parcel, "--recipients", list, "--yes", "--expect", "30", "--rate", "-1",
    "--journal", join(work, "journal.db")), 0, "30", 30),
  expect("the account's templates", watemplate("200+diff", "diff", one, "--channel", "135898"), 1, "[drift]", 1),
]);

// What the mock refuses by itself: a body that does not fit, and no token.
const direct = async (headers, body) => (await fetch(`http://127.0.0.1:${mockPort}/contact/id:7/message`, {
  method: "POST", headers: { "Content-Type": "application/json", ...headers }, body })).status;
const hello = readFileSync(join(root, "send/sandbox/testdata/requests/text.json"), "utf8");
check("the mock takes a body that fits", await direct({ Authorization: "Bearer any" }, hello) === 200);
check("the mock refuses another", await direct({ Authorization: "Bearer any" }, hello.replace('"text": ', '"txt": ')) === 400);
check("the mock wants a token", await direct({}, hello) === 401);

proxy.close();
mock.removeAllListeners("exit");
mock.kill();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
