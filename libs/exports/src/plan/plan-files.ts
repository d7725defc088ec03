import type { PlanDocument } from '#plan-document';
import type { ExportRequest, ExportSource } from '../export-source.js';

interface Terms extends ExportRequest {
  readonly source: Pick<ExportSource, 'lives' | 'documentFonts'>;
}

/** The document of a plan as tagged PDF. @throws FrozenVersionMissing; Error before the program was built */
export async function* poaPdf(terms: Terms): AsyncGenerator<Uint8Array> {
  const document = await documentOf(terms);
  if (document === undefined) return;
  // The writer of PDF is loaded only where one is written.
  const { planPdf } = await import('#plan-document');
  yield* planPdf(document, terms.source.documentFonts());
}

/** The same document as HTML. @throws FrozenVersionMissing */
export async function* poaHtml(terms: Terms): AsyncGenerator<Uint8Array> {
  const document = await documentOf(terms);
  if (document === undefined) return;
  const { planHtml } = await import('#plan-document');
  yield* planHtml(document);
}

/** Undefined where the cycle had no facts yet, or is no yearly programme. */
async function documentOf({ scope, at, source }: Terms): Promise<PlanDocument | undefined> {
  const { gatheredPlan, planDocument } = await import('#plan-document');
  const plan = await gatheredPlan(source.lives, scope.cycleId ?? '', at);
  return plan && planDocument(plan);
}
