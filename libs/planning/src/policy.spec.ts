import fc from 'fast-check';
import { roles, theProgram, type Person, type Role } from '#people';
import {
  allowed,
  allowedToOperate,
  allowedToRead,
  policyMatrix,
  readings,
  unitsOf,
  type Reading,
} from './policy.js';
import {
  closed,
  merged,
  opened,
  organisationAfter,
  roleGranted,
  rolesKept,
  unitAdded,
} from './organisation/organisation.fixture.js';
import { organisationOn } from './organisation/organisation.js';
import { assigned, inPreparation, lifeAfter } from './testing.fixture.js';
import { verbByName, verbs } from './verbs.js';

/** Who may use each verb. A star: only about schede of the own unit. */
const matrix: Readonly<Record<string, string>> = {
  'draft-cycle': 'UPc',
  'open-organisation': 'UPc ADM',
  'add-unit': 'UPc',
  'rename-unit': 'UPc',
  'replace-head': 'UPc',
  'merge-units': 'UPc',
  'close-unit': 'UPc',
  'grant-delegation': 'UH* DIR',
  'revoke-delegation': 'UPc UH DIR',
  'grant-role': 'UPc ADM',
  'revoke-role': 'UPc ADM',
  'deactivate-person': 'ADM',
  'reactivate-person': 'ADM',
  'set-office-seat': 'UPc ADM',
  'add-office-closure': 'UPc ADM',
  'withdraw-office-closure': 'UPc ADM',
  'migrate-definition': 'UPc DIR',
  'erase-person': 'DIR',
  'link-regional-act': 'UPc',
  'set-target-approval': 'UPc',
  'link-parent-plan': 'UPc UPo',
  'import-tree': 'UPc UPo',
  'add-objective': 'UPc UPo',
  'add-programme': 'UPc UPo',
  'link-programme': 'UPc UPo',
  'rename-objective': 'UPc UPo',
  'rename-programme': 'UPc UPo',
  'remove-objective': 'UPc UPo',
  'remove-programme': 'UPc UPo',
  'open-cycle': 'UPc',
  'hold-kickoff': 'UPc UPo',
  'open-verification': 'UPc',
  'request-fixes': 'UPc',
  'raise-question': 'UPc UPo',
  'answer-question': 'UPc UPo DIR',
  'set-deadline': 'UPc DIR',
  'set-calendar': 'UPc DIR',
  'accept-deadline-proposal': 'UPc DIR',
  'decline-deadline-proposal': 'UPc DIR',
  'extend-deadline': 'UPc DIR',
  'record-missed-deadline': '',
  'record-reminder': '',
  'remind-unit': 'UPc UPo',
  'take-back-reminder': 'UPc UPo',
  'shorten-deadline': 'UPc DIR',
  'record-deadline-met': 'UPc UPo',
  'waive-deadline': 'UPc DIR',
  'cancel-deadline': 'UPc DIR',
  'place-contribution': 'UPc UPo',
  'decline-category-exemption': 'DIR',
  'make-promise': 'UPc DIR',
  'keep-promise': 'UPc DIR',
  'break-promise': 'DIR',
  'draft-from-previous': 'UPc',
  'carry-over-schede': 'UPc UPo',
  'propose-theme': 'UPc UPo',
  'draft-theme': 'UPc UPo',
  'return-theme': 'UPc UPo',
  'review-theme': 'UPc UPo',
  'withdraw-theme': 'UPc UPo',
  'record-need': 'UPc UPo',
  'revise-need': 'UPc UPo',
  'withdraw-need': 'UPc UPo',
  'add-data-source': 'UPc UPo',
  'record-indicator': 'UPc UPo',
  'withdraw-indicator': 'UPc UPo',
  'attach-profile-document': 'UPc UPo',
  'propose-edition': 'DIR',
  'return-edition': 'DIR SEG',
  'adopt-edition': 'SEG',
  'freeze-edition': 'UPc',
  'supersede-edition': 'SEG',
  'attach-health-profile': 'UPc UPo',
  'adopt-health-profile': 'SEG',
  'import-needs': 'UPc UPo',
  'schedule-meeting': 'UPc UPo',
  'convene-meeting': 'UPc UPo',
  'reschedule-meeting': 'UPc UPo',
  'cancel-meeting': 'UPc UPo',
  'record-meeting-held': 'UPc UPo',
  'attribute-categories': 'UPc UPo',
  'record-minutes': 'UPc UPo',
  'open-minutes-to-observations': 'UPc UPo',
  'approve-minutes': 'DIR',
  'receive-contribution': 'UPc UPo ETS',
  'answer-contribution': 'UPc UPo',
  'propose-category-exemption': 'UPc',
  'exempt-category': 'DIR',
  'open-co-programming': 'DIR',
  'replace-responsible-person': 'DIR',
  'propose-co-programming': 'UPc',
  'decide-co-programming': 'DIR',
  'publish-notice': 'UPc UPo',
  'extend-notice': 'UPc UPo',
  'receive-application': 'UPc UPo',
  'close-notice': 'UPc UPo',
  'admit-application': 'UPc UPo',
  'not-admit-application': 'UPc UPo',
  'record-co-programming-session': 'UPc UPo',
  'issue-co-programming-report': 'UPc UPo UH DIR',
  'publish-co-programming-report': 'UPc UPo',
  'give-up-co-programming': 'DIR',
  'conclude-co-programming': 'UPc UPo',
  'open-zone-register': 'UPc',
  'add-co-design-row': 'UPc UPo',
  'import-co-design-rows': 'UPc UPo',
  'complete-co-design-row': 'UPc UPo',
  'change-co-design-state': 'UPc UPo',
  'renew-co-design-row': 'UPc UPo',
  'add-addendum': 'UPc UPo',
  'link-co-design-to-scheda': 'UPc UPo',
  'unlink-co-design-from-scheda': 'UPc UPo',
  'record-expiry-review': 'UPc UPo',
  'add-funded-project': 'UPc UPo',
  'change-funded-project': 'UPc UPo',
  'link-funded-project': 'UPc UPo',
  'unlink-funded-project': 'UPc UPo',
  'set-reporting-deadline': 'UPc UPo',
  'record-reporting': 'UPc UPo',
  'register-document': 'UPc UPo',
  'supersede-document': 'UPc UPo',
  'set-protocol': 'UPc UPo SEG',
  'assign-scheda': 'UPc UH*',
  'reassign-scheda': 'UPc UH*',
  'move-scheda': 'UPc UPo UH*',
  'revise-scheda': 'UH* RF*',
  'submit-scheda': 'UH*',
  'take-scheda-in-charge': 'UPc UPo',
  'return-scheda': 'UPc UPo',
  'check-scheda': 'UPc UPo',
  'request-withdrawal': 'UH*',
  'grant-withdrawal': 'UPc',
  'deny-withdrawal': 'UPc',
  'close-verification': 'UPc',
  'endorse-proposal': 'DIR',
  'return-proposal': 'DIR',
  'convene-organ': 'SEG',
  'cancel-session': 'SEG',
  'record-deliberation': 'SEG',
  'open-revision': 'UPc',
  'drop-amendment': 'UPc',
  'verify-revision': 'UPc',
  'drop-revision': 'UPc',
  'suspend-cycle': 'DIR',
  'resume-cycle': 'DIR',
  'annul-scheda': 'SEG',
  'annul-cycle': 'SEG',
  'revoke-cycle': 'SEG',
  'abandon-cycle': 'DIR',
  'correct-record': 'UPc',
  'redact-text': 'DIR',
  'open-checkpoint': 'UPc UPo',
  'record-progress': 'UH* RF*',
  'close-checkpoint': 'UPc UPo',
  'publish-plan': 'UPc UPo SEG',
  'record-proweb-deposit': 'UPc UPo',
  'meet-prescription': 'UPc UPo UH',
  'accept-prescription': 'DIR',
  'not-accept-prescription': 'DIR',
  'start-final-report': 'UPc',
  'report-scheda': 'UH* RF*',
  'accept-report': 'UPc UPo DIR',
  'return-report': 'UPc UPo DIR',
  'excuse-scheda': 'UPc DIR',
  'endorse-final-report': 'DIR',
  'return-final-report': 'SEG',
  'approve-final-report': 'SEG',
  'close-cycle': 'UPc',
  'reopen-cycle': 'DIR',
  'import-schede': 'UPc',
  'import-co-design-spreadsheet': 'UPc UPo',
  'import-units': 'UPc',
  'undo-spreadsheet-import': 'UPc',
};

