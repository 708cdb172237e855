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
  const answer = await fetch(base + page.path, {headers: page.headers});
  const html = await answer.text();
  if (answer.status !== (page.status ?? 200)) say(page.path, 'status', answer.status);
  if (!html.trimEnd().endsWith('</html>')) say(page.path, 'is not whole');
  const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
  if (headings !== 1) say(page.path, 'has', headings, 'h1');
  const items = html.match(/<li class="item/g)?.length ?? 0;
  if (page.items !== undefined && items !== page.items) say(page.path, 'has', items, 'items, not', page.items);
  if (/ style=|<style|<script(?![^>]* src=)/.test(html)) say(page.path, 'has inline style or script');
  const report = await validator.validateString(html);
  for (const result of report.results) {
    for (const m of result.messages) say(page.path, 'html-validate', m.ruleId, m.message, `line ${m.line}:`, html.split('\n')[m.line - 1].slice(0, 160));
  }
}
