import { createHash } from 'node:crypto';
import { valueAt } from '../correction/json-pointer.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** What is said anew of a fact, or hidden of it. */
export const witnessOfCorrections = (heard: CycleHeard): Testimony => ({
  RecordCorrected: ({ eventId, factType, factRevision, field, ...said }, { reason }) => {
    const wrong = heard.facts.get(eventId);
    const place = `${factRevision} ${field}`;
    byRule(1, () => {
      expect(wrong).toMatchObject({ type: factType, revision: factRevision });
      expect(said.old).toBe(heard.corrected.get(place) ?? valueAt(wrong?.data, field));
      expect(said.new).not.toBe(said.old);
      expect(reason).toMatch(/\S/);
    });
    heard.corrected.set(place, said.new);
  },
  TextRedacted: ({ eventId, where, pointer, ...redacted }, { reason }) => {
    const { factType: type, factRevision: revision, sha256: fingerprint, legalBasis } = redacted;
    const fact = heard.facts.get(eventId);
    expect(fact).toMatchObject({ type, revision });
    const text = valueAt(where === 'data' ? fact?.data : fact?.metadata, pointer);
    expect(fingerprint).toBe(createHash('sha256').update(String(text)).digest('hex'));
    for (const words of [text, legalBasis, reason]) expect(words).toMatch(/\S/);
    heard.takeId('redaction', `${revision} ${where} ${pointer}`);
  },
});