const matrixByVerb = new Map(Object.entries(matrix));

/** Verbs that change or undo what others did, and therefore say why. */
const sayWhy: readonly string[] = [
  'migrate-definition',
  'cancel-deadline',
  'decline-category-exemption',
  'break-promise',
  'change-funded-project',
  'rename-unit',
  'replace-head',
  'merge-units',
  'close-unit',
  'revoke-delegation',
  'revoke-role',
  'withdraw-office-closure',
  'deactivate-person',
  'reactivate-person',
  'erase-person',
  'extend-deadline',
  'shorten-deadline',
  'waive-deadline',
  'accept-deadline-proposal',
  'decline-deadline-proposal',
  'reschedule-meeting',
  'cancel-meeting',
  'attribute-categories',
  'propose-category-exemption',
  'exempt-category',
  'return-theme',
  'withdraw-theme',
  'withdraw-need',
  'withdraw-indicator',
  'return-edition',
  'replace-responsible-person',
  'extend-notice',
  'not-admit-application',
  'give-up-co-programming',
  'reassign-scheda',
  'move-scheda',
  'request-withdrawal',
  'grant-withdrawal',
  'deny-withdrawal',
  'cancel-session',
  'open-revision',
  'drop-amendment',
  'drop-revision',
  'suspend-cycle',
  'resume-cycle',
  'annul-scheda',
  'annul-cycle',
  'revoke-cycle',
  'abandon-cycle',
  'correct-record',
  'redact-text',
  'remind-unit',
  'remove-objective',
  'remove-programme',
  'rename-objective',
  'rename-programme',
  'excuse-scheda',
  'reopen-cycle',
  'undo-spreadsheet-import',
  'unlink-co-design-from-scheda',
  'unlink-funded-project',
];

