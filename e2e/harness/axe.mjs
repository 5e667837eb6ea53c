/**
 * Accessibility by axe-core: nothing serious or critical on any page; what is lesser is told, not failed.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Looks at the page as it stands and fails on a serious or critical find.
 *
 * axe comes in through the debugger, like a person's own extension would: a script tag would break our
 * content security policy, and switching the policy off would test another page than people get.
 * `t` is node's test context, for the lesser finds.
 */
export async function assertAccessible(page, t) {
  const debug = await page.context().newCDPSession(page);
  let violations;
  try {
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await debug.send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
        allowUnsafeEvalBlockedByCSP: true,
      });
      if (exceptionDetails) {
        throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      }
      return result.value;
    };
    await evaluate(`${AXE}; undefined`);
    ({ violations } = await evaluate(`axe.run(document, { resultTypes: ["violations"] })`));
  } finally {
    await debug.detach();
  }
  const grave = violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  for (const violation of violations) {
    if (!grave.includes(violation)) t?.diagnostic(`axe, ${page.url()}: ${inWords(violation)}`);
  }
  assert.deepEqual(grave.map(inWords), [], `axe finds on ${page.url()}`);
}

function inWords({ id, impact, help, nodes }) {
  const places = nodes.slice(0, 5).map((node) => node.target.join(" "));
  return `${id} (${impact}): ${help}. At ${places.join("; ")}${nodes.length > 5 ? " …" : ""}`;
}
