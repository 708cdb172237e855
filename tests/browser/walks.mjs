// Ways through the pages: with the keyboard alone, and without script.

// checkKeyboard goes front, article, difference as a reader without a mouse
// does; at each stop the focus must be seen.
export async function checkKeyboard(browser, base, pages, say) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const tab = await context.newPage();
  await tab.goto(base + '/');
  await tab.keyboard.press('Tab');
  if (!await tab.evaluate(() => document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0)) say('the first stop is not a visible skip link');
  await tab.keyboard.press('Enter');
  if (await tab.evaluate(() => document.activeElement.id) !== 'main') say('the skip link does not lead to the content');
  await tabTo(tab, e => e.matches('.item h3 a'), 10, 'the first headline', say);
  await Promise.all([tab.waitForURL(/\/article\//), tab.keyboard.press('Enter')]);
  const revised = pages.find(p => p.revised);
  if (revised) {
    await tab.goto(base + '/article/' + revised.revised.id);
    await tabTo(tab, e => /\/diff\//.test(e.getAttribute('href') ?? ''), 40, 'the difference', say);
    await Promise.all([tab.waitForURL(/\/diff\//), tab.keyboard.press('Enter')]);
    if (await tab.locator('main ins, main del').count() < 3) say('the difference marks no words');
  }
  await fromCopyToChanges(tab, base, pages, say);
  await context.close();
  console.log('keyboard: front, article, difference, comparison, changes');
}

// fromCopyToChanges goes on from a copy to its comparison, there to another
// layout, and by the sections to the changes and to one of them.
async function fromCopyToChanges(tab, base, pages, say) {
  await tab.goto(base + pages.find(p => p.copied).path);
  await follow(tab, /\/against\//, e => /\/against\//.test(e.getAttribute('href') ?? ''), 'the comparison', say);
  if (await tab.locator('main ins, main del').count() < 3) say('the comparison marks no words');
  await follow(tab, /view=columns/, e => /view=columns/.test(e.getAttribute('href') ?? ''), 'the two columns', say);
  await follow(tab, /\/changes$/, e => e.getAttribute('href') === '/changes', 'the changes', say);
  await follow(tab, /\/diff\//, e => /\/diff\//.test(e.getAttribute('href') ?? ''), 'a change', say);
}

async function follow(tab, address, is, what, say) {
  await tabTo(tab, is, 40, what, say);
  await Promise.all([tab.waitForURL(address), tab.keyboard.press('Enter')]);
}

async function tabTo(tab, is, most, what, say) {
  for (let stop = 0; stop < most; stop++) {
    await tab.keyboard.press('Tab');
    const seen = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== 'none');
    if (!seen) say('the focus is not seen at stop', stop, 'on the way to', what);
    const there = await tab.evaluate(`(${is})(document.activeElement)`);
    if (there) return;
  }
  say(what, 'is not reached within', most, 'stops');
}

// checkWithoutScript goes the same way by clicks, and searches by the form.
export async function checkWithoutScript(browser, base, pages, say) {
  const context = await browser.newContext({javaScriptEnabled: false});
  const tab = await context.newPage();
  await tab.goto(base + '/');
  const headline = (await tab.locator('.item h3 a').first().innerText()).trim();
  await tab.locator('.item h3 a').first().click();
  if ((await tab.locator('h1').innerText()).trim() !== headline) say('without script: the article has another headline than the front page');
  if (await tab.locator('.whence').count() !== 1) say('without script: the article does not say where it comes from');
  const revised = pages.find(p => p.revised);
  if (revised) {
    await tab.goto(base + '/article/' + revised.revised.id);
    await tab.locator('.history a').first().click();
    if (await tab.locator('main ins').count() === 0) say('without script: the difference shows no new words');
  }
  const copied = pages.find(p => p.copied);
  await tab.goto(base + copied.path);
  await tab.locator('.kin a[href*="/against/"]').first().click();
  if (await tab.locator('main ins').count() === 0) say('without script: the comparison shows no words of the copy');
  await tab.locator('.places a[href="/changes"]').click();
  await tab.locator('.filters a[href*="notice=declared"]').click();
  if (await tab.locator('.changed q').count() === 0) say('without script: no correction quotes its note');
  await tab.locator('.changed a[href*="/diff/"]').first().click();
  if (await tab.locator('main ins').count() === 0) say('without script: the correction shows no new words');
  await tab.locator('#q').fill('river');
  await tab.locator('.ask button').click();
  if (!tab.url().includes('/search?q=river')) say('without script: the search form leads to', tab.url());
  await context.close();
  console.log('without script: front, article, difference, comparison, changes, search');
}
