import type { Ask } from './graph.ts';
import type { Item, Section } from './section.ts';

/** What the page says before its parts. */
export interface Preface {
  title: string;
  /** Paragraphs. */
  text: readonly string[];
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 60rem; padding: 1rem }
  h1 { font-size: 1.6rem; line-height: 1.2 }
  h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; border-top: 1px solid; padding-top: 1rem }
  .about, nav { color: GrayText }
  article { border: 1px solid GrayText; border-radius: .5rem; margin: .75rem 0; padding: .25rem .75rem }
  dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 0 1rem; margin: .25rem 0 }
  dt { color: GrayText; overflow-wrap: anywhere }
  dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap }
  ol { margin: 0; padding-left: 1.25rem }
  @media (max-width: 32rem) { dl { grid-template-columns: 1fr } dd { margin: 0 0 .5rem .75rem } }
  @media print { body { max-width: none; padding: 0; font-size: 11px } article { break-inside: avoid } nav { display: none } }`;

/** An archive's page for people, piece by piece: no script, nothing from elsewhere, every value escaped. */
export async function* writeHtml(
  { title, text }: Preface,
  sections: readonly Section[],
  { ask, personId }: { ask: Ask; personId: string },
): AsyncGenerator<string> {
  const links = sections.map((section) => `<a href="#${section.name}">${escape(section.title)}</a>`);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
${text.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n')}
<nav aria-label="Contents">${links.join(' · ')}</nav>
`;
  for (const section of sections) {
    yield `<section id="${section.name}">\n<h2>${escape(section.title)}</h2>\n<p class="about">${escape(section.about)}</p>\n`;
    let isEmpty = true;
    for await (const item of section.items(ask, personId)) {
      isEmpty = false;
      yield `<article>${valueHtml(item)}</article>\n`;
    }
    yield `${isEmpty ? '<p>Nothing.</p>\n' : ''}</section>\n`;
  }
  yield '</body>\n</html>\n';
}

function valueHtml(value: unknown): string {
  if (Array.isArray(value)) return `<ol>${value.map((one) => `<li>${valueHtml(one)}</li>`).join('')}</ol>`;
  if (typeof value === 'object' && value !== null) return itemHtml(value as Item);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return escape(momentText(String(value)));
}

/** What is empty is left away: a page is for reading, and the JSON has it all. */
function itemHtml(item: Item): string {
  const shown = Object.entries(item).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return `<dl>${shown.map(([name, value]) => `<dt>${escape(label(name))}</dt><dd>${valueHtml(value)}</dd>`).join('')}</dl>`;
}

/** `birthDate` → `Birth date` */
function label(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d+)?Z$/;

/** `2026-03-01T09:30:00.000Z` → `2026-03-01 09:30 UTC` */
function momentText(text: string): string {
  return text.replace(MOMENT, '$1 $2 UTC');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
}
