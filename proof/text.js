// The canonical words of a page (tearsheet-text/1), to the byte those that the
// Go packages proof and proof/page give. testdata/text-vectors.json holds both.

const blocks = new Set(('address article blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li main ol p pre ' +
  'section table tbody td th thead tr ul').split(' '));
const skipped = 'script,style,noscript,template,figcaption,aside,nav,form,button,iframe,svg,[data-ts-skip]';
const deleted = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
const spaces = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g;

// body gives the one marked element of a document. Of two, nobody could say
// which was signed.
export function body(page) {
  const marked = [...page.querySelectorAll('[data-ts-body]')].filter(
    element => !element.closest(skipped) && !element.parentElement?.closest('[data-ts-body]'));
  if (!marked.length) throw new Error('no body: no element of the page is marked data-ts-body');
  if (marked.length > 1) throw new Error('many bodies: several elements of the page are marked data-ts-body');
  return marked[0];
}

// text gives the canonical words of what lies in an element.
export function text(element) {
  const found = [];
  let words = '';
  const end = () => {
    words = block(words);
    if (words) found.push(words);
    words = '';
  };
  const walk = parent => {
    for (const node of parent.childNodes) {
      if (node.nodeType === 3 || node.nodeType === 4) words += node.data;
      if (node.nodeType !== 1) continue;
      const parts = blocks.has(node.localName);
      if (parts) end();
      if (node.localName === 'br') words += ' ';
      else if (!node.matches(skipped)) walk(node);
      if (parts) end();
    }
  };
  walk(element);
  end();
  return found.join('\n\n');
}

// block gives the canonical form of one block. Deleting can bring characters
// together that compose, so it goes on until nothing changes.
export function block(words) {
  for (let before; before !== words;) {
    before = words;
    words = words.toWellFormed().normalize('NFC').replace(deleted, '').replace(spaces, ' ').replace(/^ | $/g, '');
  }
  return words;
}

// digest gives the SHA-256 of canonical words in hexadecimal digits.
export async function digest(words) {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return [...new Uint8Array(sum)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
