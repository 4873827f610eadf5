// A phone: everything is there, one under the other.
import { devices } from "@playwright/test";
import { disputed, expect, fits, ready, test, url } from "./page";

const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
test.use(phone);

test("views, filters and the timeline are at hand", async ({ page }) => {
  await page.goto(`${url.read}/timeline`);
  await ready(page);
  await expect(page.locator(".lanes svg")).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).tap();
  await page.getByRole("combobox", { name: /^Kind/ }).selectOption("violence");
  await expect(page).toHaveURL(/type=violence/);
  await page.getByRole("button", { name: "Views" }).tap();
  await page.getByRole("navigation").getByRole("link", { name: "Disputes" }).tap();
  await expect(page).toHaveURL(/\/disputes\?type=violence/);
  await expect(page.getByRole("navigation")).toBeHidden();
  await fits(page);
});

test("a dispute names the claimant beside each value, and leads to the words", async ({ page }) => {
  const { id } = await disputed(page, "embassy");
  await page.goto(`${url.read}/disputes?words=embassy`);
  await ready(page);
  const cell = page.locator("td[data-who]").filter({ hasText: "looting" }).first();
  await expect(cell).toHaveAttribute("data-who", /army/);
  await cell.getByRole("link").first().tap();
  await expect(page.locator("a.piece.now").first()).toBeInViewport();
  await page.goto(`${url.read}/incident/${id}`);
  await ready(page);
  await fits(page);
  await expect(page.getByRole("heading", { name: "Where accounts part" })).toBeVisible();
});
