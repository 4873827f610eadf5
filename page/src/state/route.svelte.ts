/** Where the reader is: the path names the view, the query its whole state. Links work as links, back goes back. */
import { withValues } from "./filter";

class Route {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  /** Counts moves to another path, so that focus can follow. */
  moves = $state(0);

  read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }
}

export const route = new Route();

/** Goes to an address of this page. */
export function go(href: string, how: { replace?: boolean; stay?: boolean } = {}): void {
  const url = new URL(href, location.href);
  const same = url.pathname === route.path;
  if (url.href === location.href && !how.replace) return;
  if (how.replace) history.replaceState(history.state, "", url);
  else {
    history.replaceState({ y: scrollY }, "");
    history.pushState({}, "", url);
  }
  route.read();
  if (!same) {
    if (!how.stay) scrollTo(0, 0);
    route.moves += 1;
  }
}

/** Sets values of the query, keeping the rest; null takes one out. */
export function set(patch: Record<string, string | null | undefined>, how: { replace?: boolean } = {}): void {
  const query = withValues(route.query, patch).toString();
  go(route.path + (query ? `?${query}` : ""), { ...how, stay: true });
}

/** The address with some values of the query changed: for links. */
export function here(patch: Record<string, string | null | undefined>): string {
  const query = withValues(route.query, patch).toString();
  return route.path + (query ? `?${query}` : "");
}

/** Takes over clicks on links of this page, and moves through the history. */
export function listen(): () => void {
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!link || !href || link.hasAttribute("download") || link.getAttribute("target")) return;
    const url = new URL(href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    go(url.href);
  };
  const pop = (event: PopStateEvent) => {
    const before = route.path;
    route.read();
    if (route.path !== before) settle(Number(event.state?.y ?? 0));
  };
  document.addEventListener("click", click);
  addEventListener("popstate", pop);
  return () => {
    document.removeEventListener("click", click);
    removeEventListener("popstate", pop);
  };
}

/** Scrolls back to where the reader was, as soon as the page is long enough again. */
function settle(y: number, tries = 30): void {
  const reach = document.documentElement.scrollHeight - innerHeight;
  if (reach >= y || tries === 0) scrollTo(0, y);
  else setTimeout(() => settle(y, tries - 1), 30);
}
