/** The views: their addresses, names, and files. Those that people mostly begin with come with the page; the others are loaded when first seen. */
import type { Component } from "svelte";
import Disputes from "./view/Disputes.svelte";
import Home from "./view/Home.svelte";
import Timeline from "./view/Timeline.svelte";
import Toll from "./view/Toll.svelte";

export interface View {
  /** First part of the path. */
  path: string;
  /** In the list of views; empty: reached by links alone. */
  name: string;
  title: string;
  /** Has the filters and the brush. */
  filtered: boolean;
  /** Shown only where the record can be written. */
  writes?: boolean;
  /** Comes with the page … */
  here?: Component;
  /** … or is loaded when first seen. */
  load?: () => Promise<{ default: Component }>;
}

export const VIEWS: View[] = [
  { path: "/timeline", name: "Timeline", title: "Timeline", filtered: true, here: Timeline },
  { path: "/map", name: "Map", title: "Map", filtered: true, load: () => import("./view/Map.svelte") },
  { path: "/disputes", name: "Disputes", title: "Disputes", filtered: true, here: Disputes },
  { path: "/agreements", name: "Agreements", title: "Agreements", filtered: true, load: () => import("./view/Agreements.svelte") },
  { path: "/toll", name: "Toll", title: "Toll", filtered: true, here: Toll },
  { path: "/control", name: "Control", title: "Control", filtered: true, load: () => import("./view/Control.svelte") },
  { path: "/reports", name: "Reports", title: "Reports", filtered: false, load: () => import("./view/Reports.svelte") },
  { path: "/sources", name: "Sources", title: "Sources", filtered: false, load: () => import("./view/Sources.svelte") },
  { path: "/search", name: "Search", title: "Search", filtered: false, load: () => import("./view/Search.svelte") },
  { path: "/review", name: "Review", title: "Review", filtered: false, writes: true, load: () => import("./view/Review.svelte") },
  { path: "/read", name: "Read", title: "Read a text", filtered: false, load: () => import("./view/Read.svelte") },
  { path: "/incident", name: "", title: "Incident", filtered: false, load: () => import("./view/Incident.svelte") },
  { path: "/report", name: "", title: "Report", filtered: false, load: () => import("./view/Report.svelte") },
  { path: "/claim", name: "", title: "Claim", filtered: false, load: () => import("./view/Claim.svelte") },
  { path: "/embed/timeline", name: "", title: "Timeline", filtered: true, here: Timeline },
  { path: "/embed/map", name: "", title: "Map", filtered: true, load: () => import("./view/Map.svelte") },
];

const HOME: View = { path: "/", name: "", title: "", filtered: false, here: Home };
const LOST: View = { path: "?", name: "", title: "Not found", filtered: false, load: () => import("./view/Lost.svelte") };

/** The view of a path. */
export function viewOf(path: string): View {
  if (path === "/" || path === "/index.html") return HOME;
  return VIEWS.find((v) => path === v.path || path.startsWith(`${v.path}/`)) ?? LOST;
}

/** What stands in a path after the name of the view: an id. */
export function idOf(path: string): string {
  try {
    return decodeURIComponent(path.split("/")[2] ?? "");
  } catch {
    return "";
  }
}
