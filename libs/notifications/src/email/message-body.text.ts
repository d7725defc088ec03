import type { Block, MessageBody } from './message-body.js';

/** Lines are wrapped here: some readers wrap nothing (RFC 3676, 4.2). Addresses are never broken. */
const WIDTH = 72;

/** A message as plain text. */
export function plainText({ heading, blocks, closing }: MessageBody): string {
  const body = [wrapped(heading), ...blocks.map(textOf)];
  // Two hyphens and a space: what follows is no answer's concern (RFC 3676, 4.3).
  return `${[...body, ['-- ', ...closing.map(textOf)].join('\n')].join('\n\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrapped(block.text);
    case 'details':
      return block.rows.map(([label, value]) => wrapped(`${label}: ${value}`, '  ')).join('\n');
    case 'action':
    case 'link':
      return `${block.label}:\n${block.url}`;
    case 'list':
      return block.items
        .map(({ title, url, notes }) =>
          [
            wrapped(`* ${title}`, '  '),
            ...notes.map((note) => wrapped(`  ${note}`, '  ')),
            `  ${url}`,
          ].join('\n'),
        )
        .join('\n\n');
  }
}

function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = /^ */u.exec(text)?.[0] ?? '';
  let isEmpty = true;
  for (const word of text.trim().split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
