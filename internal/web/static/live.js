// Tells, every five seconds while the page is looked at, how many articles have
// come since it was made. Nothing depends on it: the page is whole without.
const main = document.querySelector('#main[data-last]');
const line = main?.querySelector('.live');

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch('/live.json?after=' + main.dataset.last);
    if (!answer.ok) return;
    announce((await answer.json()).new);
  } catch {
    // The server is away; the next look asks again.
  }
}

let told = 0;
function announce(n) {
  if (n <= told) return;
  told = n;
  const show = document.createElement('a');
  show.href = '/';
  show.textContent = 'show';
  line.replaceChildren(n === 1 ? '1 new article · ' : n + ' new articles · ', show);
}

if (line) {
  setInterval(look, 5000);
  document.addEventListener('visibilitychange', look);
}
