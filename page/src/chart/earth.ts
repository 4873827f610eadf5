/** The shapes of countries, fetched when the map is first seen, and the plane that the map is drawn on. */
import { geoMercator, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import shapes from "world-atlas/countries-50m.json?url";
import { ALPHA3 } from "./iso";

/** Side of the plane: the world is drawn once on it and then only moved and scaled. */
export const SIDE = 1000;
const mercator = geoMercator().scale(SIDE / (2 * Math.PI)).translate([SIDE / 2, SIDE / 2]).precision(0.1);

/** Where a point lies on the plane. */
export function plane(lon: number, lat: number): [number, number] {
  const held = Math.min(84, Math.max(-84, lat));
  return mercator([lon, held]) ?? [SIDE / 2, SIDE / 2];
}

/** Where a point of the plane lies on the earth: longitude and latitude. */
export function earth(x: number, y: number): [number, number] {
  return mercator.invert?.([x, y]) ?? [0, 0];
}

/** Kilometres at a latitude as units of the plane. */
export function kilometres(km: number, lat: number): number {
  return (km / (40075 * Math.cos((Math.min(84, Math.abs(lat)) * Math.PI) / 180))) * SIDE;
}

export interface Country { code: string | null; name: string; d: string; box: [[number, number], [number, number]] }
export interface Earth { countries: Country[]; borders: string }

let kept: Promise<Earth> | null = null;

/** Countries with their outlines, and the borders between them as one line each. */
export function load(): Promise<Earth> {
  kept ??= fetch(shapes)
    .then((response) => response.json() as Promise<Topology>)
    .then((topology) => {
      const all = topology.objects["countries"] as GeometryCollection<{ name: string }>;
      const path = geoPath(mercator).digits(2);
      const countries = feature(topology, all).features.map((shape) => ({
        code: shape.id === undefined ? null : (ALPHA3.get(String(shape.id).padStart(3, "0")) ?? null),
        name: shape.properties.name,
        d: path(shape) ?? "",
        box: path.bounds(shape) as [[number, number], [number, number]],
      }));
      return { countries, borders: path(mesh(topology, all, (a, b) => a !== b)) ?? "" };
    })
    .catch((error: unknown) => {
      kept = null;
      throw error;
    });
  return kept;
}
