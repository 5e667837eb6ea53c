/** Whoever starts a new deployment names its three administrators, and the audit administrator reads who did it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";

const BIN = process.env.XINAN_BIN ?? new URL("../../target/debug/xinan", import.meta.url).pathname;

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});

/** A new deployment that is served: where, with which token, and how it is stopped. */
async function begun() {
  const folder = mkdtempSync(join(tmpdir(), "xinan-set-up-"));
  const data = join(folder, "data");
  const made = spawnSync(BIN, ["init", "--data", data], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const child = spawn(BIN, ["serve", "--data", data, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    found.origin ??= /listening on (http:\/\/[^\s/]+)/.exec(line)?.[1];
    found.token ??= /set-up token.*: ([0-9a-f-]+)$/.exec(line)?.[1];
    if (found.origin && found.token) break;
  }
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...found, stop };
}

for (const width of Object.keys(WIDTHS)) {
  test(`a deployment begins with three people, ${width}`, async (t) => {
    const server = await begun();
    const visitor = await Visitor.to(browser, server.origin, width);
    const { page } = visitor;
    const looksWell = async (name) => {
      await assertAccessible(page, t);
      await visitor.assertFits();
      await visitor.shot(`set-up-${name}`);
    };
    try {
      await page.goto("/");
      await page.waitForURL(/\/setup$/);
      await looksWell("empty");
      const press = (name) => page.getByRole("button", { name, exact: true }).click();
      await press("设好三种管理员");
      await page.getByText("请填设置码").first().waitFor();
      await looksWell("refused");
      await page.locator("[name=token]").fill(server.token);
      const county = page.locator("select[name=county]");
      if (await county.count()) await county.selectOption("429971");
      await page.locator("[name=office]").fill("清溪县卫生健康局");
      const three = { system: ["田守仁", "tian"], security: ["石敬亭", "shi"], audit: ["卢一平", "lu"] };
      for (const [which, [name, login]] of Object.entries(three)) {
        await page.locator(`[name=${which}_name]`).fill(name);
        await page.locator(`[name=${which}_login]`).fill(login);
      }
      await press("设好三种管理员");
      await page.getByRole("heading", { name: "三种管理员已设好" }).waitFor();
      await looksWell("passwords");
      assert.equal(await page.locator("code").count(), 3);
    } finally {
      await visitor.close();
      await server.stop();
    }
  });
}
