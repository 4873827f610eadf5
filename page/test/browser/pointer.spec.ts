// Marks that are drawn together are still marks: each can be pointed at and chosen.
import { expect, ready, test, url } from "./page";
import type { Locator } from "@playwright/test";

// A drawing made anew while it is looked at is looked at again.
async function centre(of: Locator): Promise<{ x: number; y: number }> {
  let at = { x: 0, y: 0 };
  await expect(async () => {
    await of.scrollIntoViewIfNeeded({ timeout: 2000 });
    const box = await of.boundingBox();
    if (!box) throw new Error("it is not drawn");
    at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }).toPass();
  return at;
}

test("a mark of the timeline tells what it is when pointed at, and opens when chosen", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const mark = page.locator("a.dot[data-stop]");
  const [href, name] = [await mark.getAttribute("href"), await mark.getAttribute("aria-label")];
  const at = await centre(mark);
  await page.mouse.move(at.x + 3, at.y - 2);
  const title = page.locator(".peek bdi");
  await expect(title).toBeVisible();
  expect(name).toContain((await title.textContent()) ?? "nothing");
  await page.mouse.click(at.x + 3, at.y - 2);
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test("a mark that the Tab key does not stop at is a link as well", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  const box = await page.locator(".lanes svg").boundingBox();
  if (!box) throw new Error("no timeline");
  const first = await page.locator("a.dot[data-stop]").getAttribute("href");
  // Along a lane until another mark is met.
  const lane = await centre(page.locator("a.dot[data-stop]"));
  let other: string | null = null;
  for (let x = box.x + 200; x < box.x + box.width && !other; x += 5) {
    for (const y of [lane.y, lane.y - 11, lane.y - 22]) {
      await page.mouse.move(x, y);
      const hrefs = await page.locator("a.dot").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
      other = hrefs.find((href) => href !== first) ?? null;
      if (other) {
        await page.mouse.click(x, y);
        break;
      }
    }
  }
  expect(other).toBeTruthy();
  await expect(page).toHaveURL(new RegExp(`${other}$`));
});

test("a point of the map is chosen where it lies, and let go there", async ({ page }) => {
  await page.goto(`${url.read}/map`);
  await ready(page);
  const places = page.getByRole("complementary", { name: "Places" });
  const name = (await places.getByRole("button").first().textContent()) ?? "";
  await places.getByRole("button").first().click();
  const at = await centre(page.locator("g.point.chosen circle").first());
  await page.getByRole("button", { name: "All places" }).click();
  await expect(page.locator("g.point.chosen")).toHaveCount(0);
  await page.mouse.click(at.x, at.y);
  await expect(places.getByRole("heading", { name })).toBeVisible();
  await page.mouse.click(at.x, at.y);
  await expect(page.getByRole("button", { name: "All places" })).toHaveCount(0);
  // Moved, the point lies where the map was moved to.
  await page.mouse.move(at.x + 40, at.y + 60);
  await page.mouse.down();
  await page.mouse.move(at.x - 10, at.y + 40, { steps: 5 });
  await page.mouse.up();
  await page.mouse.click(at.x - 50, at.y - 20);
  await expect(places.getByRole("heading", { name })).toBeVisible();
});

test("all places come into the window when asked for", async ({ page }) => {
  // A window on a part of the world, wherever the places of the examples lie.
  const part = "at=600.00,300.00,20.00";
  await page.goto(`${url.read}/map?${part}`);
  await ready(page);
  await page.getByRole("button", { name: /outside of this window: show all/ }).click();
  await expect(page.getByRole("button", { name: /outside of this window/ })).toHaveCount(0);
  await expect(page).not.toHaveURL(new RegExp(part));
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 412, height: 840 } });
  test("a mark of the timeline opens", async ({ page }) => {
    await page.goto(`${url.read}/timeline`);
    await ready(page);
    const mark = page.locator("a.dot[data-stop]");
    const href = await mark.getAttribute("href");
    const at = await centre(mark);
    await page.touchscreen.tap(at.x, at.y);
    await expect(page).toHaveURL(new RegExp(`${href}$`));
  });
});
