/** The plane that the map is drawn on, and the shapes of countries on it, made by `tools/earth.mjs` when the page is built and fetched when the map is first seen. */
import coarse from "earth/coarse.json?url";
import fine from "earth/fine.json?url";
import { ALPHA3 } from "./iso";

/** Side of the plane, Mercator's: the world is drawn once on it and then only moved and scaled. */
export const SIDE = 1000;
/** Paths count in parts of the plane's unit. */
export const PARTS = 100;
/** From so many pixels a unit the coarse shapes would be seen to be coarse. */
export const NEAR = 2.5;

/** Where a point lies on the plane. */
export function plane(lon: number, lat: number): [number, number] {
  const held = (Math.min(84, Math.max(-84, lat)) * Math.PI) / 180;
  return [SIDE / 2 + (lon / 360) * SIDE, SIDE / 2 - (SIDE / (2 * Math.PI)) * Math.log(Math.tan(Math.PI / 4 + held / 2))];
}

/** Where a point of the plane lies on the earth: longitude and latitude. */
export function earth(x: number, y: number): [number, number] {
  return [((x - SIDE / 2) / SIDE) * 360, ((2 * Math.atan(Math.exp(((SIDE / 2 - y) * 2 * Math.PI) / SIDE)) - Math.PI / 2) * 180) / Math.PI];
}

/** Kilometres at a latitude as units of the plane. */
export function kilometres(km: number, lat: number): number {
  return (km / (40075 * Math.cos((Math.min(84, Math.abs(lat)) * Math.PI) / 180))) * SIDE;
}

/** West and north, east and south, on the plane. */
export type Box = [[number, number], [number, number]];
export interface Line { d: string; box: Box }
export interface Country extends Line { code: string | null; name: string }
export interface Earth { countries: Country[]; borders: Line[] }

const kept = new Map<string, Promise<Earth>>();

/** Countries with their outlines, and the borders between them as one line each: as seen from afar, or all that is known. */
export function load(near: boolean): Promise<Earth> {
  const file = near ? fine : coarse;
  const known = kept.get(file);
  if (known) return known;
  const asked = fetch(file)
    .then((response) => response.json() as Promise<{ countries: { number: string | null; name: string; d: string; box: Box }[]; borders: Line[] }>)
    .then(({ countries, borders }) => ({ countries: countries.map(({ number, ...c }) => ({ ...c, code: number === null ? null : (ALPHA3.get(number.padStart(3, "0")) ?? null) })), borders }))
    .catch((error: unknown) => {
      kept.delete(file);
      throw error;
    });
  kept.set(file, asked);
  return asked;
}
