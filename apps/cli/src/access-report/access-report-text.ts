import { writeTable, type Columns } from '#spreadsheet';
import type { AccessReportView, AccessView, CountedAccess } from './access-report-views.js';

const counted: Readonly<Record<CountedAccess, string>> = {
  signIns: 'accessi',
  signInsRefused: 'accessi negati',
  signOuts: 'uscite',
  sessionsEnded: 'sessioni chiuse',
  emergencies: 'emergenze',
  tokensMinted: 'token creati',
  tokensRevoked: 'token revocati',
  accountChanges: 'modifiche ad account',
  reads: 'letture',
  exports: 'di cui esportazioni',
  readsNotShown: 'letture non mostrate',
};

/** What each kind of access is called. */
const kinds: Readonly<Record<string, string>> = {
  ReadRecorded: 'lettura',
  SignedIn: 'accesso',
  SignInsRefused: 'accessi negati',
  SignedOut: 'uscita',
  SessionsEnded: 'sessioni chiuse',
  TokenMinted: 'token creato',
  TokenRevoked: 'token revocato',
  EmergencyOpened: 'accesso di emergenza',
  AccountChanged: 'modifica a un account',
};

/** The report for the yearly check, as lines to be read and printed. */
export function accessReportText(report: AccessReportView): readonly string[] {
  const { zone, from, to, administrators, roleActs, persons } = report;
  return [
    `Accessi nella zona ${zone}, dal ${from} al ${to}`,
    '(verifica annuale degli amministratori di sistema: Garante, provv. 27 novembre 2008)',
    '',
    'Amministratori di sistema nel periodo, secondo il registro',
    ...orNone(
      administrators.map(({ personId, from: first, to: last, grantedBy, revoked }) =>
        [
          personId,
          `dal ${first}`,
          last === null ? 'senza termine' : `al ${last}`,
          `conferito da ${grantedBy}`,
          ...(revoked ? [`revocato da ${revoked.by} il ${revoked.on}`] : []),
        ].join('\t'),
      ),
    ),
    '',
    'Ruoli conferiti e revocati nel periodo',
    ...orNone(
      roleActs.map(({ type, at, by, byRole, roleGrantId }) =>
        [
          at,
          `${by} (${byRole})`,
          type === 'RoleGranted' ? 'conferito' : 'revocato',
          roleGrantId,
        ].join('\t'),
      ),
    ),
    '',
    'Persona per persona',
    ['persona', 'ruolo', ...Object.values(counted), 'dal', 'al'].join('\t'),
    ...orNone(
      persons.map((person) =>
        [
          person.personId === '' ? '(account inesistenti)' : person.personId,
          person.role === '' ? '-' : person.role,
          ...(Object.keys(counted) as CountedAccess[]).map((name) => String(person[name])),
          ...[person.first, person.last],
        ].join('\t'),
      ),
    ),
  ];
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['nessuno'] : lines;
}

const columns = {
  at: { title: 'quando (UTC)', kind: 'text' },
  kind: { title: 'che cosa', kind: 'text' },
  personId: { title: 'persona', kind: 'text' },
  role: { title: 'ruolo', kind: 'text' },
  unitId: { title: 'unità', kind: 'text' },
  authMethod: { title: 'come è entrata', kind: 'text' },
  details: { title: 'particolari', kind: 'text' },
  requestId: { title: 'richiesta', kind: 'text' },
  position: { title: 'posizione nel registro dei fatti', kind: 'text' },
} as const satisfies Columns;

/** Every access as a line of a file that spreadsheets open. */
export function accessesTable(accesses: readonly AccessView[]): string {
  const rows = accesses.map(
    ({ at, type, personId, role, unitId, authMethod, data, requestId, position }) => ({
      ...{ at, kind: kinds[type] ?? type, authMethod, position: String(position) },
      ...(personId !== '' && { personId }),
      ...(role !== '' && { role }),
      ...(unitId !== null && { unitId }),
      ...(requestId !== null && { requestId }),
      details: Object.entries(data)
        .filter(([, value]) => value !== null)
        .map(
          ([name, value]) =>
            `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
        )
        .join(' '),
    }),
  );
  const file = writeTable('csv', { columns, sheet: 'Accessi', rows });
  return Buffer.from(file).toString();
}
