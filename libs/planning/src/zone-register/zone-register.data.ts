import { beginCoDesignData, type CoDesignData } from '../co-design/co-design.data.js';
import type { AnyLife } from '../command/verb.js';
import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import {
  beginFundedProjectsData,
  type FundedProjectsData,
} from '../funded-project/funded-project.data.js';
import { beginLifeData, type LifeData } from '../life-data.js';
import {
  beginPlanDocumentsData,
  type PlanDocumentsData,
} from '../plan-document/plan-document.data.js';
import { beginQuestionsData, type QuestionsData } from '../question/question.data.js';
import { beginSpreadsheetsData, type SpreadsheetsData } from '../spreadsheet/spreadsheet.data.js';
import type { Life } from '#workflow';

/**
 * What the register of a zone remembers: rows of co-design, funded projects, acts of programming, and what
 * the sources of all these do not say. It has no year: it goes on.
 */
export interface ZoneRegisterData
  extends
    LifeData,
    CoDesignData,
    FundedProjectsData,
    PlanDocumentsData,
    QuestionsData,
    SpreadsheetsData,
    CorrectionsData {}

export const beginZoneRegisterData = (): ZoneRegisterData => ({
  ...beginLifeData(),
  ...beginCoDesignData(),
  ...beginFundedProjectsData(),
  ...beginPlanDocumentsData(),
  ...beginQuestionsData(),
  ...beginSpreadsheetsData(),
  ...beginCorrectionsData(),
});

/** The id of the definition of such registers. */
export const ZONE_REGISTER = 'registro-di-zona';

/** The life of the register of a zone. */
export type ZoneRegisterLife = Life<ZoneRegisterData>;

/** The life as that of the register of a zone; undefined when it follows another definition. */
export function zoneRegister(life: Readonly<AnyLife> | undefined): ZoneRegisterLife | undefined {
  // Every version of this definition remembers `ZoneRegisterData`.
  return life?.workflow.reference.id === ZONE_REGISTER ? (life as ZoneRegisterLife) : undefined;
}
