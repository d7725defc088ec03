import { Injectable } from '@nestjs/common';
import { exportFormats } from '#exports';
import {
  gatheredPlan,
  planDocument,
  planHtml,
  planPdf,
  schedeDocument,
  type PlanDocument,
  type WritingProgress,
} from '#plan-document';
import { cycleName, idOfStream, Lives, streamOf } from '#planning';
import { documentFonts } from '../documents/document-fonts.js';
import { EvidenceDesk } from '../evidence/evidence-desk.js';
import { exportFileName, Exporter } from '../exports/exporter.js';
import type { Job, JobStep } from './job.js';

/** What a job writes, piece by piece. */
export interface Work {
  readonly name: string;
  readonly mediaType: string;
  readonly pieces: AsyncIterable<Uint8Array>;
  /** How many bytes it will be; undefined where nobody knows. */
  readonly bytes?: number;
}

/** Told how far it has come; throws when it shall end. */
export type Told = (share: number, step: JobStep) => void;

/** At that moment there was no plan to write. */
export class NoPlanThen extends Error {
  override readonly name = 'NoPlanThen';
}

/** Does what jobs are about. Who may have it was asked before. */
@Injectable()
export class JobWork {
  constructor(
    private readonly exporter: Exporter,
    private readonly evidence: EvidenceDesk,
    private readonly lives: Lives,
  ) {}

  /** Begins. @throws NoPlanThen; StoreUnavailable, and whatever the kind of work throws */
  async begin(job: Job, told: Told): Promise<Work> {
    const { kind, cycleId, at } = job;
    if (kind === 'poa-pdf' || kind === 'poa-html' || kind === 'schede-pdf') {
      return this.#document(job, told);
    }
    if (kind === 'evidence') return this.#bundle(job);
    const { mediaType, ending } = exportFormats[kind];
    const pieces = this.exporter.pieces(kind, { scope: { cycleId }, at });
    return { name: exportFileName({ cycleId }, ending, at), mediaType, pieces };
  }

  async #bundle({ cycleId, at, zone }: Job): Promise<Work> {
    const scope = { kind: 'cycle', cycle: cycleId, stream: streamOf(cycleId), at } as const;
    const { bytes, archive } = await this.evidence.bundle(scope, (stream) => {
      const its = cycleName(idOfStream(stream))?.zone;
      return its === undefined || its === zone;
    });
    const name = exportFileName({ cycleId }, 'tar', at);
    return { name, mediaType: 'application/x-tar', pieces: archive, bytes };
  }

  async #document({ kind, cycleId, at, schedaIds }: Job, told: Told): Promise<Work> {
    const plan = await gatheredPlan(this.lives, cycleId, at);
    if (plan === undefined) throw new NoPlanThen(`${cycleId} at ${at}`);
    const document = kind === 'schede-pdf' ? schedeDocument(plan, schedaIds) : planDocument(plan);
    const progress = (writing: WritingProgress) => {
      told(writing.done / writing.total, stepOf(writing, kind === 'poa-html'));
    };
    if (kind === 'poa-html') {
      const { mediaType, ending } = exportFormats['poa-html'];
      const name = exportFileName({ cycleId }, ending, at);
      return { name, mediaType, pieces: planHtml(document, progress) };
    }
    const { mediaType, ending } = exportFormats['poa-pdf'];
    const name = exportFileName(
      { cycleId },
      kind === 'schede-pdf' ? `schede.${ending}` : ending,
      at,
    );
    return { name, mediaType, pieces: planPdf(document, documentFonts(), progress) };
  }

  /** One scheda as PDF, at once. @throws NoPlanThen where the plan of that moment does not hold it */
  async scheda(cycleId: string, schedaId: string, at: string): Promise<PlanDocument> {
    const plan = await gatheredPlan(this.lives, cycleId, at);
    const document = plan && schedeDocument(plan, [schedaId]);
    if (!document?.sections.some((section) => section.schedaId === schedaId)) {
      throw new NoPlanThen(`${schedaId} of ${cycleId} at ${at}`);
    }
    return document;
  }
}

function stepOf({ done, total, scheda }: WritingProgress, isOnePass: boolean): JobStep {
  if (scheda === undefined) return { what: 'chapters' };
  return { what: !isOnePass && done < total / 2 ? 'layout' : 'writing', ...scheda };
}
