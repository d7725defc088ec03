import { Controller, Get, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import {
  accessesIn,
  AccessesProjection,
  accessFactTypes,
  countsOfAccesses,
  type AccessCounts,
  type AccessesQuery,
} from '#access-log';
import { endOfDayMs, startOfDayMs } from '#calendar';
import { EventStore } from '#event-store';
import { roleNames, type Person, type Role } from '#people';
import { forms, HasForm, IsDay, organisationOf, streamOf } from '#planning';
import { invalidRequest } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { PageQuery } from '../api/query.js';
import { Checked } from '../api/query.js';
import { ReadModelReader, type ListAnswer } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { AccessTrail } from './access-trail.js';
import {
  administratorsIn,
  type Administrator,
  roleActsIn,
  type RoleAct,
} from './administrators.js';

/** A period, and whose accesses. */
class AccessReportQuery extends PageQuery {
  /** The first day, Europe/Rome. Default: the first of the year. */
  @IsOptional()
  @IsDay()
  readonly from?: string;

  /** The last day, whole. Default: today. */
  @IsOptional()
  @IsDay()
  readonly to?: string;

  @IsOptional()
  @HasForm(forms.directoryId)
  readonly person?: string;

  @IsOptional()
  @IsIn(Object.keys(roleNames))
  readonly role?: Role;
}

class AccessesQueryParameters extends AccessReportQuery {
  @IsOptional()
  @IsIn(accessFactTypes)
  readonly type?: string;
}

/** The report for the yearly check of the administrators' accesses. */
interface AccessReport {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** Who had the role of administrator on some day of the period, by the register. */
  readonly administrators: readonly Administrator[];
  /** Roles that were granted or revoked in the period, and by whom. */
  readonly roleActs: readonly RoleAct[];
  readonly persons: readonly AccessCounts[];
}

/** Who came in and who saw what: for the auditor and the director, so that nobody checks themselves. */
@Controller('api/v1/access-report')
export class AccessReportController {
  constructor(
    private readonly store: EventStore,
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly trail: AccessTrail,
  ) {}

  @Get()
  async report(
    @Query(new Checked(AccessReportQuery)) query: AccessReportQuery,
    @CurrentPerson() person: Person,
  ): Promise<AccessReport> {
    await this.reader.mustRead(person, 'access-report');
    const { zone } = person;
    const period = this.#periodOf(query);
    const wanted = wantedIn(zone, period, query);
    const end = await this.#upToNow();
    const persons = await this.views.read(AccessesProjection, end, (database) =>
      countsOfAccesses(database, wanted),
    );
    const organisation = await this.reader.organisation(zone);
    const acts = await roleActsIn(this.store.read(streamOf(organisationOf(zone))), wanted);
    return {
      ...{ zone, ...period },
      administrators: administratorsIn(organisation, period),
      roleActs: acts.filter(({ by, byRole }) => isWanted(query, by, byRole)),
      persons,
    };
  }

  /** Each access, the newest first. */
  @Get('accesses')
  async accesses(
    @Query(new Checked(AccessesQueryParameters)) query: AccessesQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'access-report');
    const { limit, cursor, type } = query;
    const before = positionIn(cursor);
    const wanted = { ...wantedIn(person.zone, this.#periodOf(query), query), type };
    // Who turns the pages of a list goes on where they were.
    const end = cursor === undefined ? await this.#upToNow() : query.after;
    const { rows, total, hasMore } = await this.views.read(AccessesProjection, end, (database) =>
      accessesIn(database, wanted, { limit, before }),
    );
    const last = rows.at(-1);
    return { items: rows, total, ...(hasMore && last && { next: String(last.position) }) };
  }

  /** Makes the report whole: what waited is recorded, and the view comes as far. @returns how far */
  async #upToNow(): Promise<number> {
    await this.trail.makeRound();
    return this.store.end();
  }

  #periodOf({ from, to = this.reader.today() }: AccessReportQuery): Period {
    return { from: from ?? `${to.slice(0, 4)}-01-01`, to };
  }
}

/** Whole days, Europe/Rome. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

function wantedIn(
  zone: string,
  { from, to }: Period,
  { person, role }: AccessReportQuery,
): AccessesQuery {
  return {
    zone,
    from: new Date(startOfDayMs(from)).toISOString(),
    until: new Date(endOfDayMs(to)).toISOString(),
    ...{ personId: person, role },
  };
}

function isWanted({ person, role }: AccessReportQuery, by: string, byRole: string): boolean {
  return (person ?? by) === by && (role ?? byRole) === byRole;
}

/** @throws Problem request-invalid */
function positionIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw invalidRequest([
    {
      field: '?cursor',
      it: 'non è il «next» di questo elenco',
      en: 'does not belong to this list',
    },
  ]);
}
