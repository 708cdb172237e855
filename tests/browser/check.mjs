// Looks at every page type of a running server: node check.mjs BASE [--quick]
// --quick takes three views of each page instead of seven.
// Prints one line a page and one a problem; ends with 1 where there is any.
import {chromium} from 'playwright-core';
import {findPages} from './pages.mjs';
import {checkMarkup} from './markup.mjs';
import {checkViews} from './views.mjs';
import {checkMasthead} from './mast.mjs';
import {checkWeight} from './weight.mjs';
import {checkKeyboard, checkWithoutScript} from './walks.mjs';

const base = process.argv[2]?.replace(/\/$/, '');
if (!base) {
  console.error('usage: node check.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const quick = process.argv.includes('--quick');
let problems = 0;
const say = (...what) => {
  problems++;
  console.log('PROBLEM', ...what);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const pages = await findPages(base);
  for (const page of pages) {
    await checkMarkup(base, page, say);
    await checkViews(browser, base, page, quick, say);
  }
  await checkMasthead(browser, base, say);
  await checkWeight(browser, base, say);
  await checkKeyboard(browser, base, pages, say);
  await checkWithoutScript(browser, base, pages, say);
} finally {
  await browser.close();
}
console.log(`problems: ${problems}`);
process.exit(problems ? 1 : 0);
