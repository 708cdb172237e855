// Ends with 0 once the demo has a front page's worth of articles, copies of
// three kinds and one correction: node await.mjs BASE
import {json} from './pages.mjs';

try {
  const {articles} = await json(process.argv[2] + '/api/v1/articles?limit=200');
  process.exit(articles.length >= 60 && articles.some(a => a.changes.some(c => c.declared)) && ['verbatim', 'modified', 'quoted'].every(r => articles.some(a => a.reuse[0]?.relation === r)) ? 0 : 1);
} catch {
  process.exit(1); // not there yet
}
