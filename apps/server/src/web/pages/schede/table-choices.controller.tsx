import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { TakesPageForm } from '../../shows-page.js';
import {
  choosableColumns,
  MOST_NAME,
  MOST_VIEWS,
  tableChoicesCookie,
  tableChoicesIn,
  type TableChoices,
} from './table-choices.js';

/** How somebody has the list of the schede: which columns, how dense, which views. Kept in their browser alone. */
@Controller('cicli/:cycleId/schede/vista')
export class TableChoicesController {
  @Post()
  @TakesPageForm()
  async choose(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() { personId }: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const form = formOf(request);
    const now = tableChoicesIn(request.headers.cookie, personId);
    const query = queryIn(form.get('query'));
    // What is too long to be kept changes nothing.
    const cookie = tableChoicesCookie(chosenIn(form, now, query), personId);
    const address = `/cicli/${encodeURIComponent(cycleId)}/schede`;
    if (cookie !== undefined) void reply.header('set-cookie', cookie);
    await reply
      .code(303)
      .header('location', query === '' ? address : `${address}?${query}`)
      .send();
  }
}

function chosenIn(form: URLSearchParams, now: TableChoices, query: string): TableChoices {
  const gone = form.get('togli');
  if (gone !== null) return { ...now, views: now.views.filter(({ name }) => name !== gone) };
  if (form.get('azione') === 'vista') {
    const name = (form.get('nome') ?? '').trim().slice(0, MOST_NAME);
    const others = now.views.filter((view) => view.name !== name);
    // The one that was saved first makes room.
    const views = [...others, { name, query }].slice(-MOST_VIEWS);
    return name === '' ? now : { ...now, views };
  }
  const shown = form.getAll('colonna');
  return {
    ...now,
    hidden: choosableColumns.filter((column) => !shown.includes(column)),
    isDense: form.get('righe') === 'fitte',
  };
}

/** As a query is written, whatever came. */
function queryIn(text: string | null): string {
  return new URLSearchParams(text ?? '').toString();
}
