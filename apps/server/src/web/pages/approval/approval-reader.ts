import { Injectable } from '@nestjs/common';
import {
  actionOf,
  actionsOf,
  coDesignRowsOf,
  CoDesignRowsProjection,
  coverageOf,
  CoverageProjection,
  nameOf,
  registerId,
  verbByName,
  ZONE_REGISTER,
  type Action,
  type CoDesignListRow,
  type Coverage,
  type CycleLife,
  type OrganisationOn,
  type PartOfCycle,
} from '#planning';
import { Attachments, type SignatureLook } from '#attachments';
import type { Person } from '#people';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { documentsOf, type DocumentsOfCycle } from './frozen-documents.js';

/** More rows than a zone keeps. */
const MOST_ROWS = 10_000;

/** What somebody sees of the way of a plan to its act, and of what follows. */
export interface ShownApproval {
  readonly life: Readonly<CycleLife>;
  readonly organisation: OrganisationOn | undefined;
  readonly coverage: Coverage;
  /** The rows of co-design in the register of the zone. */
  readonly coDesignRows: readonly CoDesignListRow[];
  readonly frozen: DocumentsOfCycle;
  /** How the file of an act looks that is kept here, by its fingerprint: signed in one way, or not as far as can be seen. */
  readonly signatures: ReadonlyMap<string, SignatureLook | 'none'>;
  /** What a unit is called today. */
  readonly unitName: (unitId: string) => string;
  /** What they may do with the cycle, or with one of its parts: of these verbs. */
  readonly actions: (verbs: ReadonlySet<string>, part?: PartOfCycle) => readonly Action[];
  /** Whether they may do one thing with a scheda now. */
  readonly may: (verb: string, schedaId: string) => boolean;
}

/** Reads the approval of a cycle for whoever may read its schede. */
@Injectable()
export class ApprovalReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly history: HistoryReader,
    private readonly attachments: Attachments,
  ) {}

  /** @param onBehalfOf for whom they act @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(
    person: Person,
    cycleId: string,
    onBehalfOf: string | undefined,
  ): Promise<ShownApproval> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const register = {
      ...{ cycleId: registerId(person.zone, ZONE_REGISTER), on: this.reader.today() },
      limit: MOST_ROWS,
    };
    const [life, coverage, { rows: coDesignRows }, organisation] = await Promise.all([
      this.reader.programme(cycleId),
      this.views.read(CoverageProjection, undefined, (rows) => coverageOf(rows, cycleId)),
      this.views.read(CoDesignRowsProjection, undefined, (rows) => coDesignRowsOf(rows, register)),
      this.reader.organisation(person.zone),
    ]);
    if (!coverage) throw notFound('cycle-not-found', { cycleId });
    const circumstances = { organisation, onBehalfOf, nowMs: this.reader.nowMs() };
    return {
      ...{ life, coverage, coDesignRows, organisation },
      signatures: await this.#signatures(life, person.zone),
      unitName: (unitId) => (organisation && nameOf(organisation, unitId)) ?? unitId,
      frozen: await documentsOf(this.history.facts(cycleId), life.data),
      actions: (verbs, part) =>
        actionsOf(life, person, part, circumstances).filter(({ verb }) => verbs.has(verb)),
      may: (name, id) => {
        const verb = verbByName.get(name);
        const part = { kind: 'scheda', id } as const;
        return (
          verb !== undefined && actionOf(life, person, verb, part, circumstances)?.possible === true
        );
      },
    };
  }

  async #signatures(
    { data }: Readonly<CycleLife>,
    zone: string,
  ): Promise<ShownApproval['signatures']> {
    const looks = new Map<string, SignatureLook | 'none'>();
    for (const { document } of data.sessions) {
      const kept = document && this.attachments.of({ zone, sha256: document.sha256 });
      if (kept) looks.set(kept.sha256, (await this.attachments.signatureLook(kept)) ?? 'none');
    }
    return looks;
  }

  /** The cycle as it was when a document of it was frozen, with all that the document holds. */
  async asItWas(cycleId: string, at: number): Promise<Readonly<CycleLife>> {
    return this.reader.programme(cycleId, { revision: at });
  }

  /** Today in Rome. */
  today(): string {
    return this.reader.today();
  }
}
