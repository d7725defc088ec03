import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { documentDifference, schedaThen, type Change } from '#history';
import type { Person } from '#people';
import { forms, HasForm, yearlyProgramme, type AnyLife } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { HistoryReader, type ShownThen } from '../../../api/history-reader.js';
import { plain } from '../../../api/history-view.js';
import { lifeView } from '../../../api/life-view.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { orNothing, typedRevision } from './asked-moment.js';
import { ComparisonPage, type ComparedThing } from './comparison-page.js';
import { CycleThroughTime } from './cycle-through-time.js';

class ComparisonPageQuery {
  /** After this fact, or by the end of this day as somebody types it; by default the first. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 40)
  readonly da?: string;

  /** The same; by default the last. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 40)
  readonly a?: string;

  /** A scheda alone, or `ciclo` for the cycle without them. */
  @IsOptional()
  @Transform(orNothing)
  @HasForm(forms.id)
  readonly di?: string;
}

/** The page of two moments of a cycle. */
@Controller('cicli/:cycleId/storico/confronto')
export class HistoryComparisonController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly sessions: SessionView,
    private readonly cycles: CycleThroughTime,
  ) {}

  @Get()
  @ShowsPage()
  async comparison(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(ComparisonPageQuery)) query: ComparisonPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const { life, track } = await this.cycles.now(cycleId);
    const typed = { da: query.da ?? '0', a: query.a ?? String(track.last) };
    const [asked, until] = [typedRevision(track, typed.da), typedRevision(track, typed.a)];
    const wrong = (['da', 'a'] as const).filter(
      (side) => (side === 'da' ? asked : until) === undefined,
    );
    const [from, to] = [asked ?? 0, until ?? track.last];
    const of = query.di ?? '';
    const [former, latter] = [
      await this.history.shown(cycleId, { revision: from }),
      await this.history.shown(cycleId, { revision: to }),
    ];
    const things = [
      ...(of === '' || of === 'ciclo' ? [cycleChanges(former, latter, person)] : []),
      ...(of === 'ciclo' ? [] : schedeChanges(former.life, latter.life, of)),
    ];
    const shown = { life, track, from, to, of, things, typed, wrong };
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const page = <ComparisonPage frame={frame} shown={shown} />;
    await answerPage(reply, frame.language, page, wrong.length > 0 ? 422 : 200);
  }
}

/** What every fact changes, and what the schede say themselves. */
const left = new Set(['revision', 'lastRecordedAt', 'schede', 'state', 'states']);

function cycleChanges(former: ShownThen, latter: ShownThen, person: Person): ComparedThing {
  const seen = ({ life, day, organisation }: ShownThen) =>
    plain(lifeView(life, person, day, organisation));
  const changes = documentDifference(seen(former), seen(latter)).filter(
    (change) => !left.has(String(firstOf(change))),
  );
  return { changes };
}

const firstOf = (change: Change) => (change.is === 'removed' ? change.from : change.to)[0];

/** Of every scheda that is there at one of the moments, or of one alone. */
function schedeChanges(former: AnyLife, latter: AnyLife, only: string): readonly ComparedThing[] {
  const [before, after] = [former, latter].map((life) => yearlyProgramme(life)?.data.schede ?? {});
  const all = Object.values({ ...before, ...after }).sort((one, other) =>
    one.code.localeCompare(other.code, 'it'),
  );
  return all
    .filter(({ schedaId }) => only === '' || schedaId === only)
    .map(({ schedaId, code, title }): ComparedThing => {
      const scheda = { schedaId, code, title };
      const [was, is] = [schedaThen(former, schedaId), schedaThen(latter, schedaId)];
      if (was === undefined) return { scheda, only: 'to', changes: [] };
      if (is === undefined) return { scheda, only: 'from', changes: [] };
      return { scheda, changes: documentDifference(was, is) };
    });
}
