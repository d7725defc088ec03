import { Injectable } from '@nestjs/common';
import type { Person } from '#people';
import {
  coDesignRowsOf,
  CoDesignRowsProjection,
  reads,
  registerId,
  verbByName,
  ZONE_REGISTER,
  type CoDesignListRow,
} from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import type { Words } from '../../words/language.js';
import { periodInWords } from '../co-design/period-in-words.js';
import { EXPIRING_DAYS } from '../co-design/seen-rows.js';
import type { AgendaItem } from './agenda.js';

/** More rows than a zone keeps. */
const MOST_ROWS = 10_000;

/**
 * The ends of what is co-designed, as an agenda tells of them. They are no deadlines of the log: the day follows from the period
 * of the row, and moves with it.
 */
@Injectable()
export class EndingCoDesigns {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /**
   * What ends within {@link EXPIRING_DAYS} days, for whoever reads the register; for those who are to look at an end that is
   * over, those at which nobody has looked as well.
   */
  async of({ role, zone }: Person, said: Words['agenda']): Promise<readonly AgendaItem[]> {
    if (!reads(role, 'register')) return [];
    const asked = {
      ...{ cycleId: registerId(zone, ZONE_REGISTER), on: this.reader.today() },
      limit: MOST_ROWS,
    };
    const review = verbByName.get('record-expiry-review');
    const isToReview = review?.who.some((grant) => grant.role === role) === true;
    const rows = await this.views.read(CoDesignRowsProjection, undefined, (database) => [
      ...(isToReview ? coDesignRowsOf(database, { ...asked, needsReview: true }).rows : []),
      ...coDesignRowsOf(database, { ...asked, expiringWithinDays: EXPIRING_DAYS }).rows,
    ]);
    return rows.flatMap((row) => (row.endsOn === null ? [] : [itemOf(row, row.endsOn, said)]));
  }
}

function itemOf(
  { coDesignRowId, activity, holder, period, needsReview }: CoDesignListRow,
  day: string,
  said: Words['agenda'],
): AgendaItem {
  return {
    ...{ id: `co-design ${coDesignRowId}`, kind: 'coDesign', day, startTime: undefined },
    ...{ title: activity, file: undefined, extend: undefined, isMissed: false },
    address: `/coprogettazione/${encodeURIComponent(coDesignRowId)}`,
    why: [
      said.endOfCoDesign(periodInWords(period), holder.text),
      ...(needsReview ? [said.toReview] : []),
    ],
  };
}
