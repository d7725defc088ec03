import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { changedFields, givenBackAt, madeAt, type Scheda } from '#planning';
import { invalidRequest } from '../../../api/api-problems.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked, toNumber } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { marksOf } from '../../commands/form-marks.js';
import { PageCommands } from '../../commands/page-commands.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { NamesOfScheda } from '../scheda/named.js';
import { SchedaFactsReader, type FactsOfScheda } from '../scheda/scheda-facts.js';
import { SchedeToRead, type SchedaToRead } from '../scheda/schede-to-read.js';
import { ComparisonPage } from './comparison-page.js';
import { comparedFields } from './field-changes.js';
import { RevisionsPage } from './revisions-page.js';

const IsVersion = (): PropertyDecorator => (target, member) => {
  for (const check of [IsOptional(), Transform(toNumber), IsInt(), Min(0), Max(1e9)]) {
    check(target, member);
  }
};

class ComparisonQuery {
  /** Default: what its unit got last. */
  @IsVersion()
  readonly da?: number;

  /** Default: what it says now. */
  @IsVersion()
  readonly a?: number;

  /** What says the same, too. */
  @IsOptional()
  @IsIn(['1'])
  readonly tutti?: '1';
}

/** A scheda as somebody may read it, with all that happened to it. */
interface Read extends SchedaToRead {
  readonly happened: FactsOfScheda;
}

/** What one comparison is of, and what somebody has typed on its page. */
interface Asked {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly isWhole: boolean;
  readonly reason: string;
  readonly errors: readonly FieldError[];
}

/** The versions of a scheda, two of them compared, and the way back to one. */
@Controller('cicli/:cycleId/schede/:schedaId')
export class RevisionsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly happened: SchedaFactsReader,
    private readonly named: NamesOfScheda,
    private readonly commands: PageCommands,
    private readonly schede: SchedeToRead,
  ) {}

  @Get('revisioni')
  @ShowsPage()
  async revisions(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, life, scheda, happened } = await this.#read(person, request, cycleId, schedaId);
    const { versions } = happened;
    const page = <RevisionsPage {...{ frame, life, scheda, versions }} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('confronto')
  @ShowsPage()
  async comparison(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(ComparisonQuery)) { da, a, tutti }: ComparisonQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.#read(person, request, cycleId, schedaId);
    const isWhole = tutti !== undefined;
    const page = await this.#compared(read, person, {
      ...{ from: da, to: a, isWhole, reason: '', errors: [] },
    });
    await answerPage(reply, read.frame.language, page);
  }

  /** Goes back to a version: by a new one that says the same, and why. */
  @Post('revisioni')
  @TakesPageForm()
  async restore(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const read = await this.#read(person, request, cycleId, schedaId);
    const { frame, life, scheda, happened } = read;
    const version = Number(form.get('version') ?? 'none');
    const reason = (form.get('reason') ?? '').trim();
    const again = async (errors: readonly FieldError[], status: number): Promise<void> => {
      const page = await this.#compared(read, person, {
        ...{ from: version, to: undefined, isWhole: false, reason, errors },
      });
      await answerPage(reply, frame.language, page, status);
    };
    const then = await this.#versionOf(read, madeAt(happened.facts, version));
    if (reason === '') {
      await again([{ field: 'reason', text: frame.words.revisions.restoreReasonMissing }], 422);
      return;
    }
    const changes = Object.fromEntries(
      changedFields(scheda.content, then.content, life)
        // What was taken out of sight does not come back as the words that stand in its place.
        .filter(({ after }) => !isRedacted(after))
        .map(({ field, after }) => [field, after]),
    );
    const outcome = await this.commands.perform(
      'revise-scheda',
      { schedaId, changes, reason },
      { cycleId, person, ...marksOf(form), onBehalfOf: frame.actingFor?.personId },
    );
    if (outcome.kind === 'recorded') {
      await reply.redirect(
        `/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}?fatto=revise-scheda`,
        303,
      );
      return;
    }
    const errors =
      outcome.kind === 'invalid'
        ? outcome.problems.map((problem) => ({ field: 'reason', text: problem[frame.language] }))
        : [{ field: 'reason', text: outcome.problem[frame.language].detail }];
    await again(errors, outcome.kind === 'invalid' ? 422 : outcome.problem.status);
  }

  async #compared(read: Read, person: Person, asked: Asked) {
    const { frame, life, scheda, happened, actions } = read;
    const { from, to, ...typed } = asked;
    const { facts } = happened;
    const former = await this.#versionOf(
      read,
      from === undefined ? givenBackAt(facts) : madeAt(facts, from),
    );
    const latter = to === undefined ? scheda : await this.#versionOf(read, madeAt(facts, to));
    const shown = {
      ...{ life, scheda, from: from ?? former.version, to: to ?? latter.version, ...typed },
      fields: comparedFields(former, latter, life),
      names: await this.named.of(life, latter, person),
      mayRestore: actions.some(({ verb, possible }) => verb === 'revise-scheda' && possible),
    };
    return <ComparisonPage frame={frame} shown={shown} />;
  }

  /** The scheda as it was when a version was made. @throws Problem request-invalid where there is none */
  async #versionOf(
    { life, scheda }: Read,
    revision: number | undefined,
  ): Promise<Readonly<Scheda>> {
    const then =
      revision === undefined
        ? undefined
        : (await this.reader.programme(life.data.cycleId, { revision })).data.schede[
            scheda.schedaId
          ];
    if (then === undefined) throw invalidRequest([{ field: '?da, ?a', ...noSuchVersion }]);
    return then;
  }

  async #read(
    person: Person,
    request: FastifyRequest,
    cycleId: string,
    schedaId: string,
  ): Promise<Read> {
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const happened = await this.happened.of(opened.life, schedaId, opened.organisation);
    return { ...opened, happened };
  }
}

/** Whether a value shows that a text of it was taken out of sight. */
const isRedacted = (value: unknown): boolean =>
  JSON.stringify(value).includes('[testo oscurato · sha256 ');

const noSuchVersion = {
  it: 'la scheda non ha mai avuto questa versione',
  en: 'the scheda never had this version',
};
