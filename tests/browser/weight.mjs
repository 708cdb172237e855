// What the front page costs a reader who comes for the first time.
const mostBytes = 20_000;
const mostRequests = 5;

export async function checkWeight(browser, base, say) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  let bytes = 0;
  const requests = [];
  const session = await context.newCDPSession(tab);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', e => { bytes += e.encodedDataLength; });
  tab.on('request', r => requests.push(r.url().slice(base.length)));
  await tab.goto(base + '/', {waitUntil: 'networkidle'});
  if (!requests.some(r => r.includes('icon'))) { // a browser without a window asks for no icon
    const icon = await tab.locator('link[rel=icon]').getAttribute('href');
    bytes += (await (await fetch(base + icon)).arrayBuffer()).byteLength;
    requests.push(icon);
  }
  await context.close();
  console.log(`front page: ${bytes} bytes, ${requests.length} requests`);
  if (bytes > mostBytes) say('the front page weighs', bytes, 'bytes, more than', mostBytes);
  if (requests.length > mostRequests) say('the front page makes', requests.length, 'requests:', requests.join(' '));
}
