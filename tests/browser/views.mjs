// A page as it is seen: wide and narrow, light and dark, from either side.
import {mkdirSync} from 'node:fs';
import {AxeBuilder} from '@axe-core/playwright';

const views = [];
for (const width of [1280, 390, 320]) for (const scheme of ['light', 'dark']) views.push({width, scheme, dir: 'ltr'});
views.push({width: 320, scheme: 'light', dir: 'rtl'});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function checkViews(browser, base, page, quick, say) {
  let incomplete = 0;
  const context = await browser.newContext({extraHTTPHeaders: page.headers});
  const tab = await context.newPage();
  watch(tab, base, page, (...what) => say(page.path, ...what));
  const chosen = quick ? views.filter((_, i) => i === 0 || i === 3 || i === 6) : views;
  for (const view of chosen) {
    incomplete += await look(tab, base, page, view, (...what) => say(page.path, view.width, view.scheme, view.dir, ...what));
  }
  await context.close();
  console.log(page.path, page.what ?? '', `views ${chosen.length}, axe incomplete ${incomplete}`);
}

async function look(tab, base, page, view, say) {
  await tab.setViewportSize({width: view.width, height: 900});
  await tab.emulateMedia({colorScheme: view.scheme});
  await tab.goto(base + page.path, {waitUntil: 'load'});
  if (view.dir === 'rtl') await tab.evaluate(() => { document.documentElement.dir = 'rtl'; });
  const result = await new AxeBuilder({page: tab}).setLegacyMode(true).withTags(tags).analyze();
  for (const v of result.violations) say('axe', v.id, v.impact, v.nodes.length, v.nodes[0].target.join(' '));
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) say('overflows by', over, 'px:', await tab.evaluate(widest));
  await shoot(tab, page, view);
  return result.incomplete.length;
}

function watch(tab, base, page, say) {
  const expected = page.status >= 400 ? /Failed to load resource/ : /^$/;
  tab.on('console', m => { if (m.type() === 'error' && !expected.test(m.text())) say('console:', m.text()); });
  tab.on('pageerror', e => say('script:', String(e)));
  tab.on('request', r => { if (!r.url().startsWith(base + '/')) say('asks a third party:', r.url()); });
}

// widest names the element that sticks out, so that the mend is quick.
function widest() {
  const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 || e.getBoundingClientRect().left < -0.5);
  return out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ');
}

async function shoot(tab, page, view) {
  const dir = process.env.TEARSHEET_SHOTS;
  if (!dir) return;
  mkdirSync(dir, {recursive: true});
  const name = (page.what ?? 'front').replaceAll(/[^a-z]+/g, '-');
  await tab.screenshot({path: `${dir}/${name}-${view.width}-${view.scheme}-${view.dir}.png`, fullPage: true});
}
