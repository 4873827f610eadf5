/** Who decides and reviews: kept in this browser, sent with each decision. */
const KEY = "dateline-author";

class Author {
  name = $state(kept());
  keep(): void {
    try {
      localStorage.setItem(KEY, this.name.trim());
    } catch {
      // Then it is typed again next time.
    }
  }
}

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export const author = new Author();
