/** The visitor sees what goes wrong, and only that. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertAccessible } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { serve } from "./fixture.mjs";
import { Visitor } from "./pages.mjs";

const PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const WIDE = `<h1>名册</h1><svg width="1000" height="10"></svg>`;

let browser;
let ours;
let foreign;

before(async () => {
  browser = await launch();
  foreign = await serve({});
  ours = await serve({
    "/calm": `<h1>名册</h1><script src="/ours.js"></script><p>一切都好</p>`,
    "/inline-script": `<h1>名册</h1><script>document.title = "x"</script>`,
    "/inline-style": `<h1>名册</h1><p style="color: red">红</p>`,
    "/handler": `<h1>名册</h1><button onclick="alert(1)">按</button>`,
    "/throws": `<h1>名册</h1><script src="/broken.js"></script>`,
    "/missing-part": `<h1>名册</h1><link rel="stylesheet" href="/gone.css">`,
    "/no-alt": `<h1>名册</h1><img src="${PICTURE}">`,
    "/heading": `<h1>名册</h1><h4>跳过两级</h4>`,
    "/wide": WIDE,
  });
});

after(async () => {
  await browser?.close();
  ours?.close();
  foreign?.close();
});

/** Opens one page and gives what the visitor saw go wrong. */
async function faultsOn(path, server = ours) {
  const visitor = await Visitor.to(browser, server.origin);
  await visitor.page.goto(path);
  await visitor.page.waitForLoadState("networkidle");
  await visitor.context.close();
  return visitor.faults;
}

test("a calm page gives no fault, and its own script runs", async () => {
  const visitor = await Visitor.to(browser, ours.origin);
  await visitor.page.goto("/calm");
  assert.equal(await visitor.page.title(), "好");
  visitor.assertCalm();
  await visitor.close();
});

for (const path of ["/inline-script", "/inline-style", "/handler"]) {
  test(`what breaks the policy is a fault: ${path}`, async () => {
    const faults = await faultsOn(path);
    const named = faults.some((fault) => fault.startsWith("The content security policy forbids inline"));
    assert.ok(named, faults.join("\n"));
  });
}

test("a script that throws is a fault", async () => {
  assert.deepEqual(await faultsOn("/throws"), ["A script failed: broken"]);
});

test("an answer with 5xx and a missing part of a page are faults", async () => {
  assert.deepEqual(await faultsOn("/fails"), [`${ours.origin}/fails was answered with 500.`]);
  assert.deepEqual(await faultsOn("/missing-part"), [`${ours.origin}/gone.css was answered with 404.`]);
});

test("a fault that was to be is forgotten, another one is not", async () => {
  const visitor = await Visitor.to(browser, ours.origin);
  await visitor.page.goto("/fails");
  assert.throws(() => visitor.assertFaults([]));
  await visitor.page.goto("/fails");
  visitor.assertFaults([`${ours.origin}/fails was answered with 500.`]);
  await visitor.close();
});

test("where the errand itself leads is no fault, and nowhere else is", async () => {
  const visitor = await Visitor.to(browser, ours.origin);
  visitor.neighbours.push(foreign.origin);
  await visitor.page.goto(`${foreign.origin}/nobody`);
  visitor.assertCalm();
  visitor.neighbours.pop();
  await visitor.page.goto(`${foreign.origin}/ours.js`);
  visitor.assertFaults([`A request left for ${foreign.origin}/ours.js.`]);
  await visitor.close();
});

test("a refused form and a page not found are ordinary answers", async () => {
  assert.deepEqual(await faultsOn("/refused"), []);
  assert.deepEqual(await faultsOn("/nobody"), []);
});

test("a request that leaves the origin is a fault", async () => {
  const leaves = `<h1>名册</h1><script src="${foreign.origin}/ours.js"></script>`;
  const loose = await serve({ "/leaves": leaves }, "default-src *");
  try {
    assert.deepEqual(await faultsOn("/leaves", loose), [`A request left for ${foreign.origin}/ours.js.`]);
  } finally {
    loose.close();
  }
});

test("closing a visit fails when something went wrong during it", async () => {
  const visitor = await Visitor.to(browser, ours.origin);
  await visitor.page.goto("/throws");
  assert.throws(() => visitor.assertCalm(), /A script failed: broken/);
  await assert.rejects(visitor.close(), /A script failed: broken/);
});

test("a person signs in through the form", async () => {
  const visitor = await Visitor.to(browser, ours.origin, "phone");
  await visitor.signIn({ login: "cun", password: "a b&c" });
  assert.equal(await visitor.page.locator("h1").innerText(), "今日工作");
  await visitor.close();
});

test("without scripts a page still works", async () => {
  const visitor = await Visitor.to(browser, ours.origin, "desktop", { javaScriptEnabled: false });
  await visitor.page.goto("/calm");
  assert.equal(await visitor.page.title(), "心安");
  await visitor.signIn({ login: "cun", password: "a b&c" });
  await visitor.close();
});

test("axe sees a picture without words, under the policy that people get", async (t) => {
  const visitor = await Visitor.to(browser, ours.origin);
  await visitor.page.goto("/no-alt");
  await assert.rejects(assertAccessible(visitor.page, t), /image-alt \(critical\)/);
  await visitor.page.goto("/calm");
  await assertAccessible(visitor.page, t);
  await visitor.close();
});

test("axe tells of lesser finds without failing", async () => {
  const visitor = await Visitor.to(browser, ours.origin);
  await visitor.page.goto("/heading");
  const told = [];
  await assertAccessible(visitor.page, { diagnostic: (line) => told.push(line) });
  assert.ok(told.some((line) => line.includes("heading-order (moderate)")), told.join("\n"));
  await visitor.close();
});

test("a page wider than the phone is found", async () => {
  const visitor = await Visitor.to(browser, ours.origin, "phone");
  await visitor.page.goto("/wide");
  await assert.rejects(visitor.assertFits(), /is 10\d\d px wide in a window of/);
  await visitor.page.goto("/calm");
  await visitor.assertFits();
  await visitor.close();
});

test("pictures are kept at both widths", async () => {
  for (const [width, pixels] of [["desktop", 1440], ["phone", 780]]) {
    const visitor = await Visitor.to(browser, ours.origin, width);
    await visitor.page.goto("/calm");
    const png = readFileSync(await visitor.shot("harness"));
    // The width stands in the header of a PNG, bytes 16 to 19.
    assert.equal(png.readUInt32BE(16), pixels);
    await visitor.close();
  }
});
