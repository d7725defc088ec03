/**
 * What a free text of a request may hold of natural persons, and what becomes of it.
 * - `impersonal`: what an act, a code, a unit or a measure is called: no place for a person
 * - `sealed`: persons stand there by name, each sealed for themselves (personal-fields.ts)
 * - `redactable`: free words, in which a name may slip in: whoever writes is warned, and it can be redacted
 * - `kept`: the words of a decision, or what an organ has approved: whoever writes is warned, and it stays
 * - `asCorrected`: what a correction quotes, as the field it corrects
 */
export type FateOfText = 'impersonal' | 'sealed' | 'redactable' | 'kept' | 'asCorrected';

/** By JSON pointer into the request, in which `*` is any one member. */
type Fates = Readonly<Record<string, FateOfText>>;

/** Fields that are the same wherever they are. */
const everywhere: Fates = {
  '/reason': 'redactable',
  '/lateReason': 'redactable',
  '/act': 'impersonal',
  '/protocol': 'impersonal',
  '/document/protocol': 'impersonal',
  '/receipt/protocol': 'impersonal',
  '/proof/protocol': 'impersonal',
  '/organ': 'impersonal',
  '/source/file': 'redactable',
  '/source/raw': 'redactable',
};

const within = (place: string, fates: Fates): Fates =>
  Object.fromEntries(Object.entries(fates).map(([pointer, fate]) => [place + pointer, fate]));

const source: Fates = { '/source/file': 'redactable', '/source/raw': 'redactable' };
const branch: Fates = {
  ...{ '/name': 'kept', '/code': 'impersonal', '/description': 'redactable' },
  ...source,
};
const objective: Fates = { ...branch, '/pssirReferences/*': 'impersonal' };
const measured: Fates = { '/measured/*/indicator': 'impersonal', '/measured/*/unit': 'impersonal' };
const period: Fates = { '/period/text': 'redactable', '/period/condition': 'redactable' };
const codes: Fates = {
  ...{ '/codes/cup/*': 'impersonal', '/codes/cig/*': 'impersonal', '/codes/clp/*': 'impersonal' },
};
const coDesignRow: Fates = {
  ...{ '/holder/text': 'redactable', '/activity': 'redactable', '/subjects/*/text': 'redactable' },
  ...{ '/stateText': 'redactable', '/stateCondition': 'redactable', '/act': 'impersonal' },
  ...{ '/legalReferences/*': 'impersonal', ...period, ...codes, ...source },
};
const fundedProject: Fates = {
  ...{ '/name': 'redactable', '/description': 'redactable', '/funder': 'redactable' },
  ...{ '/holder': 'redactable', '/cup/*': 'impersonal', '/actions/*/text': 'redactable' },
  ...{ '/actions/*/per': 'impersonal', ...period },
};
const registered: Fates = { '/protocol/register': 'impersonal' };
const attached: Fates = { '/document/title': 'kept' };

