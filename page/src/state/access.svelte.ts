/** The token that a server off loopback asks for: kept for this tab alone. */
const KEY = "dateline-token";

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const access = $state({ token: kept(), needed: false });

export function giveToken(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Kept in memory, then.
  }
  access.token = token;
  access.needed = false;
}