/** What whoever runs the system does: say who has which role. */
const setByAdministrators: readonly string[] = [
  'open-organisation',
  'grant-role',
  'revoke-role',
  'deactivate-person',
  'reactivate-person',
  'set-office-seat',
  'add-office-closure',
  'withdraw-office-closure',
];

const everyRole = Object.keys(roles) as readonly Role[];
const person = (role: Role, unitId?: string): Person => ({
  personId: 'qualcuno',
  role,
  zone: 'livornese',
  ...(unitId !== undefined && { unitId }),
  authMethod: 'passkey',
});
const verb = (name: string) => verbByName.get(name)!;

describe('The policy', () => {
  it('lets each role use these verbs and no others', () => {
    const found = policyMatrix(verbs).map(({ verb: name, rules }) => {
      const granted = everyRole.filter((role) => rules[role] !== null);
      const starred = granted.map((role) =>
        rules[role]?.endsWith('/own-unit') ? `${role}*` : role,
      );
      return [name, starred.join(' ')];
    });
    expect(Object.fromEntries(found)).toEqual(matrix);
  });

  it('names each rule by its verb, its role and its condition', () => {
    const [assign] = policyMatrix([verb('assign-scheda')]);
    expect(assign).toEqual({
      verb: 'assign-scheda',
      title: 'Assegna una scheda',
      decisive: false,
      rules: {
        UPc: 'assign-scheda/UPc',
        UPo: null,
        UH: 'assign-scheda/UH/own-unit',
        RF: null,
        DIR: null,
        SEG: null,
        AUD: null,
        ETS: null,
        ADM: null,
        SYS: null,
      },
    });
  });

  it.each(['AUD', 'ADM'] as const)('lets %s change nothing of what is programmed', (role) => {
    const ofPersons = role === 'ADM' ? setByAdministrators : [];
    for (const each of verbs.filter(({ name }) => !ofPersons.includes(name))) {
      expect(allowed(person(role, 'anziani'), each, 'livornese', ['anziani'])).toEqual({
        allowed: false,
        rule: `deny/${each.name}`,
        code: 'not-allowed',
      });
    }
  });

  it('denies whatever it does not grant, whoever asks for whatever', () => {
    const zone = fc.constantFrom('livornese', 'pisana');
    const unit = fc.constantFrom('anziani', 'minori');
    const anybody = fc.record({
      role: fc.constantFrom(...everyRole),
      zone,
      unitId: fc.option(unit, { nil: undefined }),
    });
    const anything = fc.oneof(
      fc.constantFrom(...verbs),
      fc.record({ name: fc.stringMatching(/^[a-z-]{1,12}$/), who: fc.constant([]) }),
    );
    fc.assert(
      fc.property(
        anybody,
        anything,
        zone,
        fc.array(unit, { maxLength: 2 }),
        (who, what, where, units) => {
          const { role, unitId } = who;
          const granted = (matrixByVerb.get(what.name) ?? '').split(' ');
          const own = units.length > 0 && units.every((each) => each === unitId);
          const expected =
            who.zone === where && (granted.includes(role) || (granted.includes(`${role}*`) && own));
          const asking = { ...person(role, unitId), zone: who.zone };
          expect(allowed(asking, what, where, units).allowed).toBe(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('says no to whoever is of another zone before anything else', () => {
    expect(allowed(person('UPc'), verb('draft-cycle'), 'pisana', [])).toEqual({
      allowed: false,
      rule: 'deny/other-zone',
      code: 'other-zone',
    });
  });

  it.each<[string, string | undefined, readonly string[], boolean]>([
    ['their own scheda', 'anziani', ['anziani'], true],
    ['a scheda of their own for their own unit', 'anziani', ['anziani', 'anziani'], true],
    ['the scheda of another unit', 'minori', ['anziani'], false],
    ['their own scheda for another unit', 'anziani', ['anziani', 'minori'], false],
    ['a scheda of another unit for their own', 'minori', ['anziani', 'minori'], false],
    ['a scheda, when they have no unit', undefined, ['anziani'], false],
    ['nothing in particular', 'anziani', [], false],
  ])('lets a unit head move %s: %s on %j is %s', (_what, unitId, units, expected) => {
    const answer = allowed(person('UH', unitId), verb('reassign-scheda'), 'livornese', units);
    expect(answer).toEqual(
      expected
        ? { allowed: true, rule: 'reassign-scheda/UH/own-unit' }
        : { allowed: false, rule: 'deny/reassign-scheda/UH/own-unit', code: 'not-your-unit' },
    );
  });

  it('asks why of those who change or undo what others did', () => {
    const asked = verbs.filter(({ reason }) => reason === 'required').map(({ name }) => name);
    expect(asked.toSorted()).toEqual(sayWhy.toSorted());
  });
});

describe('The policy, where the organisation is kept', () => {
  const data = organisationAfter(
    opened,
    unitAdded('anziani'),
    unitAdded('minori', { headPersonId: 'qualcuno' }),
    unitAdded('famiglie', { headPersonId: 'qualcuno' }),
    unitAdded('disabilita', { headPersonId: 'qualcuno' }),
    merged('famiglie', 'minori'),
    closed('disabilita'),
  );
  const organisation = organisationOn(data, '2024-06-30');
  const answer = (role: Role, unitId: string, name: string, ...units: readonly string[]) => {
    const policy = allowed(person(role, unitId), verb(name), 'livornese', units, organisation);
    return policy.allowed ? policy.rule : policy.code;
  };
  const theirs = 'revise-scheda/UH/own-unit';

  it.each([
    ['a unit of theirs, whatever the token says', 'anziani', ['minori'], theirs],
    ['one that went on in theirs', 'anziani', ['famiglie'], theirs],
    ['one that is not registered, as the token says', 'salute-mentale', ['salute-mentale'], theirs],
    ['one whose head is another', 'anziani', ['anziani'], 'not-head-of-unit'],
    [
      'one whose head is another, with a unit of theirs',
      'minori',
      ['minori', 'anziani'],
      'not-your-unit',
    ],
    ['a closed one', 'disabilita', ['disabilita'], 'unit-closed'],
    ['a closed one of others', 'minori', ['disabilita'], 'not-your-unit'],
    ['one that is not registered, of others', 'minori', ['salute-mentale'], 'not-your-unit'],
  ] as const)('answers a unit head about %s', (_which, token, units, expected) => {
    expect(answer('UH', token, 'revise-scheda', ...units)).toBe(expected);
  });

  it('answers the people of a unit as their token says, wherever it went on', () => {
    expect(answer('RF', 'anziani', 'revise-scheda', 'anziani')).toBe('revise-scheda/RF/own-unit');
    expect(answer('RF', 'famiglie', 'revise-scheda', 'minori')).toBe('revise-scheda/RF/own-unit');
    expect(answer('RF', 'disabilita', 'revise-scheda', 'disabilita')).toBe('unit-closed');
    expect(answer('RF', 'minori', 'revise-scheda', 'anziani')).toBe('not-your-unit');
  });

  it('lets who heads no unit any more do nothing as a unit head', () => {
    const nobody = organisationOn(organisationAfter(opened, unitAdded('anziani')), '2024-06-30');
    const head = person('UH', 'anziani');
    const meets = verb('revoke-delegation');
    expect(allowed(head, meets, 'livornese', [], nobody)).toMatchObject({
      allowed: false,
      code: 'not-head-of-unit',
    });
    expect(answer('UH', 'anziani', 'revoke-delegation')).toBe('revoke-delegation/UH');
  });
});

describe('The policy, where the register keeps roles', () => {
  const organisation = organisationOn(
    organisationAfter(
      ...rolesKept,
      unitAdded('anziani', { headPersonId: 'capo' }),
      roleGranted('qualcuno', 'UPo'),
      roleGranted('capo', 'UPo'),
    ),
    '2024-06-30',
  );
  const notHeld = { allowed: false, rule: 'deny/role-not-held', code: 'role-not-held' };

  it('lets nobody use a verb, read or see to the service in a role they have not', () => {
    for (const role of everyRole.filter((each) => each !== 'UPo')) {
      for (const each of verbs) {
        expect(
          allowed(person(role, 'anziani'), each, 'livornese', ['anziani'], organisation),
        ).toEqual(notHeld);
      }
      for (const reading of Object.keys(readings) as Reading[]) {
        expect(allowedToRead(person(role), reading, 'livornese', organisation)).toEqual(notHeld);
      }
      expect(allowedToOperate(person(role), 'retry-views', organisation)).toEqual(notHeld);
    }
  });

  it('says the same as ever to whoever has the role', () => {
    for (const each of verbs) {
      expect(allowed(person('UPo'), each, 'livornese', [], organisation)).toEqual(
        allowed(person('UPo'), each, 'livornese', []),
      );
    }
    expect(allowedToRead(person('UPo'), 'schede', 'livornese', organisation).allowed).toBe(true);
    const administrator = { ...person('ADM'), personId: 'sistemista' };
    expect(allowedToOperate(administrator, 'retry-views', organisation).allowed).toBe(true);
  });

  it('lets the head of a unit be one without having been given the role', () => {
    const head = { ...person('UH', 'anziani'), personId: 'capo' };
    expect(allowed(head, verb('revise-scheda'), 'livornese', ['anziani'], organisation)).toEqual({
      allowed: true,
      rule: 'revise-scheda/UH/own-unit',
    });
  });
});

describe('Whoever comes with the code of the first start', () => {
  const first: Person = { ...person('ADM'), authMethod: 'bootstrap' };
  const only = { allowed: false, rule: 'deny/bootstrap-only', code: 'bootstrap-only' };
  const organisation = organisationOn(organisationAfter(opened), '2024-06-30');

  it('opens the register and grants the first role, and does nothing else', () => {
    const can = verbs.filter((each) => allowed(first, each, 'livornese', [], organisation).allowed);
    expect(can.map(({ name }) => name)).toEqual(['open-organisation', 'grant-role']);
    expect(allowed(first, verb('revoke-role'), 'livornese', [], organisation)).toEqual(only);
  });

  it('reads nothing, and sees to nothing', () => {
    expect(allowedToRead(first, 'organisation', 'livornese', organisation)).toEqual(only);
    expect(allowedToOperate(first, 'retry-views', organisation)).toEqual(only);
  });
});

describe('A wish is about the units', () => {
  const life = lifeAfter(...inPreparation, assigned('S-1'));

  it.each<[string, object, readonly string[]]>([
    ['of its scheda', { schedaId: 'S-1' }, ['anziani']],
    ['it names', { unitId: 'minori' }, ['minori']],
    [
      'of its scheda and those it names',
      { schedaId: 'S-1', unitId: 'minori' },
      ['anziani', 'minori'],
    ],
    ['it names, when its scheda is not there', { schedaId: 'S-9', unitId: 'minori' }, ['minori']],
    ['of nobody, when it is about neither', { meetingId: 'M1' }, []],
    ['of nobody, when it names them wrongly', { schedaId: 7, unitId: null }, []],
  ])('%s', (_which, wish, units) => {
    expect(unitsOf(life, wish)).toEqual(units);
  });
});

describe('Reading', () => {
  it('is for those who are listed, in their own zone', () => {
    for (const reading of Object.keys(readings) as Reading[]) {
      for (const role of everyRole) {
        expect(allowedToRead(person(role), reading, 'livornese', undefined)).toEqual(
          readings[reading].includes(role)
            ? { allowed: true, rule: `read/${reading}/${role}` }
            : { allowed: false, rule: `deny/read/${reading}`, code: 'not-allowed' },
        );
        expect(allowedToRead(person(role), reading, 'pisana', undefined)).toEqual({
          allowed: false,
          rule: 'deny/other-zone',
          code: 'other-zone',
        });
      }
    }
  });

  it('keeps schede from stakeholders and administrators, and refusals for those who watch', () => {
    expect(readings.schede).not.toContain('ETS');
    expect(readings.schede).not.toContain('ADM');
    expect(readings.refusals).toEqual(['UPc', 'DIR', 'AUD', 'ADM']);
  });
});

it('lets the program do what is its own, also where the zone keeps roles: it is in no register', () => {
  const organisation = organisationOn(organisationAfter(...rolesKept), '2024-06-01');
  const program = theProgram('livornese');
  const missed = verb('record-missed-deadline');
  expect(allowed(program, missed, 'livornese', [], organisation)).toEqual({
    allowed: true,
    rule: 'record-missed-deadline/SYS',
  });
  const own = verbs.filter((each) => allowed(program, each, 'livornese', []).allowed);
  expect(own).toEqual([missed, verb('record-reminder')]);
});
