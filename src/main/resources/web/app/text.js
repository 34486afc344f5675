// Everything that agents wrote is hostile text. It becomes text nodes only, and what nobody could see is shown.
import { html, nothing } from '/lib/lit-html/lit-html.js';

const TAGS = '[\\u{E0000}-\\u{E007F}]+';
const SELECTORS = '(?<![\\p{Extended_Pictographic}0-9#*])\\uFE0F|[\\uFE00-\\uFE0E\\u{E0100}-\\u{E01EF}]';
const JOINERS = '(?<![\\p{Extended_Pictographic}\\uFE0F\\p{Emoji_Modifier}])\\u200D|\\u200D(?!\\p{Extended_Pictographic})';
const CONTROLS = '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5'
  + '\\u180B-\\u180F\\u200B\\u200C\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB]';
const SURROGATES = '[\\uD800-\\uDFFF]';
const HIDDEN = new RegExp(`${TAGS}|${SELECTORS}|${JOINERS}|${CONTROLS}|${SURROGATES}`, 'gu');
const BADGES = 300;
const NAMES = {
  '202A': 'left-to-right embedding', '202B': 'right-to-left embedding', '202C': 'pop direction',
  '202D': 'left-to-right override', '202E': 'right-to-left override', '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate', '2068': 'first strong isolate', '2069': 'pop isolate', '200B': 'zero width space',
  '200C': 'zero width non-joiner', '200D': 'zero width joiner', '200E': 'left-to-right mark',
  '200F': 'right-to-left mark', 'FEFF': 'byte order mark', '001B': 'escape', '0000': 'null', '00AD': 'soft hyphen',
};

function code(found) {
  return found.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
}

function spelled(found) {
  if (found.codePointAt(0) >= 0xE0000 && found.codePointAt(0) <= 0xE007F) {
    const said = [...found].map(c => c.codePointAt(0) - 0xE0000).filter(c => c >= 0x20 && c < 0x7f)
      .map(c => String.fromCharCode(c)).join('');
    return `hidden: “${said}”`;
  }
  return 'U+' + code(found);
}

function badge(found) {
  const title = NAMES[code(found)] ?? 'a character that cannot be seen';
  return html`<span class="hidden-char" title=${title}>${spelled(found)}</span>`;
}

/** The text in pieces, with a badge for every character that could not be seen. */
export function pieces(value) {
  const text = String(value ?? '');
  const out = [];
  let at = 0;
  let badges = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match[0] === '\r' && text[match.index + 1] === '\n') continue;
    if (match.index > at) out.push(text.slice(at, match.index));
    badges++;
    out.push(badges <= BADGES ? badge(match[0]) : `⟨${spelled(match[0])}⟩`);
    at = match.index + match[0].length;
  }
  if (at === 0) return text;
  out.push(text.slice(at));
  return out;
}

/** The text as one string, for attributes and titles. */
export function plain(value, limit = 300) {
  const text = String(value ?? '');
  const cut = text.length > limit ? text.slice(0, limit) + '…' : text;
  return cut.replace(HIDDEN, found => `⟨${spelled(found)}⟩`);
}

/** A short text in line. Cut at the limit; the whole is in its title. */
export function t(value, limit = 160) {
  const text = String(value ?? '');
  const long = text.length > limit;
  return html`<span class="t" title=${long ? plain(text, 1000) : nothing}>${pieces(long ? text.slice(0, limit) + '…' : text)}</span>`;
}

/** JSON with line breaks, changing nothing else: numbers, key order and duplicate keys stay as they were sent. */
export function indented(text) {
  const first = text.trimStart()[0];
  if ((first !== '{' && first !== '[') || text.length > 200000) return text;
  let out = '';
  let depth = 0;
  let inText = false;
  const line = () => '\n' + '  '.repeat(Math.min(depth, 40));
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inText) {
      out += c;
      if (c === '\\') out += text[++i] ?? '';
      else if (c === '"') inText = false;
    } else if (c === '"') {
      inText = true;
      out += c;
    } else if (c === '{' || c === '[') {
      const close = text.slice(i + 1, i + 20).match(/^\s*([}\]])/);
      if (close) {
        out += c + close[1];
        i += close[0].length;
      } else {
        depth++;
        out += c + line();
      }
    } else if (c === '}' || c === ']') {
      depth--;
      if (depth < 0) return text;
      out += line() + c;
    } else if (c === ',') {
      out += c + line();
    } else if (c === ':') {
      out += ': ';
    } else if (!/\s/.test(c)) {
      out += c;
    }
  }
  return depth === 0 && !inText ? out : text;
}
