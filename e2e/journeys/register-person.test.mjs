/** The township worker begins the record of somebody new by hand, and corrects it later. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { launch } from "../harness/browser.mjs";
import { Visitor, WIDTHS } from "../harness/pages.mjs";
import { start } from "../harness/server.mjs";

let server;
let browser;
before(async () => {
  server = await start({ people: 120 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** An identity number that nobody has: 4299 was never given to any division. */
function identityNumber(sequence) {
  const body = `42997119850803${sequence}`;
  const sum = [...body].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0);
  return `${body}${"10X98765432"[sum % 11]}`;
}

/** What the hands type, by the name of the field. */
const WORDS = {
  address: "清溪镇柳河村8组", guardian_name: "谭文", guardian_phone: "13912345703", village_contact: "赵会计",
  village_contact_phone: "13912345704", onset_on: "2008", first_treated_on: "2009-03", admissions: "2",
  diagnosed_at: "县精神卫生中心", diagnosed_on: "2009-03-12", phone: "13912345705", consent_on: "昨天",
};
/** The tiles that are tapped. */
const CODES = {
  education: "7", marriage: "2", guardian_relation: "1", household: "2", employment: "3", consent: "1", past_symptoms: "1",
  confinement: "1", outpatient: "3", diagnosis: "1", effect: "2", incidents: "7", economy: "2",
};

const choose = (page, name, code) => page.locator(`input[name=${name}][value="${code}"]`).locator("..").click();

for (const [nth, width] of Object.keys(WIDTHS).entries()) {
  test(`somebody new gets a record and a first visit, ${width}`, async (t) => {
    const visitor = await Visitor.to(browser, server.origin, width);
    await visitor.signIn(server.account("township_worker"));
    const { page } = visitor;
    const name = ["谭玉梅", "单小曾"][nth];
    await page.goto("/people");
    await assertAccessible(page, t);
    await visitor.assertFits();
    await page.getByRole("link", { name: "新建档案" }).click();
    await page.getByRole("heading", { name: "新建档案" }).waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("person-new");

    // The number says who it is about while it is typed.
    await page.getByLabel("姓名", { exact: true }).fill(name);
    await page.getByLabel("身份证号").fill(identityNumber(["122", "124"][nth]));
    await page.locator("#form-says").getByText("女，1985-08-03 出生").waitFor();

    // Sent too early: everything that lacks is said at once, and nothing typed is lost.
    await page.getByRole("button", { name: "存好" }).last().click();
    await page.getByText("还没有存上").waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("person-new-refused");
    assert.equal(await page.getByLabel("姓名", { exact: true }).inputValue(), name);

    for (const [field, text] of Object.entries(WORDS)) {
      if (field === "consent_on") await choose(page, "consent", CODES.consent);
      await page.locator(`[name=${field}]`).fill(text);
    }
    for (const [field, code] of Object.entries(CODES)) {
      if (field !== "consent") await choose(page, field, code);
    }
    await page.locator("[name=ethnicity]").selectOption("1");
    await page.locator("[name=village]").selectOption({ index: 1 });
    // The tab is closed in the middle: what was typed is there again.
    await page.waitForFunction(() =>
      Object.entries(localStorage).some(([key, draft]) => key.endsWith(":person-new") && draft.includes("赵会计")),
    );
    await page.goto("/people/new");
    await page.getByText("刚才填了没存的内容已放回来").waitFor();
    assert.equal(await page.locator("[name=guardian_name]").inputValue(), "谭文");
    await visitor.shot("person-new-filled");
    await page.getByRole("button", { name: "存好" }).last().click();
    await page.waitForURL(/done=registered/);
    await page.getByText("档案已建好").waitFor();
    await page.getByText("首次随访").first().waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("person-registered");
    const drafts = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":person-new")));
    assert.deepEqual(drafts, []);

    // Found by the initials.
    await page.goto(`/people?page=1&q=${["tym", "sxz"][nth]}`);
    await page.getByRole("link", { name }).first().click();

    // A telephone that is wrong is emptied, and the former one stays readable.
    await page.getByRole("link", { name: "更正资料" }).click();
    await page.locator("[name=phone]").fill("");
    await assertAccessible(page, t);
    await visitor.assertFits();
    await page.getByRole("button", { name: "存好" }).last().click();
    await page.waitForURL(/done=edited/);
    await page.getByText("资料已更正").waitFor();
    assert.equal(await page.getByText("139 1234 5705").count(), 0);
    await page.getByRole("link", { name: "更正资料" }).click();
    await page.getByText("本人电话（原来：13912345705）").waitFor();
    await assertAccessible(page, t);
    await visitor.assertFits();
    await visitor.shot("person-edit");
    await visitor.close();
  });
}