/** The free texts of each verb. One that is not here fails a test: who adds a field says what it may hold. */
const texts: Readonly<Record<string, Fates>> = {
  'draft-cycle': { '/title': 'impersonal' },
  'link-regional-act': { '/cite': 'impersonal', '/affects': 'redactable' },
  'set-target-approval': { '/basis': 'redactable' },
  'link-parent-plan': { '/name': 'impersonal', '/note': 'redactable' },
  'import-tree': { ...within('/objectives/*', objective), ...within('/programmes/*', branch) },
  'add-objective': objective,
  'add-programme': branch,
  'rename-objective': { '/name': 'kept' },
  'rename-programme': { '/name': 'kept' },
  'open-cycle': {
    ...{ '/caseFile/identifier': 'impersonal', '/caseFile/subject': 'kept' },
    '/caseFile/ownerAdministration': 'impersonal',
    '/caseFile/otherAdministrations/*': 'impersonal',
  },
  'hold-kickoff': { '/materials/*/title': 'kept', '/materials/*/protocol': 'impersonal' },
  'request-fixes': { '/text': 'redactable' },
  'raise-question': { '/subject': 'impersonal', '/text': 'redactable', '/guess': 'redactable' },
  'answer-question': { '/answer': 'redactable', '/basis': 'redactable' },
  'propose-theme': { '/name': 'redactable' },
  'draft-theme': { '/text': 'redactable' },
  'record-need': { '/text': 'redactable' },
  'revise-need': { '/text': 'redactable' },
  'add-data-source': { '/name': 'impersonal', ...attached },
  'record-indicator': { '/name': 'impersonal', '/unit': 'impersonal', '/period': 'impersonal' },
  'attach-profile-document': attached,
  'attach-health-profile': { '/edition': 'impersonal', '/title': 'kept', ...attached },
  'import-needs': {
    ...{ '/edition': 'impersonal', '/themes/*': 'redactable' },
    ...within('/needs/*', { '/theme': 'redactable', '/text': 'redactable', ...source }),
  },
  'schedule-meeting': {
    ...{ '/title': 'redactable', '/venue': 'redactable', '/room': 'redactable' },
    '/agendaItems/*': 'redactable',
  },
  'convene-meeting': { '/invitees/*': 'sealed' },
  'reschedule-meeting': {
    ...{ '/arrangements/venue': 'redactable', '/arrangements/room': 'redactable' },
    '/agendaItems/*': 'redactable',
  },
  'record-meeting-held': {
    ...{ '/attendance/*': 'sealed', '/contents/*': 'redactable' },
    ...{ '/materials/*/title': 'redactable', '/materials/*/protocol': 'impersonal' },
  },
  'record-minutes': attached,
  'receive-contribution': { '/body': 'sealed', '/document/title': 'sealed' },
  'answer-contribution': { '/text': 'sealed' },
  'place-contribution': { '/text': 'sealed' },
  'open-co-programming': {
    ...{ '/purposes': 'redactable', '/object': 'redactable', '/requirements': 'redactable' },
    '/participationMode': 'redactable',
  },
  'propose-co-programming': { '/text': 'kept', '/deferredTo': 'kept' },
  'decide-co-programming': { '/text': 'kept', '/deferredTo': 'kept' },
  'publish-notice': { '/requirements': 'kept', '/derogation': 'kept', '/proof/title': 'kept' },
  'receive-application': { '/body': 'sealed' },
  'record-co-programming-session': {
    ...{ '/theme': 'redactable', '/tables/*/theme': 'redactable', '/attendance/*': 'sealed' },
  },
  'issue-co-programming-report': { ...attached, '/sentTo/*': 'sealed' },
  'assign-scheda': { '/title': 'redactable' },
  'revise-scheda': { '/changes': 'redactable' },
  'return-scheda': { '/text': 'redactable' },
  'close-verification': { '/leftOut/*/reason': 'redactable' },
  'return-proposal': { '/text': 'redactable' },
  'convene-organ': { '/items/*': 'kept', '/venue': 'impersonal' },
  'record-deliberation': {
    ...{ '/members/*/body': 'impersonal', '/members/*/delegation/protocol': 'impersonal' },
    ...{ '/number': 'impersonal', '/prescriptions/*/text': 'kept', '/text': 'kept' },
    ...{ '/subject': 'kept', '/protocolNumber': 'impersonal', ...attached },
  },
  'publish-plan': { '/where': 'impersonal' },
  'record-proweb-deposit': { '/receipt/title': 'kept' },
  'record-deadline-met': { '/document/title': 'redactable' },
  'meet-prescription': { '/text': 'redactable', '/document/title': 'redactable' },
  'not-accept-prescription': { '/text': 'redactable' },
  'record-progress': { '/text': 'redactable', ...measured },
  'verify-revision': { '/leftOut/*/reason': 'redactable' },
  'report-scheda': { '/doneText': 'redactable', '/reProposeReason': 'redactable', ...measured },
  'return-report': { '/text': 'redactable' },
  'return-final-report': { '/text': 'kept' },
  'approve-final-report': { '/number': 'impersonal' },
  'annul-scheda': { '/ground': 'kept' },
  'annul-cycle': { '/ground': 'kept' },
  'revoke-cycle': { '/ground': 'kept' },
  'make-promise': { '/text': 'redactable', '/to': 'redactable' },
  'keep-promise': { '/text': 'redactable' },
  'draft-from-previous': { '/title': 'impersonal' },
  'correct-record': { '/old': 'asCorrected', '/new': 'asCorrected' },
  'redact-text': { '/legalBasis': 'kept' },
  'open-zone-register': { '/title': 'impersonal' },
  'add-co-design-row': within('/row', coDesignRow),
  'import-co-design-rows': within('/rows/*', coDesignRow),
  'complete-co-design-row': {
    ...{ '/subjects/*/text': 'redactable', '/basis': 'redactable', ...period, ...codes },
  },
  'change-co-design-state': { '/stateText': 'redactable' },
  'add-addendum': within('/addendum', coDesignRow),
  'record-expiry-review': { '/finding': 'redactable' },
  'add-funded-project': fundedProject,
  'change-funded-project': fundedProject,
  'set-reporting-deadline': { '/text': 'redactable' },
  'record-reporting': registered,
  'register-document': {
    ...{ '/title': 'redactable', '/body': 'redactable', '/edition': 'impersonal' },
    ...{ '/actRef': 'impersonal', ...period, ...registered },
  },
  'set-protocol': registered,
  'open-organisation': { '/title': 'impersonal' },
  'add-office-closure': { '/why': 'impersonal' },
  'grant-delegation': { '/cycleId': 'impersonal' },
  'add-unit': { '/name': 'redactable' },
  'rename-unit': { '/name': 'redactable' },
  // The rows of a file become facts of the same types as those above.
  'import-schede': { '/fileName': 'redactable', '/rows': 'redactable' },
  'import-co-design-spreadsheet': { '/fileName': 'redactable', '/rows': 'redactable' },
  'import-units': { '/fileName': 'redactable', '/rows': 'redactable' },
};

/** What a text of a request of this verb may hold; undefined where nobody has said so. */
export function fateOfText(verbName: string, pointer: string): FateOfText | undefined {
  return texts[verbName]?.[pointer] ?? everywhere[pointer];
}

/** The verbs whose texts are told here. */
export const verbsWithTexts: readonly string[] = Object.keys(texts);

/** Every place of a verb that is told here. */
export const textsTold = (verbName: string): readonly string[] =>
  Object.keys(texts[verbName] ?? {});
