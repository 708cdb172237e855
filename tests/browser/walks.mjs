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
  await context.close();
  console.log('keyboard: front, article, difference');
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
  await tab.locator('#q').fill('river');
  await tab.locator('.ask button').click();
  if (!tab.url().includes('/search?q=river')) say('without script: the search form leads to', tab.url());
  await context.close();
  console.log('without script: front, article, difference, search');
}
