// The masthead at the widths between its layouts: neither the label nor the
// button of the search may break into two lines.
export async function checkMasthead(browser, base, say) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(base + '/');
  for (const width of [320, 390, 900, 1024, 1199, 1200, 1280]) {
    await tab.setViewportSize({width, height: 900});
    const heights = await tab.evaluate(() => ['.ask label', '.ask button', '.date'].map(s => Math.round(document.querySelector(s).getBoundingClientRect().height)));
    if (heights[0] > 20 || heights[1] > 36 || heights[2] > 22) say('masthead at', width, 'px: label, button and date are', heights.join(', '), 'px high');
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) say('masthead at', width, 'px overflows by', over, 'px');
  }
  await context.close();
  console.log('masthead: 7 widths');
}
