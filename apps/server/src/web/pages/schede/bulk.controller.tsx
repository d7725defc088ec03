import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actionsOf, verbByName, type Verb } from '#planning';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { invalidRequest } from '../../../api/api-problems.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { PageCommands, type PageOutcome } from '../../commands/page-commands.js';
import { frameOf, type Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { BulkOutcomePage, BulkPage, type ChosenScheda } from './bulk-page.js';
import { bulkVerbNames, type BulkVerbName } from './bulk-verbs.js';
import { itemsIn, typedIn, wishOf, type BulkItem } from './bulk-wish.js';
import { SchedeListReader, type SchedeList } from './schede-list.js';

/** One box that is ticked comes as a text, several come as a list. */
const asList = ({ value }: { readonly value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

class BulkQuery {
  @IsIn(bulkVerbNames)
  readonly verbo!: BulkVerbName;

  @IsOptional()
  @Transform(asList)
  @IsArray()
  @IsString({ each: true })
  @MaxLength(63, { each: true })
  readonly scheda?: readonly string[];

  /** The list they were chosen from. */
  @IsOptional()
  @Length(1, 2000)
  readonly da?: string;
}

/** The list as it was, of this cycle; anything else is not gone back to. */
function backTo(asked: string | undefined, cycleId: string): string {
  const list = `/cicli/${cycleId}/schede`;
  return asked === list || asked?.startsWith(`${list}?`) === true ? asked : list;
}

/** Something done with several schede at once: first what it would do, then what became of each. */
@Controller('cicli/:cycleId/insieme')
export class BulkController {
  constructor(
    private readonly lists: SchedeListReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly commands: PageCommands,
  ) {}

  @Get()
  @ShowsPage()
  async effects(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(BulkQuery)) { verbo, scheda = [], da }: BulkQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.lists.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const verb = verbOf(verbo);
    const chosen = this.#chosen(list, { verb, person, frame, ids: new Set(scheda) });
    const typed = typedIn(new URLSearchParams());
    const page = (
      <BulkPage {...{ frame, list, verb, chosen, typed, errors: [], back: backTo(da, cycleId) }} />
    );
    await answerPage(reply, frame.language, page);
  }

  /** Each scheda is a command of its own, with its own id: a form that is sent again records nothing twice. */
  @Post()
  @HttpCode(200)
  @TakesPageForm()
  async perform(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const verbo = bulkVerbNames.find((name) => name === form.get('verbo'));
    if (verbo === undefined) throw invalidRequest([{ field: 'verbo', ...noBulkVerb }]);
    const verb = verbOf(verbo as BulkVerbName);
    const before = await this.lists.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const typed = typedIn(form);
    const items = itemsIn(form);
    const back = backTo(form.get('da') ?? undefined, cycleId);
    const wish = wishOf(verbo as BulkVerbName, typed, before.organisation);
    const refusals = new Map<string, string>();
    for (const item of items) {
      const outcome = await this.#perform(item, { verb, wish, cycleId, person, frame });
      const errors = errorsOf(outcome, frame);
      if (errors.length > 0) {
        // What is wrong is what was typed for all of them: nothing was recorded yet.
        const ids = new Set(items.map(({ schedaId }) => schedaId));
        const chosen = this.#chosen(before, { verb, person, frame, ids, items });
        const page = <BulkPage {...{ frame, list: before, verb, chosen, typed, errors, back }} />;
        await answerPage(reply, frame.language, page, 422);
        return;
      }
      if (outcome.kind === 'refused') {
        refusals.set(item.schedaId, outcome.problem[frame.language].detail);
      }
    }
    const list = await this.lists.of(person, cycleId);
    const known = new Map(list.schede.map((scheda) => [scheda.schedaId, scheda]));
    const outcomes = items.flatMap(({ schedaId }) => {
      const scheda = known.get(schedaId);
      return scheda ? [{ scheda, refused: refusals.get(schedaId) }] : [];
    });
    const page = <BulkOutcomePage {...{ frame, list, verb, outcomes, back }} />;
    await answerPage(reply, frame.language, page);
  }

  async #perform(
    { schedaId, revision, commandId }: BulkItem,
    asked: {
      readonly verb: Verb;
      readonly wish: object;
      readonly cycleId: string;
      readonly person: Person;
      readonly frame: Frame;
    },
  ) {
    const { verb, wish, cycleId, person, frame } = asked;
    return this.commands.perform(
      verb.name,
      { schedaId, ...wish },
      { cycleId, person, commandId, revision, onBehalfOf: frame.actingFor?.personId },
    );
  }

  /** The schede that are chosen, in the order of the list, each with whether the verb is for it now. */
  #chosen(
    { schede, life, organisation }: SchedeList,
    asked: {
      readonly verb: Verb;
      readonly person: Person;
      readonly frame: Frame;
      readonly ids: ReadonlySet<string>;
      /** Those of a form that was wrong. */
      readonly items?: readonly BulkItem[];
    },
  ): readonly ChosenScheda[] {
    const { verb, person, frame, ids, items = [] } = asked;
    const circumstances = {
      organisation,
      nowMs: this.reader.nowMs(),
      ...(frame.actingFor && { onBehalfOf: frame.actingFor.personId }),
    };
    const former = new Map(items.map((item) => [item.schedaId, item]));
    return schede
      .filter(({ schedaId }) => ids.has(schedaId))
      .map((scheda) => {
        const { schedaId, moved } = scheda;
        const part = { kind: 'scheda', id: schedaId } as const;
        const action = actionsOf(life, person, part, circumstances).find(
          ({ verb: name }) => name === verb.name,
        );
        const why = action === undefined ? frame.words.schede.bulk.notYours : action.why;
        return {
          scheda,
          item: {
            schedaId,
            // What somebody typed rests on what they saw; under the id of a refused attempt nothing else is asked for.
            revision: former.get(schedaId)?.revision ?? moved.revision,
            commandId: randomUUID(),
          },
          why: typeof why === 'object' ? why[frame.language] : why,
        };
      });
  }
}

function verbOf(name: BulkVerbName): Verb {
  const verb = verbByName.get(name);
  if (verb === undefined) throw new Error(`There is no verb ${name}`);
  return verb;
}

/** The refusals that are about what was typed for all, whichever scheda it was for. */
const fieldsOfRefusals: Readonly<Record<string, string>> = {
  'reason-needed': 'reason',
  'other-needs-text': 'text',
};

/** Each problem at the field of the form whose it is. */
function errorsOf(outcome: PageOutcome, { language, words }: Frame): readonly FieldError[] {
  if (outcome.kind === 'recorded') return [];
  const labels: Readonly<Record<string, string>> = {
    unitId: words.schede.bulk.toUnit,
    personId: words.schede.bulk.toPerson,
    programmeId: words.schede.bulk.toProgramme,
    reason: words.schede.bulk.reason,
    reasons: words.schede.bulk.reasons,
    text: words.schede.bulk.note,
    due: words.schede.bulk.due,
  };
  if (outcome.kind === 'refused') {
    const field = fieldsOfRefusals[outcome.problem.code];
    if (field === undefined) return [];
    return [{ field, text: `${labels[field] ?? field}: ${outcome.problem[language].detail}` }];
  }
  return outcome.problems.map((problem) => {
    const [, field = ''] = problem.field.split('/');
    return { field, text: `${labels[field] ?? field}: ${problem[language]}` };
  });
}

const noBulkVerb = {
  it: 'non è tra le cose che si fanno con più schede insieme',
  en: 'is none of the things that are done with several schede at once',
};
