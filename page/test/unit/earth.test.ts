import { geoMercator } from "d3-geo";
import { describe, expect, test } from "vitest";
import { earth, kilometres, plane, SIDE } from "../../src/chart/earth";
import { LEVELS, shapes } from "../../tools/earth.mjs";

describe("the plane", () => {
  const mercator = geoMercator().scale(SIDE / (2 * Math.PI)).translate([SIDE / 2, SIDE / 2]);
  test.each([[0, 0], [44.8, 41.7], [-74.1, 4.6], [179.9, -41.3], [-20, 83]])("lies as that of the shapes: %f %f", (lon, lat) => {
    const [x, y] = mercator([lon, lat]) ?? [NaN, NaN];
    expect(plane(lon, lat)[0]).toBeCloseTo(x, 6);
    expect(plane(lon, lat)[1]).toBeCloseTo(y, 6);
    expect(earth(x, y)[0]).toBeCloseTo(lon, 6);
    expect(earth(x, y)[1]).toBeCloseTo(lat, 6);
  });
  test("a degree at the equator is 111 km", () => expect(kilometres(111.32, 0)).toBeCloseTo(plane(1, 0)[0] - plane(0, 0)[0], 2));
});

/** Whether a point lies within the rings of a path, by how often they go round it. */
function within(d: string, x: number, y: number): boolean {
  let inside = false;
  for (const ring of d.split("M").slice(1)) {
    const numbers = ring.match(/-?\d+/g)?.map(Number) ?? [];
    const points: [number, number][] = [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [px, py] = points.at(-1) ?? [0, 0];
      points.push([px + (numbers[i] ?? 0), py + (numbers[i + 1] ?? 0)]);
    }
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length] ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
  }
  return inside;
}

describe.each(Object.entries(LEVELS))("the %s shapes", (_, far) => {
  const { countries, borders } = shapes(far);
  const at = (lon: number, lat: number) => {
    const [x, y] = plane(lon, lat);
    return countries.filter((c) => within(c.d, x * 100, y * 100)).map((c) => c.name);
  };
  test("are all countries, the smallest too", () => {
    expect(countries).toHaveLength(241);
    for (const c of countries) expect(c.d, c.name).toMatch(/^M\d/);
    expect(borders.length).toBeGreaterThan(150);
  });
  test("hold what lies in them, and no sea", () => {
    expect(at(32.5, 15.6)).toEqual(["Sudan"]);
    expect(at(44.4, 33.3)).toEqual(["Iraq"]);
    expect(at(35.2, 31.95)).toEqual(["Palestine"]);
    expect(at(21.0, 42.6)).toEqual(["Kosovo"]);
    expect(at(100, 60)).toEqual(["Russia"]);
    for (const [lon, lat] of [[0, 0], [-30, 30], [-150, -10], [80, -30], [18, 34.5], [150, 45]] as const) expect(at(lon, lat), `${lon} ${lat}`).toEqual([]);
  });
});
