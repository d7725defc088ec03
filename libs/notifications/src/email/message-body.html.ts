import type { Block, MessageBody } from './message-body.js';
import { markup, type Markup } from './markup.js';

/**
 * A message as HTML: styles on the elements, since mail programs drop the others; nothing that is fetched, so that
 * nobody learns that it was opened; colours of enough contrast (WCAG 2.1, 1.4.3) on light and, turned by the mail
 * program, on dark.
 */
export function htmlOf({ language, subject, heading, blocks, closing }: MessageBody): string {
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:'Titillium Web',Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#17324d;background:#ffffff">
<div role="article" aria-label="${subject}" lang="${language}" style="max-width:600px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${heading}</h1>
${blocks.map((block) => elementOf(block, 'body'))}
<div style="margin-top:32px;padding-top:12px;border-top:1px solid #8b98a5;font-size:14px;color:#455a70">
${closing.map((block) => elementOf(block, 'closing'))}
</div>
</div>
</body>
</html>
`.html;
}

function elementOf(block: Block, place: 'body' | 'closing'): Markup {
  switch (block.kind) {
    case 'paragraph':
      return place === 'body'
        ? markup`<p style="margin:0 0 16px">${block.text}</p>\n`
        : markup`<p style="margin:0 0 8px">${block.text}</p>\n`;
    case 'details':
      return markup`<dl style="margin:0 0 16px">\n${block.rows.map(
        ([label, value]) =>
          markup`<dt style="font-size:14px;color:#455a70">${label}</dt>\n<dd style="margin:0 0 8px;font-weight:600">${value}</dd>\n`,
      )}</dl>\n`;
    case 'action':
      return markup`<p style="margin:24px 0"><a href="${block.url}" style="display:inline-block;padding:12px 24px;border-radius:4px;background:#0059b3;color:#ffffff;font-weight:600;text-decoration:none">${block.label}</a></p>\n`;
    case 'link':
      return markup`<p style="margin:0 0 8px"><a href="${block.url}" style="color:#0059b3">${block.label}</a></p>\n`;
    case 'list':
      return markup`<ul style="margin:0 0 16px;padding-left:20px">\n${block.items.map(
        ({ title, url, notes }) =>
          markup`<li style="margin:0 0 12px"><a href="${url}" style="color:#0059b3;font-weight:600">${title}</a>${notes.map(
            (note) => markup`<br>\n<span style="font-size:14px;color:#455a70">${note}</span>`,
          )}</li>\n`,
      )}</ul>\n`;
  }
}
