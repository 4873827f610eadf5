/** Light, dark, or as the system has it. Kept in this browser alone. */
export type Theme = "auto" | "light" | "dark";
const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const KEY = "dateline-theme";

function kept(): Theme {
  const asked = new URLSearchParams(location.search).get("theme");
  try {
    const theme = asked ?? localStorage.getItem(KEY);
    return THEMES.find((t) => t === theme) ?? "auto";
  } catch {
    return "auto";
  }
}

export const theme = $state({ chosen: kept() });

export function applyTheme(): void {
  if (theme.chosen === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.chosen;
}

/** The next of auto, light, dark. */
export function turnTheme(): void {
  theme.chosen = THEMES[(THEMES.indexOf(theme.chosen) + 1) % THEMES.length] ?? "auto";
  try {
    localStorage.setItem(KEY, theme.chosen);
  } catch {
    // A browser that keeps nothing still shows the theme.
  }
  applyTheme();
}
