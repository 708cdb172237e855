// Runs every vector of proof/testdata/text-vectors.json through proof/text.js
// in Chromium: read by DOMParser, and as a page that stands in a frame.
import {readFile} from 'node:fs/promises';
import {chromium} from 'playwright-core';

const proof = new URL('../../proof/', import.meta.url);
const {vectors} = JSON.parse(await readFile(new URL('testdata/text-vectors.json', proof), 'utf8'));
const files = {
  '/': ['text/html', '<!DOCTYPE html><title>text</title>'],
  '/text.js': ['text/javascript', await readFile(new URL('text.js', proof), 'utf8')],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failed;
try {
  const page = await browser.newPage();
  await page.route('**/*', route => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    return body ? route.fulfill({contentType: contentType + '; charset=utf-8', body}) : route.abort();
  });
  // WebCrypto needs a secure context, which a name under localhost is.
  await page.goto('http://text.localhost/');
  failed = await page.evaluate(runVectors, JSON.stringify(vectors));
} finally {
  await browser.close();
}
for (const line of failed) console.log('PROBLEM', line);
console.log(`canonical text: ${vectors.length - new Set(failed.map(line => line.split('\t')[0])).size} of ${vectors.length}`);
process.exit(failed.length ? 1 : 0);

// runVectors runs in the page. The vectors come as JSON, for surrogates that
// stand alone do not get there otherwise.
async function runVectors(json) {
  const {body, text, digest} = await import('/text.js');
  const failed = [];
  const frame = document.body.appendChild(document.createElement('iframe'));
  const parsed = source => new DOMParser().parseFromString(source, 'text/html');
  const standing = source => {
    const page = frame.contentDocument;
    page.open();
    page.write(source);
    page.close();
    return page;
  };
  for (const vector of JSON.parse(json)) {
    const source = vector.html ?? new TextDecoder().decode(Uint8Array.from(atob(vector.base64), c => c.charCodeAt(0)));
    for (const read of [parsed, standing]) {
      const say = what => failed.push(`${vector.name}\t${read.name}: ${what}`);
      let got;
      try {
        got = text(body(read(source)));
      } catch (error) {
        if (!vector.error || !error.message.includes(vector.error)) say(error.message);
        continue;
      }
      if (vector.error) say(`no error, want ${vector.error}`);
      else if (got !== vector.text) say(`got ${escape(got)}, want ${escape(vector.text)}`);
      else if (await digest(got) !== vector.sha256) say(`SHA-256 is not ${vector.sha256}`);
    }
  }
  return failed;
}
