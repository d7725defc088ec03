import { accessRefusals, type AccessRefusedCode } from '#access';
import { refusalTexts } from '#planning';
import { oidcProblems } from '../../apps/server/src/access/oidc/oidc-problems.js';
import { attachmentProblems } from '../../apps/server/src/attachments/attachment-problems.js';
import { apiProblems } from '../../apps/server/src/api/api-problems.js';
import { accessStatuses } from '../../apps/server/src/http/access-problem.js';
import { httpProblems } from '../../apps/server/src/http/http-problems.js';
import { evidenceProblems } from '../../apps/server/src/evidence/evidence-problems.js';
import { ledgerProblems } from '../../apps/server/src/ledger/ledger-problems.js';
import { expectGenerated } from './generated-part.js';

const escaped = (text: string): string => text.replaceAll('|', '\\|');

describe('docs/errors.md', () => {
  it('lists every refusal of the domain', () => {
    const rows = Object.entries(refusalTexts).map(
      ([code, { kind, it, en, law }]) =>
        `| \`${code}\` | ${kind} | ${escaped(it)} | ${escaped(en)} | ${law ?? ''} |`,
    );
    expectGenerated(
      'docs/errors.md',
      'refusals',
      ['| codice | tipo | italiano | English | norma |', '|---|---|---|---|---|', ...rows].join(
        '\n',
      ),
    );
  });

  it('lists every refusal of sign-in and accounts', () => {
    const rows = Object.entries(accessRefusals).map(
      ([code, { it, en }]) =>
        `| \`${code}\` | ${accessStatuses[code as AccessRefusedCode]} | ${escaped(it)} | ${escaped(en)} |`,
    );
    expectGenerated(
      'docs/errors.md',
      'access',
      ['| codice | stato HTTP | italiano | English |', '|---|---|---|---|', ...rows].join('\n'),
    );
  });

  it('lists every problem of the HTTP edge and of the API', () => {
    const problems = {
      ...apiProblems,
      ...httpProblems,
      ...ledgerProblems,
      ...evidenceProblems,
      ...oidcProblems,
      ...attachmentProblems,
    };
    const rows = Object.entries(problems).map(
      ([code, { status, it, en }]) =>
        `| \`${code}\` | ${status} | ${escaped(`${it.title}. ${it.detail}`)} | ${escaped(`${en.title}. ${en.detail}`)} |`,
    );
    expectGenerated(
      'docs/errors.md',
      'problems',
      ['| codice | stato HTTP | italiano | English |', '|---|---|---|---|', ...rows].join('\n'),
    );
  });
});
