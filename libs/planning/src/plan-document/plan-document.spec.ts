import type { PlanningFact } from '../planning-fact.js';
import { source } from '../testing.fixture.js';
import {
  documentRegistered,
  given,
  lifeAfter,
  opened,
} from '../zone-register/zone-register.fixture.js';
import { registerDocument } from './register-document.js';
import { setProtocol } from './set-protocol.js';
import { supersedeDocument } from './supersede-document.js';

const protocol = {
  ...{ register: 'Comune di Livorno', number: '0012345', year: 2024, date: '2024-02-20' },
} as const;
const pis = {
  kind: 'pis',
  title: 'Piano integrato di salute',
  edition: '2020-2022',
  period: { from: '2020', to: '2022', precision: 'year' },
  body: 'Zona Livornese',
  actRef: 'Deliberazione 3/2020',
  sha256: 'a'.repeat(64),
  sizeBytes: 1_048_576,
  mediaType: 'application/pdf',
  protocol,
} as const;
const superseded: PlanningFact = {
  type: 'DocumentSuperseded',
  data: { documentId: 'pis', supersededBy: 'pis-2026' },
};

describe('A document', () => {
  it('is registered by its fingerprint, with what it says of itself', () => {
    given(opened)
      .when(registerDocument, { documentId: 'pis', ...pis, source })
      .then(documentRegistered('pis', { ...pis, source }));
  });

  it('may be one whose bytes nobody has seen', () => {
    given(opened)
      .when(registerDocument, { kind: 'pis', title: 'Piano integrato di salute' })
      .then(documentRegistered('new-document'));
  });

  it('may be past its period: that is for whoever reads it', () => {
    given(opened)
      .when(registerDocument, { documentId: 'pis', ...pis }, { today: '2026-01-01' })
      .then(documentRegistered('pis', pis));
  });

  it('does not take the id of another one, nor begin before the register', () => {
    const wish = { documentId: 'pis', kind: 'pis', title: 'PIS' } as const;
    given(opened, documentRegistered('pis')).when(registerDocument, wish).thenRefused('id-taken');
    given().when(registerDocument, wish).thenRefused('not-now');
  });

  it('has days in their order and a protocol number of its year', () => {
    const of = (more: object) => ({ documentId: 'pis', ...pis, ...more });
    given(opened)
      .when(registerDocument, of({ period: { from: '2022', to: '2020', precision: 'year' } }))
      .thenRefused('dates-reversed');
    given(opened)
      .when(registerDocument, of({ protocol: { ...protocol, year: 2023 } }))
      .thenRefused('protocol-year-wrong');
    given(opened)
      .when(registerDocument, of({ protocol: { ...protocol, date: '2024-07-01' } }))
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });
});

describe('A document that takes the place of another', () => {
  it('says so when it is registered', () => {
    const wish = { kind: 'pis', title: 'Piano integrato di salute' } as const;
    given(opened, documentRegistered('pis'))
      .when(registerDocument, { documentId: 'pis-2026', ...wish, supersedes: 'pis' })
      .then(documentRegistered('pis-2026', { supersedes: 'pis' }), superseded);
  });

  it('or afterwards', () => {
    const before = [opened, documentRegistered('pis'), documentRegistered('pis-2026')] as const;
    given(...before)
      .when(supersedeDocument, { documentId: 'pis', supersededBy: 'pis-2026' })
      .then(superseded);
    const { data, parts } = lifeAfter(...before, superseded);
    expect(data.documents['pis']?.supersededBy).toBe('pis-2026');
    expect(parts['document']).toEqual({ pis: 'superseded', 'pis-2026': 'current' });
  });

  it('does it once', () => {
    const before = [opened, documentRegistered('pis'), documentRegistered('pis-2026')] as const;
    given(...before, superseded)
      .when(supersedeDocument, { documentId: 'pis', supersededBy: 'pis-2026' })
      .thenRefused('not-now');
    given(...before, superseded)
      .when(registerDocument, { kind: 'pis', title: 'PIS', supersedes: 'pis' })
      .thenRefused('not-now');
  });

  it('is another one, and both are there', () => {
    given(opened, documentRegistered('pis'))
      .when(supersedeDocument, { documentId: 'pis', supersededBy: 'pis' })
      .thenRefused('not-itself', { id: 'pis' });
    given(opened, documentRegistered('pis'))
      .when(supersedeDocument, { documentId: 'pis', supersededBy: 'pis-2026' })
      .thenRefused('document-not-found', { id: 'pis-2026' });
    given(opened)
      .when(registerDocument, { kind: 'pis', title: 'PIS', supersedes: 'pis' })
      .thenRefused('document-not-found', { id: 'pis' });
  });
});

describe('A protocol number', () => {
  const set: PlanningFact = { type: 'ProtocolSet', data: { documentId: 'pis', protocol } };

  it.each(['UPc', 'UPo', 'SEG'] as const)('is recorded by %s, of an old document too', (as) => {
    given(opened, documentRegistered('pis'))
      .when(setProtocol, { documentId: 'pis', protocol }, { as })
      .then(set);
    given(opened, documentRegistered('pis'), documentRegistered('pis-2026'), superseded)
      .when(setProtocol, { documentId: 'pis', protocol }, { as })
      .then(set);
  });

  it('is given once', () => {
    for (const before of [
      [documentRegistered('pis'), set],
      [documentRegistered('pis', { protocol })],
    ]) {
      given(opened, ...before)
        .when(setProtocol, { documentId: 'pis', protocol })
        .thenRefused('protocol-already-set', { number: '0012345' });
    }
  });

  it('is of a document that is there, and of the year of its date', () => {
    given(opened)
      .when(setProtocol, { documentId: 'pis', protocol })
      .thenRefused('document-not-found', { id: 'pis' });
    given(opened, documentRegistered('pis'))
      .when(setProtocol, { documentId: 'pis', protocol: { ...protocol, date: '2023-12-31' } })
      .thenRefused('protocol-year-wrong');
    given(opened, documentRegistered('pis'))
      .when(setProtocol, { documentId: 'pis', protocol: { ...protocol, date: '2024-07-01' } })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });
});
