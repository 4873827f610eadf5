//! Rich Text Format, of which archives of news export many articles in one file.
//!
//! Only words and breaks are taken: groups that hold fonts, colours, pictures, fields' instructions or notes are passed over. The
//! reader is our own, since no kept-up crate reads RTF without giving up on what it does not know.

use crate::out::Out;
use crate::{Place, text};
use dateline_text::sha256_hex;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Longest file, in bytes: it and its words are held together.
pub(crate) const LONGEST: usize = 64 << 20;
/// Groups one within the other; deeper ones are read as if they were not there.
const DEEPEST: usize = 1_000;
/// Groups whose words are not the document's.
const LEFT_OUT: [&str; 21] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "listtable",
    "listoverridetable",
    "generator",
    "themedata",
];

/// Reads a document.
pub(crate) fn rtf(bytes: &[u8], place: &Place, out: &mut Out<'_>) {
    text::text(&words(bytes), place, Some(&sha256_hex(bytes)), out);
}

/// What holds within a group.
#[derive(Clone, Copy)]
struct Group {
    /// Its words are passed over.
    silent: bool,
    /// Characters that stand in for one told by number.
    stand_ins: usize,
}

/// The words of a document.
fn words(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut pending: Vec<u8> = Vec::new();
    let mut encoding: &'static Encoding = WINDOWS_1252;
    let mut group = Group { silent: false, stand_ins: 1 };
    let mut outer: Vec<Group> = Vec::new();
    let mut deeper = 0usize;
    let (mut at, mut skip, mut surrogate) = (0, 0usize, None);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' if outer.len() < DEEPEST => outer.push(group),
            b'{' => deeper += 1,
            b'}' if deeper > 0 => deeper -= 1,
            b'}' => group = outer.pop().unwrap_or(group),
            b'\\' => {
                let word = control(bytes, &mut at);
                if !matches!(word, Control::Byte(_)) {
                    flush(&mut text, &mut pending, encoding);
                }
                match word {
                    Control::Byte(_) | Control::Number(_) if group.silent => {}
                    Control::Byte(_) if skip > 0 => skip -= 1,
                    Control::Byte(byte) => pending.push(byte),
                    Control::Number(number) => {
                        // Negative numbers are how old writers told the upper half; two halves make one character.
                        let unit = number.rem_euclid(65_536) as u16;
                        let decoded = char::decode_utf16(surrogate.take().into_iter().chain([unit])).next();
                        match decoded {
                            Some(Ok(c)) => text.push(c),
                            Some(Err(_)) if (0xd800..0xdc00).contains(&unit) => surrogate = Some(unit),
                            _ => text.push('\u{fffd}'),
                        }
                        skip = group.stand_ins;
                    }
                    Control::Symbol('*') => group.silent = true,
                    Control::Symbol('\\' | '{' | '}') if group.silent => {}
                    Control::Symbol(c @ ('\\' | '{' | '}')) => text.push(c),
                    Control::Symbol('~') if !group.silent => text.push('\u{a0}'),
                    Control::Symbol('_') if !group.silent => text.push('-'),
                    Control::Symbol('\n' | '\r') if !group.silent => text.push('\n'),
                    Control::Symbol(_) => {}
                    Control::Word(word, number) => match word {
                        "par" | "line" | "row" | "sect" | "page" if !group.silent => text.push('\n'),
                        "tab" | "cell" if !group.silent => text.push('\t'),
                        "emdash" if !group.silent => text.push('—'),
                        "endash" if !group.silent => text.push('–'),
                        "lquote" if !group.silent => text.push('‘'),
                        "rquote" if !group.silent => text.push('’'),
                        "ldblquote" if !group.silent => text.push('“'),
                        "rdblquote" if !group.silent => text.push('”'),
                        "bullet" if !group.silent => text.push('•'),
                        "uc" => group.stand_ins = number.unwrap_or(1).clamp(0, 8) as usize,
                        "ansicpg" => {
                            let label = format!("windows-{}", number.unwrap_or(1252));
                            encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
                        }
                        "mac" => encoding = encoding_rs::MACINTOSH,
                        "bin" => at = at.saturating_add(number.unwrap_or(0).max(0) as usize),
                        word if LEFT_OUT.contains(&word) => group.silent = true,
                        _ => {}
                    },
                }
            }
            b'\r' | b'\n' => {}
            _ if group.silent => {}
            _ if skip > 0 => skip -= 1,
            byte => pending.push(byte),
        }
        if matches!(byte, b'{' | b'}') {
            flush(&mut text, &mut pending, encoding);
            skip = 0;
        }
    }
    flush(&mut text, &mut pending, encoding);
    text
}

fn flush(text: &mut String, pending: &mut Vec<u8>, encoding: &'static Encoding) {
    if !pending.is_empty() {
        // Raw bytes that are UTF-8 were written by programs that know no better; no code page gives such runs by chance.
        match std::str::from_utf8(pending) {
            Ok(plain) => text.push_str(plain),
            Err(_) => text.push_str(&encoding.decode_without_bom_handling(pending).0),
        }
        pending.clear();
    }
}

/// What stands after a backslash.
enum Control<'b> {
    Word(&'b str, Option<i32>),
    Symbol(char),
    Byte(u8),
    Number(i32),
}

fn control<'b>(bytes: &'b [u8], at: &mut usize) -> Control<'b> {
    let rest = bytes.get(*at..).unwrap_or(&[]);
    let letters = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 {
        let Some(&symbol) = rest.first() else { return Control::Symbol(' ') };
        *at += 1;
        if symbol == b'\'' {
            let hex = rest.get(1..3).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
            return match hex {
                Some(byte) => {
                    *at += 2;
                    Control::Byte(byte)
                }
                None => Control::Symbol(' '),
            };
        }
        return Control::Symbol(symbol as char);
    }
    let word = std::str::from_utf8(&rest[..letters]).unwrap_or("");
    let sign = usize::from(rest.get(letters) == Some(&b'-'));
    let digits = rest[letters + sign..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    let number = if digits > 0 {
        std::str::from_utf8(&rest[letters..letters + sign + digits]).ok().and_then(|n| n.parse().ok())
    } else {
        None
    };
    let mut used = letters + if digits > 0 { sign + digits } else { 0 };
    // One blank ends a control word and is no text.
    used += usize::from(rest.get(used) == Some(&b' '));
    *at += used;
    match (word, number) {
        ("u", Some(number)) => Control::Number(number),
        _ => Control::Word(word, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_and_the_rest_stays() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title No}}\f0\fs24 Talks \b began\b0  \'93here\'94.\par
{\*\generator X;}Caf\'e9 \u1050?\u1080?\u1077?\u1074? {\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}\par \{a\}}";
        assert_eq!(words(rtf), "Talks began “here”.\nCafé Киев shown\n{a}");
    }

    #[test]
    fn broken_documents_end() {
        for text in
            ["{\\rtf1", "{\\rtf1\\'", "{\\rtf1\\u", "{\\rtf1\\bin999999999 x", "\\", "}}}}", "{\\rtf1\\u-10187?\\u-9216?x"]
        {
            let _ = words(text.as_bytes());
        }
        assert_eq!(words("{".repeat(100_000).as_bytes()), "");
    }
}
