//! Blocks of a page: paragraphs, headings, items of lists, without what is no part of a report.

use super::document;
use dom_query::NodeRef;

/// Elements whose words are not the report's.
const LEFT_OUT: [&str; 26] = [
    "script",
    "style",
    "noscript",
    "template",
    "figure",
    "figcaption",
    "aside",
    "nav",
    "footer",
    "form",
    "button",
    "iframe",
    "svg",
    "select",
    "textarea",
    "audio",
    "video",
    "object",
    "canvas",
    "head",
    "title",
    "dialog",
    "menu",
    "label",
    "math",
    "picture",
];
/// Words in the class of an element that say the same.
const CLASSES: [&str; 34] = [
    "caption",
    "captions",
    "credit",
    "credits",
    "byline",
    "bylines",
    "author",
    "authors",
    "related",
    "recommended",
    "share",
    "sharing",
    "social",
    "newsletter",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "tags",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "readmore",
    "timestamp",
    "sidebar",
    "signup",
    "subscribe",
    "copyright",
    "trending",
    "toolbar",
    "cookie",
    "cookies",
    "hidden",
];
/// Elements that begin a block of their own.
const BLOCKS: [&str; 27] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "tr",
    "tbody",
    "body",
    "hr",
    "address",
    "center",
];
/// How a block begins that asks, advertises or signs. Told in lower case.
const OPENINGS: [&str; 41] = [
    "read more",
    "read also",
    "also read",
    "read next",
    "read the full",
    "see also",
    "more on this",
    "more from",
    "related:",
    "related articles",
    "related stories",
    "related topics",
    "advertisement",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "click here",
    "watch:",
    "watch |",
    "listen:",
    "photo:",
    "photos:",
    "image:",
    "image source",
    "image caption",
    "file photo",
    "getty images",
    "©",
    "copyright",
    "all rights reserved",
    "recommended",
    "continue reading",
    "story continues",
    "most read",
    "last updated",
    "posted on",
    "our standards:",
    "(reporting by",
    "reporting by",
    "editing by",
];
/// Such a block is short; a longer one that happens to begin so is the report's.
const SHORT: usize = 25;

/// The blocks of a page or a piece of one, in their order.
pub(super) fn blocks(html: &str) -> Vec<String> {
    let document = document(html);
    let mut gathered = Gathered::default();
    // A walk without recursion, however deep the page is.
    let root = document.root();
    let mut at: Option<(NodeRef<'_>, bool)> = root.first_child().map(|node| (node, true));
    while let Some((node, entering)) = at {
        let inside = entering && gathered.enter(&node);
        at = match node.first_child().filter(|_| inside) {
            Some(child) => Some((child, true)),
            None => {
                gathered.leave(&node, inside || !entering);
                match node.next_sibling() {
                    Some(next) => Some((next, true)),
                    None => node.parent().filter(|p| p.id != root.id).map(|p| (p, false)),
                }
            }
        };
    }
    gathered.close();
    gathered.done
}

/// Blocks found so far, and the one in hand.
#[derive(Default)]
struct Gathered {
    done: Vec<String>,
    text: String,
    /// Characters of the block in hand that stand in links, and all.
    linked: usize,
    all: usize,
    links: usize,
    lists: usize,
}

impl Gathered {
    /// Takes a node on the way down; whether what is in it counts.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.words(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return true };
        let name = name.as_ref();
        if LEFT_OUT.contains(&name) || node.has_attr("hidden") || told_apart(node) {
            return false;
        }
        match name {
            "br" => self.line(),
            "td" | "th" => self.words(" "),
            "a" => self.links += 1,
            "ul" | "ol" => {
                self.close();
                self.lists += 1;
            }
            _ if BLOCKS.contains(&name) => self.close(),
            _ => {}
        }
        true
    }

    /// Leaves a node on the way up; `entered`: what is in it counted.
    fn leave(&mut self, node: &NodeRef<'_>, entered: bool) {
        let Some(name) = node.node_name().filter(|_| entered) else { return };
        match name.as_ref() {
            "a" => self.links = self.links.saturating_sub(1),
            "ul" | "ol" => {
                self.close();
                self.lists = self.lists.saturating_sub(1);
            }
            name if BLOCKS.contains(&name) => self.close(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let mut blank = text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            if blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.all += word.len();
            self.linked += if self.links > 0 { word.len() } else { 0 };
            blank = true;
        }
        // The blank after the last word is written with the next one.
        if text.ends_with(char::is_whitespace) && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// A break within a block; two of them end it.
    fn line(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        if self.text.ends_with('\n') {
            self.close();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends the block in hand.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (linked, all) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.all));
        let text = text.trim();
        let words = text.split_whitespace().count();
        let only_links = linked * 10 >= all * 9 && words <= SHORT;
        // A list most of whose words are links points elsewhere, however long its items.
        let listed = self.lists > 0 && linked * 2 > all;
        if !text.is_empty() && !only_links && !listed && !boilerplate(text, words) {
            self.done.push(text.to_owned());
        }
    }
}

/// Whether the class of an element says that its words are not the report's.
fn told_apart(node: &NodeRef<'_>) -> bool {
    let told = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| CLASSES.contains(&word))
    };
    // A body or an article may carry words for its whole page.
    let holds = node.node_name().is_some_and(|n| matches!(n.as_ref(), "body" | "html" | "article" | "main"));
    !holds && node.class().is_some_and(|class| told(&class))
}

/// Whether a block asks, advertises or signs.
fn boilerplate(text: &str, words: usize) -> bool {
    if words > SHORT {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    OPENINGS.iter().any(|opening| lower.starts_with(opening)) || dated(lower, words) || signed(text, words)
}

/// `Published 8 November 2022`, `Updated: 06:30 GMT`: no sentence, and a figure in it.
fn dated(lower: &str, words: usize) -> bool {
    let begins = ["published", "updated", "posted", "first published", "date:"].iter().any(|w| lower.starts_with(w));
    begins && words <= 12 && !lower.ends_with('.') && lower.chars().any(|c| c.is_ascii_digit())
}

/// `By Jane Doe and John Roe in Kyiv`: names and small words, and no end of a sentence.
fn signed(text: &str, words: usize) -> bool {
    let Some(rest) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")) else { return false };
    let small = |word: &str| {
        matches!(word, "and" | "in" | "for" | "of" | "at" | "the" | "with" | "|" | "&" | "de" | "van" | "von" | "al" | "bin")
    };
    let named = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic()) || small(word);
    words <= 14 && !text.ends_with('.') && rest.split_whitespace().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_their_words_and_lose_the_rest() {
        let html = "<h2>Talks</h2><p>Talks <b>be</b>gan &amp; ended<br>on Monday.</p><figure><img><figcaption>A hall.</figcaption></figure>\
            <p>By Jane Doe in Geneva</p><p><a href=x>Another story of the day</a></p><p>Published reports put the dead at 12.</p>\
            <div class='story-caption'>A photo.</div><p>Read more: the war in maps</p><ul><li>Both sides left.</li></ul>\
            <p>By Monday 12 people were dead.</p>";
        let expected = [
            "Talks",
            "Talks began & ended\non Monday.",
            "Published reports put the dead at 12.",
            "Both sides left.",
            "By Monday 12 people were dead.",
        ];
        assert_eq!(blocks(html), expected);
    }
}
