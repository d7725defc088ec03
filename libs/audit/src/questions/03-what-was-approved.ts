import { canonicalJson, type Json } from '#event-store';
import { sha256, type DataOf, type SchedaContent } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const whatWasApproved: AuditQuestion = {
  number: 3,
  key: 'what-was-approved',
  text: { it: 'Che cosa è stato approvato, esattamente?', en: 'What exactly was approved?' },
  source: 'LR Toscana 40/2005 art. 71 bis; DGRT 1237/2023',
  looksAt: [],
  answer,
};

/**
 * Every fingerprint is computed again from what was recorded: that of the manifest from the manifest, that of each
 * scheda from its content, replayed change by change.
 */
function answer(inquiry: Inquiry): Answer {
  const deliberations = inquiry.of('DeliberationRecorded');
  const manifests = inquiry.of('VerificationClosed', 'RevisionVerified');
  const approvals = deliberations
    .filter(({ data }) => data.outcome.startsWith('approved'))
    .map((fact) => {
      const { manifestHash, number, actDate, sessionId } = fact.data;
      const manifest = manifests.findLast(({ data }) => data.manifestHash === manifestHash);
      const recomputed = manifest && sha256(canonicalJson(asJson(manifest.data.manifest)));
      return {
        ...{ on: fact.occurredOn, sessionId, act: number ?? null, actDate: actDate ?? null },
        ...{ outcome: fact.data.outcome, schede: manifest?.data.manifest.schede.length ?? null },
        ...{ manifestHash, recomputed: recomputed ?? null },
        same: recomputed === undefined ? null : recomputed === manifestHash,
      };
    });
  const last = approvals.at(-1);
  const manifest = manifests.findLast(({ data }) => data.manifestHash === last?.manifestHash);
  const made = contentsByVersion(inquiry);
  const schede = (manifest?.data.manifest.schede ?? []).map(
    ({ schedaId, code, unitId, version, contentHash }) => {
      const recomputed = made.get(`${schedaId} ${version}`) ?? null;
      return {
        ...{ schedaId, code, unitId, version, contentHash, recomputed },
        same: recomputed === null ? null : recomputed === contentHash,
      };
    },
  );
  const other = [...approvals, ...schede].filter(({ same }) => same === false).length;
  const unknown = [...approvals, ...schede].filter(({ same }) => same === null).length;
  return {
    verdict: !last ? 'not-known' : other > 0 ? 'findings' : unknown > 0 ? 'not-known' : 'in-order',
    sentence: !last
      ? { it: 'Nessun piano è stato approvato.', en: 'No plan was approved.' }
      : other > 0
        ? {
            it: `${counted(other, 'impronta non corrisponde', 'impronte non corrispondono')} a quanto è registrato.`,
            en: `${counted(other, 'fingerprint is', 'fingerprints are')} not that of what is recorded.`,
          }
        : {
            it: `Approvate ${counted(schede.length, 'scheda', 'schede')} il ${last.on}, atto ${last.act ?? 'non indicato'}, impronta ${last.manifestHash}.`,
            en: `Approved on ${last.on}, act ${last.act ?? 'not named'}: ${counted(schede.length, 'scheda', 'schede')}, fingerprint ${last.manifestHash}.`,
          },
    tables: [
      tableOf(
        { it: 'Approvazioni', en: 'Approvals' },
        {
          on: ['Il', 'On'],
          sessionId: ['Seduta', 'Session'],
          act: ['Atto', 'Act'],
          actDate: ['Data dell’atto', 'Day of the act'],
          outcome: ['Esito', 'Outcome'],
          schede: ['Schede', 'Schede'],
          manifestHash: ['Impronta del piano', 'Fingerprint of the plan'],
          recomputed: ['Ricalcolata', 'Computed again'],
          same: ['Uguale', 'The same'],
        },
        approvals,
      ),
      tableOf(
        { it: 'Schede del piano approvato per ultimo', en: 'Schede of the plan approved last' },
        {
          schedaId: ['Scheda', 'Scheda'],
          code: ['Codice', 'Code'],
          unitId: ['Unità', 'Unit'],
          version: ['Versione', 'Version'],
          contentHash: ['Impronta approvata', 'Approved fingerprint'],
          recomputed: ['Ricalcolata', 'Computed again'],
          same: ['Uguale', 'The same'],
        },
        schede,
      ),
    ],
    facts: referencesTo([...manifests, ...deliberations, ...inquiry.of('SchedaApproved')]),
    notKnown: [],
  };
}

/**
 * The fingerprint of the content of each version of each scheda, under `scheda version`. A revision of the plan that
 * comes to nothing leaves a scheda as it was approved: the next version follows from that one.
 */
function contentsByVersion({ given: { recorded } }: Inquiry): ReadonlyMap<string, string> {
  const now = new Map<string, SchedaContent>();
  const approved = new Map<string, SchedaContent>();
  const made = new Map<string, string>();
  const keep = (schedaId: string, version: number, content: SchedaContent): void => {
    now.set(schedaId, content);
    made.set(`${schedaId} ${version}`, sha256(canonicalJson(asJson(content))));
  };
  for (const { type, data } of recorded) {
    // Written by our own pipeline under these types.
    if (type === 'SchedaAssigned') {
      const { schedaId, title } = data as unknown as DataOf<'SchedaAssigned'>;
      keep(schedaId, 0, { title });
    } else if (type === 'SchedaCarriedOver') {
      const { schedaId, content } = data as unknown as DataOf<'SchedaCarriedOver'>;
      keep(schedaId, 1, content);
    } else if (type === 'SchedaRevised') {
      const { schedaId, version, changes } = data as unknown as DataOf<'SchedaRevised'>;
      keep(schedaId, version, withoutEmptied({ ...now.get(schedaId), ...changes }));
    } else if (type === 'SchedaApproved') {
      const { schedaId } = data as unknown as DataOf<'SchedaApproved'>;
      approved.set(schedaId, now.get(schedaId) ?? {});
    } else if (type === 'AmendmentDropped') {
      const { schedaId } = data as unknown as DataOf<'AmendmentDropped'>;
      now.set(schedaId, approved.get(schedaId) ?? {});
    }
  }
  return made;
}

/** A field that a change empties is no field of the content any more. */
const withoutEmptied = (content: SchedaContent): SchedaContent =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));

const asJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;
