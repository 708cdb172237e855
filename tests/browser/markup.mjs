// The HTML as it was sent: whole, with one heading of the first rank, the right
// number of items, and without an error. Half a page passes every other check.
import {HtmlValidate} from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  // Headlines stand in the title as published, however long.
  rules: {'long-title': 'off', 'no-trailing-whitespace': 'off'},
});

export async function checkMarkup(base, page, say) {
  const before = await page.count?.() ?? 0;
  const answer = await fetch(base + page.path, {headers: page.headers});
  const html = await answer.text();
  if (answer.status !== (page.status ?? 200)) say(page.path, 'status', answer.status);
  if (!html.trimEnd().endsWith('</html>')) say(page.path, 'is not whole');
  const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
  if (headings !== 1) say(page.path, 'has', headings, 'h1');
  const items = html.match(/<li class="item/g)?.length ?? 0;
  // The press of the demo goes on publishing: the count lies between two askings.
  if (page.count && (items < before || items > await page.count())) say(page.path, 'has', items, 'items, not', before);
  if (/ style=|<style|<script(?![^>]* src=)/.test(html)) say(page.path, 'has inline style or script');
  const report = await validator.validateString(html);
  for (const result of report.results) {
    for (const m of result.messages) say(page.path, 'html-validate', m.ruleId, m.message, `line ${m.line}:`, html.split('\n')[m.line - 1].slice(0, 160));
  }
}
