import { and, not, or, setup, stateIn } from 'xstate';
import type { Definition, DefinitionReference } from './definition.js';
import { fieldOf, type Fact, type RecordedFact } from './fact.js';
import { outcome, permit } from './machine-vocabulary.js';
import { begin, evolve, type Life } from './life.js';
import { possible, possibleForPart } from './possible.js';
import { type Workflow, Workflows, type Sha256 } from './workflow.js';

/**
 * A request for a grant, small but with everything a machine of ours may hold: regions side by side, both
 * kinds of history, outcomes, guards over other regions, edges that only permit.
 */
export const requestMachine = setup({
  types: { events: {} as { readonly type: string; readonly outcome?: unknown } },
  actions: { permit },
  guards: {
    outcome,
    everythingChecked: and([
      stateIn('#accountsChecked'),
      or([stateIn('#opinionGiven'), stateIn('#opinionWaived')]),
    ]),
    noOpinionYet: not(stateIn({ running: { examining: { opinion: 'given' } } })),
  },
}).createMachine({
  id: 'request',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: { it: 'non presentata', en: 'not made' }, on: { RequestOpened: 'running' } },
    running: {
      initial: 'drafting',
      meta: { it: 'in corso', en: 'running' },
      on: {
        NoteWritten: { actions: 'permit' },
        RequestSuspended: 'suspended',
        RequestWithdrawn: 'withdrawn',
      },
      states: {
        drafting: {
          meta: {
            it: 'in compilazione',
            en: 'drafting',
            awaits: {
              roles: ['applicant'],
              it: 'Completare e presentare',
              en: 'Complete and submit',
              doneBy: 'RequestSubmitted',
              dueBy: 'SUBMISSION',
            },
          },
          on: { AttachmentFiled: { actions: 'permit' }, RequestSubmitted: 'examining' },
        },
        examining: {
          type: 'parallel',
          meta: { it: 'in istruttoria', en: 'under examination' },
          on: {
            AttachmentReviewed: { actions: 'permit' },
            ExaminationClosed: { target: 'deciding', guard: 'everythingChecked' },
          },
          states: {
            accounts: {
              initial: 'open',
              meta: { it: 'conti', en: 'accounts' },
              states: {
                open: {
                  meta: {
                    it: 'conti da verificare',
                    en: 'accounts to be checked',
                    awaits: {
                      roles: ['accountant', 'auditor'],
                      it: 'Verificare i conti',
                      en: 'Check the accounts',
                      doneBy: 'AccountsChecked',
                    },
                  },
                  on: { AccountsChecked: 'checked' },
                },
                checked: {
                  id: 'accountsChecked',
                  meta: { it: 'conti verificati', en: 'accounts checked' },
                  on: { AccountsReopened: 'open' },
                },
              },
            },
            opinion: {
              initial: 'missing',
              meta: { it: 'parere', en: 'opinion' },
              states: {
                missing: {
                  meta: { it: 'parere da rendere', en: 'opinion missing' },
                  on: {
                    OpinionGiven: 'given',
                    OpinionWaived: { target: 'waived', guard: 'noOpinionYet' },
                  },
                },
                given: { id: 'opinionGiven', meta: { it: 'parere reso', en: 'opinion given' } },
                waived: { id: 'opinionWaived', meta: { it: 'senza parere', en: 'waived' } },
              },
            },
            asItWas: { type: 'history', history: 'shallow' },
          },
        },
        deciding: {
          meta: {
            it: 'in decisione',
            en: 'being decided',
            awaits: { roles: ['director'], it: 'Decidere', en: 'Decide', doneBy: 'RequestDecided' },
          },
          on: {
            RequestDecided: [
              { guard: { type: 'outcome', params: { is: 'granted' } }, target: '#granted' },
              { guard: { type: 'outcome', params: { is: 'returned' } }, target: 'drafting' },
              {
                guard: { type: 'outcome', params: { is: 'reopened' } },
                target: 'examining.asItWas',
              },
            ],
          },
        },
        whereItWas: { type: 'history', history: 'deep' },
      },
    },
    suspended: {
      meta: { it: 'sospesa', en: 'suspended' },
      on: { RequestResumed: 'running.whereItWas', RequestWithdrawn: 'withdrawn' },
    },
    granted: { id: 'granted', type: 'final', meta: { it: 'accolta', en: 'granted' } },
    withdrawn: { type: 'final', meta: { it: 'ritirata', en: 'withdrawn' } },
  },
});

