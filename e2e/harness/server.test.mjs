/** The demo server is started, found and stopped; a script stands in for it. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { start } from "./server.mjs";

const STAND_IN = `#!/usr/bin/env node
const { createServer } = require("node:http");
const { mkdirSync, writeFileSync } = require("node:fs");
const value = (name) => process.argv[process.argv.indexOf(name) + 1];
if (value("--people") === "0") {
  console.error("A county needs people: give --people 1 or more.");
  process.exit(2);
}
mkdirSync(value("--data"), { recursive: true });
const password = process.argv.slice(2).join(" ");
const accounts = [{ post: "village", region: "429971101201", login: "cun", password }];
writeFileSync(value("--data") + "/accounts.json", JSON.stringify(accounts));
const server = createServer((_, response) => response.end("ok"));
server.listen(0, "127.0.0.1", () => {
  console.log("listening on http://127.0.0.1:" + server.address().port + "/");
});
`;

let folder;
let programBefore;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "xinan-e2e-stand-in-"));
  writeFileSync(join(folder, "xinan"), STAND_IN, { mode: 0o755 });
  programBefore = process.env.XINAN_BIN;
  process.env.XINAN_BIN = join(folder, "xinan");
});

after(() => {
  if (programBefore === undefined) delete process.env.XINAN_BIN;
  else process.env.XINAN_BIN = programBefore;
  rmSync(folder, { recursive: true, force: true });
});

test("a server is started with its own county, answers, and leaves nothing behind", async () => {
  const server = await start({ people: 30, seed: 7 });
  assert.match(server.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(await (await fetch(`${server.origin}/healthz`)).text(), "ok");
  const { login, password } = server.account("village");
  assert.equal(login, "cun");
  assert.match(password, /^demo --data \S+ --listen 127\.0\.0\.1:0 --people 30 --seed 7$/);
  assert.throws(() => server.account("minister"), /no account of the post minister; there are village/);
  assert.ok(existsSync(server.data));
  await server.stop();
  assert.ok(!existsSync(server.data));
  await assert.rejects(fetch(server.origin));
});

test("the county of a demo is served as a deployment, with other words", async () => {
  const server = await start({ people: 30 });
  const { origin } = server;
  await server.serve(["--oidc-name", "市统一身份"]);
  await assert.rejects(fetch(origin));
  assert.equal(await (await fetch(`${server.origin}/healthz`)).text(), "ok");
  const [{ password }] = JSON.parse(readFileSync(join(server.data, "accounts.json"), "utf8"));
  assert.match(password, /^serve --data \S+ --listen 127\.0\.0\.1:0 --oidc-name 市统一身份$/);
  await server.stop();
  await assert.rejects(fetch(server.origin));
});

test("a server that refuses to start is quoted", async () => {
  await assert.rejects(start({ people: 0 }), /ended with 2 before it was listening\.\nA county needs people/);
});

test("a missing program is named with what to do", async () => {
  const named = process.env.XINAN_BIN;
  process.env.XINAN_BIN = join(folder, "nothing");
  await assert.rejects(start(), /There is no program .*nothing\. `cargo xtask e2e` builds it/);
  process.env.XINAN_BIN = named;
});
