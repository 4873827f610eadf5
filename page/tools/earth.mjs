// The shapes of countries as the map draws them, made when the page is built, so that a browser has nothing to project: outlines of Natural Earth
// (world-atlas, 1:50 million) on the map's plane, as paths in hundredths of its unit. `fine` is all that there is; `coarse` leaves out what nobody can see
// before the map is three times as large as its window.
import { geoArea, geoMercator, geoPath } from "d3-geo";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { feature, mesh } from "topojson-client";

/** Side of the plane; `src/chart/earth.ts` has the same. */
const SIDE = 1000;
/** How far a line may lie from where it is, in units of the plane. */
export const LEVELS = { coarse: 0.22, fine: 0.004 };

const mercator = geoMercator().scale(SIDE / (2 * Math.PI)).translate([SIDE / 2, SIDE / 2]).precision(0.1);
const onPlane = ([lon, lat]) => mercator([lon, Math.min(84, Math.max(-84, lat))]);

/** Arcs with their points in degrees, as they are before a topology is packed. */
function unpacked(topology) {
  const { scale: [kx, ky], translate: [dx, dy] } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([px, py]) => [(x += px) * kx + dx, (y += py) * ky + dy]);
  });
}

/** Which points of an arc are kept (Douglas and Peucker, on the plane). Both ends are, so that neighbours still share it. */
function thinned(arc, far) {
  const at = arc.map(onPlane);
  const keep = new Uint8Array(arc.length);
  keep[0] = keep[arc.length - 1] = 1;
  const todo = [[0, arc.length - 1]];
  for (let step = todo.pop(); step; step = todo.pop()) {
    const [i, j] = step;
    const [ax, ay] = at[i];
    const [dx, dy] = [at[j][0] - ax, at[j][1] - ay];
    const long = dx * dx + dy * dy;
    let [most, where] = [far * far, -1];
    for (let n = i + 1; n < j; n += 1) {
      const [px, py] = [at[n][0] - ax, at[n][1] - ay];
      const share = long ? Math.min(1, Math.max(0, (px * dx + py * dy) / long)) : 0;
      const off = (px - share * dx) ** 2 + (py - share * dy) ** 2;
      if (off > most) [most, where] = [off, n];
    }
    if (where < 0) continue;
    keep[where] = 1;
    todo.push([i, where], [where, j]);
  }
  return arc.filter((_, n) => keep[n]);
}

/** An outline as d3 writes it, `M1.5,2L…Z`, in whole hundredths, each point from the one before. Rings of no extent go, but never the last of a shape. */
function packed(d) {
  const rings = (d ?? "").split("M").filter(Boolean).map((ring) => {
    const closed = ring.endsWith("Z");
    const points = (closed ? ring.slice(0, -1) : ring).split("L").map((p) => p.split(",").map((n) => Math.round(Number(n) * 100)));
    return { closed, points: points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]) };
  });
  const whole = rings.filter((r) => r.points.length > (r.closed ? 2 : 1));
  return (whole.length ? whole : rings.slice(0, 1)).map(({ closed, points }) => {
    let [x, y] = points[0];
    const box = [[x, y], [x, y]];
    let text = `M${x} ${y}l`;
    for (const [px, py] of points.slice(1)) {
      const [dx, dy] = [px - x, py - y];
      text += `${/\d$/.test(text) && dx >= 0 ? " " : ""}${dx}${dy < 0 ? "" : " "}${dy}`;
      [x, y] = [px, py];
      box[0] = [Math.min(box[0][0], x), Math.min(box[0][1], y)];
      box[1] = [Math.max(box[1][0], x), Math.max(box[1][1], y)];
    }
    // A shape of one point is still a dot of land.
    return { d: (points.length > 1 ? text : `${text}1 0 0 1`) + (closed ? "z" : ""), box };
  });
}

const around = (boxes) => [[Math.min(...boxes.map((b) => b[0][0])), Math.min(...boxes.map((b) => b[0][1]))], [Math.max(...boxes.map((b) => b[1][0])), Math.max(...boxes.map((b) => b[1][1]))]];
const units = (box) => box.map((p) => p.map((n) => n / 100));

const polygons = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

/** Polygons that are still ones. An island of two points is none, and on a sphere what is left of its outline may go around all the rest; of a country of such
 * islands the largest stays as it was. */
function sound(thin, full) {
  const area = (polygon) => geoArea({ type: "Polygon", coordinates: polygon });
  const whole = thin.map((rings) => rings.filter((ring) => ring.length > 3)).map((rings, i) => (rings.length && thin[i][0].length > 3 ? rings : [])).filter((rings) => rings.length && area(rings) < 2 * Math.PI);
  return whole.length ? whole : [...full].sort((a, b) => area(b) - area(a)).slice(0, 1);
}

/** All countries and the borders between them, so exactly. */
export function shapes(far) {
  const topology = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-50m.json"), "utf8"));
  const whole = { ...topology, arcs: unpacked(topology), transform: undefined };
  const thin = { ...whole, arcs: whole.arcs.map((arc) => thinned(arc, far)) };
  const all = thin.objects.countries;
  const path = geoPath(mercator).digits(3);
  const full = feature(whole, all).features;
  const countries = feature(thin, all).features.map((shape, i) => {
    const rings = packed(path({ type: "MultiPolygon", coordinates: sound(polygons(shape), polygons(full[i])) }));
    return { number: shape.id ?? null, name: shape.properties.name, d: rings.map((r) => r.d).join(""), box: rings.length ? units(around(rings.map((r) => r.box))) : [[0, 0], [0, 0]] };
  });
  return { countries, borders: packed(path(mesh(thin, all, (a, b) => a !== b))).map(({ d, box }) => ({ d, box: units(box) })) };
}

/** Writes both into a folder. */
export function write(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, far] of Object.entries(LEVELS)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(shapes(far)));
  return folder;
}
