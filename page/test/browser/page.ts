// What the tests share: the four servers, and a page on which any error of script or content policy fails the test.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export const url = { get read() { return process.env["READ_URL"] ?? ""; }, get write() { return process.env["WRITE_URL"] ?? ""; }, get secret() { return process.env["SECRET_URL"] ?? ""; }, get examples() { return process.env["EXAMPLES_URL"] ?? ""; } };

export const test = base.extend<{ errors: string[] }>({
  errors: [async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      // Answers that a test asks for on purpose are no errors of the page.
      // A busy server is asked again.
      if (message.type() === "error" && !/status of (400|401|403|404|413|503)/.test(message.text())) errors.push(message.text());
    });
    await use(errors);
    expect(errors, "errors of scripts, or content that the policy refused").toEqual([]);
  }, { auto: true }],
});
export { expect };

/** The view has asked everything that it asks at the start. */
export async function ready(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

/** Nothing sticks out to the side. */
export async function fits(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // A drawing is fitted to a new width a moment after it.
  await expect.poll(over, "pixels that stick out").toBeLessThanOrEqual(0);
}

/** The audit finds nothing. */
export async function audit(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  const told = found.violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map((n) => `  ${n.target.join(" ")} ${n.failureSummary?.split("\n")[1] ?? ""}`).join("\n")}`);
  expect(told).toEqual([]);
}

/** An incident on which accounts contradict each other, and who denies it. */
export async function disputed(page: Page, words: string): Promise<{ id: string; title: string }> {
  const answer = await page.request.get(`${url.read}/api/v1/disputes?words=${encodeURIComponent(words)}`);
  const row = (await answer.json()).rows[0];
  expect(row, `a dispute with “${words}”`).toBeTruthy();
  return row.incident;
}
