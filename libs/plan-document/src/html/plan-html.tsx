import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { setImmediate } from 'node:timers/promises';
import type { PlanDocument } from '../document.js';
import type { WritingProgress } from '../writing-progress.js';
import { PlanIndex, PlanSection, PlanTitle } from './plan-parts.js';
import { planStyle } from './plan-style.js';

/**
 * The document as one HTML file that needs nothing beside it, section by section. The same document gives the same bytes.
 * @param progress asked before each section; whatever it throws stops the writing
 */
export async function* planHtml(
  document: PlanDocument,
  progress: (at: WritingProgress) => void | Promise<void> = () => undefined,
): AsyncGenerator<Uint8Array> {
  const { title, sections, isFrozen, manifestHash } = document;
  const total = sections.length;
  const schede = sections.filter(({ schedaId }) => schedaId !== undefined);
  const hash = manifestHash === undefined ? 'Bozza' : `Impronta ${manifestHash}`;
  yield text(
    `<!doctype html>\n<html lang="it"><head><meta charset="utf-8">${html(<title>{title}</title>)}` +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      `${html(<meta name="description" content={isFrozen ? hash : 'Bozza'} />)}<style>${planStyle}</style></head><body><main>`,
  );
  yield text(
    html(
      <>
        <h1>{title}</h1>
        <PlanTitle document={document} />
        <h2>Indice</h2>
        <PlanIndex sections={sections} label="Indice" />
      </>,
    ),
  );
  for (const [done, section] of sections.entries()) {
    const number = schede.indexOf(section) + 1;
    await progress({ done, total, ...(number > 0 && { scheda: { number, of: schede.length } }) });
    yield text(html(<PlanSection section={section} />));
    await setImmediate();
  }
  yield text('</main></body></html>\n');
}

const html = (part: VNode): string => renderToString(part);
const text = (written: string): Uint8Array => Buffer.from(written);
