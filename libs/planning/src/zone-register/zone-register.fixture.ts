import { registroDiZonaV1 } from '../definitions/registro-di-zona.v1.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { ruleBook } from '../testing.fixture.js';
import type { ZoneRegisterData } from './zone-register.data.js';

/** The register of the usual zone. */
export const REGISTER = 'livornese-registro-di-zona';

const register = ruleBook<ZoneRegisterData>(registroDiZonaV1, REGISTER);

/** Given these facts of a register, when somebody wishes this, then those facts or that refusal. */
export const given = register.given;
/** A register that has seen these facts. */
export const lifeAfter = register.lifeAfter;

/** The fact with which every register begins. */
export const opened: PlanningFact = {
  type: 'ZoneRegisterOpened',
  data: {
    cycleId: REGISTER,
    zone: 'livornese',
    title: 'Registro di zona',
    definition: register.reference,
  },
};

type Row = DataOf<'CoDesignRowAdded'>;

/** The least a row says. */
export const bareRow = {
  holder: { text: 'Comune di Livorno', bodyIds: [] },
  activity: 'Centro affidi',
  legalForm: 'unknown',
  subjects: [],
  codes: { cup: [], cig: [], clp: [] },
  legalReferences: [],
} as const satisfies Omit<Row, 'coDesignRowId' | 'outcome'>;

/** A row in the register, planned unless something else is said. */
export const rowAdded = (
  coDesignRowId: string,
  more: Partial<Omit<Row, 'coDesignRowId'>> = {},
): PlanningFact => ({
  type: 'CoDesignRowAdded',
  data: { coDesignRowId, ...bareRow, outcome: 'planned', ...more },
});

/** A project in the register. */
export const projectAdded = (
  fundedProjectId: string,
  more: Partial<DataOf<'FundedProjectAdded'>> = {},
): PlanningFact => ({ type: 'FundedProjectAdded', data: { fundedProjectId, ...more } });

/** A document in the register. */
export const documentRegistered = (
  documentId: string,
  more: Partial<DataOf<'DocumentRegistered'>> = {},
): PlanningFact => ({
  type: 'DocumentRegistered',
  data: { documentId, kind: 'pis', title: 'Piano integrato di salute', ...more },
});
