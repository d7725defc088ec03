import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { verbs } from '#planning';
import { ActionPage } from '../../apps/server/src/web/pages/action/action-page.js';
import { fieldsOf, withoutForm } from '../../apps/server/src/web/pages/action/form-field.js';
import { frameOf, type Frame } from '../../apps/server/src/web/frame.js';
import { invalidHtml } from './pages.fixture.js';

const frameIn = (language: string): Frame =>
  frameOf({
    url: '/cicli/livornese-poa-annuale-2024/azioni/x',
    headers: { 'accept-language': language },
    server: { isTrial: false, attachments: { mostBytes: 1_048_576, of: () => undefined } },
  } as unknown as FastifyRequest);

describe('The form of every verb', () => {
  it.each(
    verbs.filter(({ name }) => !withoutForm.has(name)).map((verb) => [verb.name, verb] as const),
  )('is valid HTML, and escaped, with what is wrong beside its fields: %s', async (_, verb) => {
    for (const language of ['it', 'en'] as const) {
      const frame = frameIn(language);
      const fields = fieldsOf(verb);
      const around = { shown: {}, organisation: undefined, cycles: [], language };
      const shown = {
        ...{ verb, cycleId: 'livornese-poa-annuale-2024', crumbs: [], fields, returnTo: '/' },
        state: {
          ...{ frame, around, given: new Map(), about: undefined, added: undefined },
          typed: new Map(fields.map(({ name }) => [name, ['<b> & "x"']])),
          cycleId: 'livornese-poa-annuale-2024',
          files: [],
          kept: new Map(),
          errors: fields.map(({ name }) => ({
            field: `f-${name}`,
            text: `${name}: manca`,
            said: 'manca',
          })),
        },
        action: { verb: verb.name, title: verb.title, possible: true },
        revision: 12,
        isBeginning: false,
      };
      const html = `<!doctype html>${renderToString(h(ActionPage, { frame, shown }))}`;
      expect(html).not.toContain('<b>');
      // The same elements in every language: once is enough.
      if (language === 'it') expect(await invalidHtml(html)).toEqual([]);
    }
  });
});