/** A paper that belongs to a request. Whether it may be filed or reviewed now, the request says too. */
export const attachmentMachine = setup({
  types: { events: {} as { readonly type: string; readonly outcome?: unknown } },
  actions: { permit },
  guards: { outcome },
}).createMachine({
  id: 'attachment',
  version: '1',
  initial: 'expected',
  states: {
    expected: { meta: { it: 'attesa', en: 'expected' }, on: { AttachmentFiled: 'filed' } },
    filed: {
      meta: { it: 'depositata', en: 'filed' },
      on: {
        AttachmentReviewed: [
          { guard: { type: 'outcome', params: { is: 'valid' } }, target: 'valid' },
          { guard: { type: 'outcome', params: { is: 'invalid' } }, target: 'expected' },
        ],
      },
    },
    valid: { type: 'final', meta: { it: 'valida', en: 'valid' } },
  },
});

/** An objection: the request does not mind when it comes. */
const objectionMachine = setup({}).createMachine({
  id: 'objection',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: { it: 'non sollevata', en: 'not raised' }, on: { ObjectionRaised: 'raised' } },
    raised: { meta: { it: 'sollevata', en: 'raised' }, on: { ObjectionSettled: 'settled' } },
    settled: { type: 'final', meta: { it: 'definita', en: 'settled' } },
  },
});

export interface RequestData {
  readonly notes: string[];
}

export const requestDefinition: Definition<RequestData> = {
  id: 'grant',
  version: 1,
  title: { it: 'Richiesta di contributo', en: 'Grant request' },
  root: requestMachine,
  parts: {
    attachment: { machine: attachmentMachine, idField: 'attachmentId' },
    objection: { machine: objectionMachine, idField: 'objectionId' },
  },
  documents: { form: { fields: ['title', 'amountEuro'] } },
  dataVersion: 1,
  beginData: () => ({ notes: [] }),
  remember: {
    NoteWritten: ({ notes }, { data }) => {
      notes.push(String(fieldOf(data, 'text')));
    },
  },
  happened: ({ metadata }) => (typeof metadata['on'] === 'string' ? metadata['on'] : ''),
  referenceIn: ({ type, data }) =>
    type === 'RequestOpened'
      ? (fieldOf(data, 'definition') as DefinitionReference | undefined)
      : undefined,
};

/** The text stands for its own digest: equal texts, equal digests. */
export const textItself: Sha256 = (text) => text;

export const installed = new Workflows([requestDefinition], textItself);

// One definition was installed, so there is one.
export const [workflow] = installed.all as readonly [Workflow<RequestData>];

export function fact(type: string, data: Fact['data'] = {}): Fact {
  return { type, data };
}

/** The first fact of a stream, with the definition as it is installed. */
export const opened = fact('RequestOpened', { definition: workflow.reference });

/** The facts as a stream gives them back. */
export function recorded(...facts: readonly Fact[]): readonly RecordedFact[] {
  return facts.map((each, revision) => ({ ...each, revision, metadata: {} }));
}

/** The facts that could come next in a life, about the whole and about two parts of each kind. */
function couldFollow(life: Readonly<Life<RequestData>>): readonly Fact[] {
  const about = (kind: string, idField: string) =>
    ['a', 'b'].flatMap((id) =>
      possibleForPart(life, kind, id).map(({ type, data }) =>
        fact(type, { ...data, [idField]: id }),
      ),
    );
  return [
    ...possible(life).map(({ type, data }) => fact(type, { ...data, text: life.revision })),
    ...about('attachment', 'attachmentId'),
    ...about('objection', 'objectionId'),
  ];
}

/** A stream that goes where the picks lead: each chooses among the facts that could follow. */
export function wander(picks: readonly number[]): readonly RecordedFact[] {
  const life = begin(workflow);
  const facts: RecordedFact[] = [];
  for (const pick of [0, ...picks]) {
    const next = life.revision < 0 ? [opened] : couldFollow(life);
    const chosen = next[pick % next.length];
    if (!chosen) break;
    const each = { ...chosen, revision: life.revision + 1, metadata: {} };
    evolve(life, each);
    facts.push(each);
  }
  return facts;
}
