// Which pages to look at: one of each type, and each article that is odd.

// A request that a proxy passed on is never the operator's.
const fromOutside = {'X-Forwarded-For': '192.0.2.1'};

const odd = [
  ['plain', a => a.revisions === 1 && a.published !== null],
  ['revised', a => a.revisions > 1],
  ['no time stated', a => a.published === null],
  ['right to left', a => /^(ar|he|fa)/.test(a.language)],
  ['long words', a => /\S{60}/.test(a.headline)],
  ['markup in the headline', a => a.headline.includes('<script')],
  ['every kind of block', a => new Set(a.body.map(b => b.kind)).size > 4],
  ['read from the feed', a => a.origin === 'feed'],
];

// findPages asks the API what there is; every count shown is compared with it.
export async function findPages(base) {
  const {articles} = await json(base + '/api/v1/articles?limit=200');
  const pages = [{path: '/', count: () => countOf(base, '')}];
  const seen = new Set();
  for (const [what, is] of odd) {
    const a = articles.find(a => is(a) && !seen.has(a.id));
    if (!a) continue;
    seen.add(a.id);
    pages.push({path: '/article/' + a.id, what, article: a});
  }
  const revised = articles.find(a => a.revisions > 1);
  if (revised) {
    pages.push({path: `/article/${revised.id}/diff/1..2`, what: 'difference', revised});
    pages.push({path: `/article/${revised.id}/diff/1..2`, what: 'difference, to the public', headers: fromOutside});
    pages.push({path: '/article/' + revised.id, what: 'revised, to the public', headers: fromOutside});
  }
  pages.push(...copyPages(articles));
  pages.push(...await changePages(base));
  pages.push(...await listPages(base, articles));
  pages.push({path: '/no-such-page', what: 'not found', status: 404});
  return pages;
}

// copyPages are an article of each relation with its comparison, and the
// origin of copies. What differs by rights is looked at from outside too.
function copyPages(articles) {
  const pages = [];
  for (const relation of ['verbatim', 'modified', 'quoted']) {
    const copy = articles.find(a => a.reuse[0]?.relation === relation);
    if (!copy) throw new Error(`no article is ${relation}`);
    const path = `/article/${copy.id}/against/${copy.reuse[0].of}`;
    pages.push({path: '/article/' + copy.id, what: relation + ' copy', copied: relation === 'modified' ? copy : undefined});
    pages.push({path, what: relation + ' compared'});
    if (relation !== 'modified') continue;
    pages.push({path: path + '?view=columns', what: 'modified compared in columns'});
    pages.push({path: path + '?view=passages', what: 'modified compared by passages'});
    pages.push({path, what: 'modified compared, to the public', headers: fromOutside});
    pages.push({path: '/article/' + copy.reuse[0].of, what: 'origin of copies'});
  }
  return pages;
}

async function changePages(base) {
  const {changes} = await json(base + '/api/v1/changes?limit=60');
  const revised = changes[0];
  return [
    {path: '/changes', what: 'changes', count: async () => (await json(base + '/api/v1/changes?limit=60')).changes.length},
    {path: '/changes?notice=declared', what: 'corrections, to the public', headers: fromOutside},
    {path: '/changes?kind=removal&notice=declared&source=' + revised.article.source.id, what: 'changes of a source'},
    {path: `/article/${revised.article.id}/diff/${revised.change.from}..${revised.change.to}?view=columns`, what: 'difference in columns'},
  ];
}

async function listPages(base, articles) {
  const {sources} = await json(base + '/api/v1/sources');
  const busiest = sources.map(s => ({s, n: articles.filter(a => a.source.id === s.id).length})).sort((a, b) => b.n - a.n)[0];
  const word = articles.find(a => /^[a-z]{5,}$/i.test(a.headline.split(' ').at(-1)))?.headline.split(' ').at(-1) ?? 'the';
  return [
    {path: '/source/' + busiest.s.id, what: 'source', count: () => countOf(base, '&source=' + busiest.s.id)},
    {path: '/search', what: 'search, nothing asked'},
    {path: '/search?q=' + word, what: 'search'},
    {path: '/search?q=qqqqqqqq', what: 'search, nothing found', count: async () => 0},
    {path: '/status', what: 'status'},
  ];
}

// countOf is how many items the first page of a list must show.
async function countOf(base, selection) {
  const {articles} = await json(`${base}/api/v1/articles?limit=60${selection}`);
  return articles.length;
}

export async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
