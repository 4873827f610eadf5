// The keyboard alone reaches everything.
import { disputed, expect, ready, test, url } from "./page";
import type { Page } from "@playwright/test";

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
  }
  throw new Error(`${most} times Tab did not reach ${selector}`);
}

test("the first stop leads past the head", async ({ page }) => {
  await page.goto(`${url.read}/disputes`);
  await ready(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "To the view" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("in the timeline arrows go from incident to incident, Enter opens one, back returns", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  await tabTo(page, "a.dot");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  await page.keyboard.press("ArrowDown");
  // The drawing may still be fitted to its window: a press may come before what it moves to.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    expect(await focused()).not.toBe(first);
  }).toPass();
  const next = await page.evaluate(() => ({ href: document.activeElement?.getAttribute("href"), name: document.activeElement?.getAttribute("aria-label") }));
  expect(next.name).toBeTruthy();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${next.href}$`));
  await expect(page.locator("#main")).toBeFocused();
  await page.goBack();
  await expect(page.locator("a.dot").first()).toBeVisible();
});

test("the brush is two sliders; all views follow", async ({ page }) => {
  await page.goto(`${url.read}/disputes`);
  await ready(page);
  const begin = page.getByRole("slider", { name: /Begin/ });
  const all = Number(await page.locator("main strong").first().textContent());
  await begin.focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}/);
  await expect(begin).toBeFocused();
  await expect(begin).toHaveAttribute("aria-valuetext", /\d{4}/);
  await expect.poll(async () => Number(await page.locator("main strong").first().textContent())).toBeLessThan(all);
  await page.keyboard.press("Home");
  await expect(page).not.toHaveURL(/from=/);
});

test("dragging over the brush chooses a stretch, a click takes it off", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const box = await page.locator(".brush svg").boundingBox();
  if (!box) throw new Error("no brush");
  await page.mouse.move(box.x + box.width * 0.3, box.y + 15);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 15, { steps: 6 });
  await page.mouse.move(box.x + box.width * 0.7, box.y + 15, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
});

test("in a report every claim is a stop; Enter chooses it and its incident is at hand", async ({ page }) => {
  await page.goto(`${url.read}/report/sudan-2023-05-21`);
  await ready(page);
  await tabTo(page, "a.piece", 30);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/claim=[0-9a-f]+/);
  await expect(page.locator(".claim.chosen")).toHaveCount(1);
  await page.locator(".claim.chosen").getByRole("link", { name: "Its incident" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/incident\//);
});

test("where claims overlap, choosing the same words again goes through all of them", async ({ page }) => {
  await page.goto(`${url.read}/report/sudan-2023-05-21`);
  await ready(page);
  const piece = page.locator("a.piece.two").first();
  const ids = ((await piece.getAttribute("data-claims")) ?? "").split(" ");
  expect(ids.length).toBeGreaterThan(1);
  const seen = new Set<string | null>();
  for (let i = 0; i < ids.length; i += 1) {
    await piece.click();
    await expect.poll(() => new URL(page.url()).searchParams.get("claim")).not.toBe([...seen].at(-1) ?? null);
    seen.add(new URL(page.url()).searchParams.get("claim"));
  }
  expect([...seen].sort()).toEqual([...ids].sort());
});

test("the map moves by keys, and its places stand in a list", async ({ page }) => {
  await page.goto(`${url.read}/map`);
  await ready(page);
  await page.locator(".pad").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/at=/);
  await page.reload();
  await ready(page);
  await expect(page).toHaveURL(/at=/);
  const place = page.getByRole("complementary", { name: "Places" }).getByRole("button").first();
  const name = await place.textContent();
  await place.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Places" }).getByRole("heading", { name: name ?? "" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Places" }).locator("article").first()).toBeVisible();
});

test("each voice of an incident leads to its lit words", async ({ page }) => {
  const { id } = await disputed(page, "embassy");
  await page.goto(`${url.read}/incident/${id}`);
  await ready(page);
  const voice = page.locator(".voice.denies a").first();
  const words = (await voice.textContent()) ?? "";
  await voice.focus();
  await expect(page.locator("aside mark.now")).toContainText([words]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/report\/.*claim=/);
  // The address changes before the report has come.
  await expect.poll(async () => (await page.locator("a.piece.now").allTextContents()).join("")).toContain(words);
});
