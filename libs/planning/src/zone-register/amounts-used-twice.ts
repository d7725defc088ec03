import { stateOfPart } from '#workflow';
import type { KeptRow } from '../co-design/co-design.data.js';
import type { KeptProject } from '../funded-project/funded-project.data.js';
import { cents, euro } from './euro.js';
import { isSame, type SchedaReference } from './scheda-reference.js';
import type { ZoneRegisterLife } from './zone-register.data.js';

/** A scheda as far as its money goes. */
export interface CountedScheda extends SchedaReference {
  readonly code: string;
  /** `fund` is free text: a project is named in it by a CUP or by its name. */
  readonly resources: readonly { readonly fund?: string; readonly amountEur?: string }[];
  readonly coDesignRowIds: readonly string[];
  readonly fundedProjectIds: readonly string[];
}

/** Where money is counted. */
export type Place =
  | { readonly kind: 'co-design-row'; readonly coDesignRowId: string }
  | { readonly kind: 'funded-project'; readonly fundedProjectId: string }
  | {
      readonly kind: 'scheda';
      readonly cycleId: string;
      readonly schedaId: string;
      readonly code: string;
    };

/** Something that may be the same money counted twice. A person has to look: it may be as it should. */
export type UsedTwice =
  | {
      readonly kind: 'same-cup';
      readonly cup: string;
      readonly places: readonly Place[];
      /** Whether all the places are one project and what it is linked to. */
      readonly linked: boolean;
    }
  | {
      readonly kind: 'more-than-the-project';
      readonly fundedProjectId: string;
      readonly amountEur: string;
      readonly linkedEur: string;
      readonly excessEur: string;
      readonly parts: readonly { readonly place: Place; readonly amountEur: string }[];
    }
  | {
      readonly kind: 'row-counted-twice';
      readonly coDesignRowId: string;
      readonly amountEur: string;
      /** In each of these it is part of a project. */
      readonly fundedProjectIds: readonly string[];
      /** And in these schede it stands alone, without the project. */
      readonly alone: readonly Place[];
    };

/**
 * Where an amount may be counted twice among the projects, the rows of co-design and the schede of the
 * programmes: the same CUP in several places; more linked to a project than it has; a row that is counted
 * within a project and again without it. A row that was withdrawn has no money to count. Pure; sums are exact.
 */
export function amountsUsedTwice(
  register: Readonly<ZoneRegisterLife>,
  schede: readonly CountedScheda[],
): readonly UsedTwice[] {
  const projects = Object.values(register.data.fundedProjects);
  const rows = Object.values(register.data.coDesignRows).filter(
    ({ coDesignRowId }) => stateOfPart(register, 'coDesignRow', coDesignRowId) !== 'withdrawn',
  );
  return [
    ...sameCups(projects, rows, schede),
    ...projects.flatMap((project) => moreThan(project, rows, schede) ?? []),
    ...rows.flatMap((row) => countedTwice(row, projects, schede) ?? []),
  ];
}

function sameCups(
  projects: readonly KeptProject[],
  rows: readonly KeptRow[],
  schede: readonly CountedScheda[],
): readonly UsedTwice[] {
  const placesOf = new Map<string, Map<string, Place>>();
  const note = (place: Place, cups: readonly string[]): void => {
    for (const cup of cups.map((text) => text.toUpperCase())) {
      const places = placesOf.get(cup) ?? new Map<string, Place>();
      placesOf.set(cup, places.set(JSON.stringify(place), place));
    }
  };
  for (const project of projects) note(placeOfProject(project), project.cup ?? []);
  for (const row of rows) note(placeOfRow(row), row.codes.cup);
  for (const scheda of schede) {
    note(
      placeOfScheda(scheda),
      scheda.resources.flatMap(({ fund }) => cupsIn(fund)),
    );
  }
  return [...placesOf].flatMap(([cup, found]) => {
    const places = [...found.values()];
    if (places.length < 2) return [];
    const linked = projects.some((project) =>
      places.every((place) => hangsOn(project, place, schede)),
    );
    return [{ kind: 'same-cup', cup, places, linked }];
  });
}

/** Words of the form of a CUP: letters and digits, fifteen of them. */
function cupsIn(fund = ''): readonly string[] {
  return fund.match(/\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{15}\b/g) ?? [];
}

function hangsOn(project: KeptProject, place: Place, schede: readonly CountedScheda[]): boolean {
  switch (place.kind) {
    case 'funded-project':
      return place.fundedProjectId === project.fundedProjectId;
    case 'co-design-row':
      return project.coDesignRowIds.includes(place.coDesignRowId);
    case 'scheda':
      return schede.filter(isSame(place)).some((scheda) => isTied(project, scheda));
  }
}

function moreThan(
  project: KeptProject,
  rows: readonly KeptRow[],
  schede: readonly CountedScheda[],
): UsedTwice | undefined {
  const { fundedProjectId, amountEur } = project;
  if (amountEur === undefined) return undefined;
  const parts = [
    ...schede.flatMap((scheda) =>
      scheda.resources
        .filter(({ fund = '' }) => names(fund, project, scheda))
        .flatMap(({ amountEur: part }) => partOf(placeOfScheda(scheda), part)),
    ),
    ...project.coDesignRowIds.flatMap((id) => {
      const row = rows.find(({ coDesignRowId }) => coDesignRowId === id);
      return row ? partOf(placeOfRow(row), row.amountEur) : [];
    }),
  ];
  const linked = parts.reduce((total, part) => total + cents(part.amountEur), 0n);
  const excess = linked - cents(amountEur);
  if (excess <= 0n) return undefined;
  return {
    kind: 'more-than-the-project',
    fundedProjectId,
    amountEur,
    linkedEur: euro(linked),
    excessEur: euro(excess),
    parts,
  };
}

function partOf(place: Place, amountEur: string | undefined) {
  return amountEur === undefined ? [] : [{ place, amountEur }];
}

/** Whether a fund is a project: by its CUP anywhere, by its name in a scheda the two are linked by. */
function names(fund: string, project: KeptProject, scheda: CountedScheda): boolean {
  const cups = cupsIn(fund).map((cup) => cup.toUpperCase());
  if ((project.cup ?? []).some((cup) => cups.includes(cup.toUpperCase()))) return true;
  const { name } = project;
  return (
    name !== undefined && isTied(project, scheda) && fund.toLowerCase().includes(name.toLowerCase())
  );
}

function countedTwice(
  row: KeptRow,
  projects: readonly KeptProject[],
  schede: readonly CountedScheda[],
): UsedTwice | undefined {
  const { coDesignRowId, amountEur } = row;
  if (amountEur === undefined) return undefined;
  const within = projects.filter(({ coDesignRowIds }) => coDesignRowIds.includes(coDesignRowId));
  const alone = schede.filter(
    (scheda) =>
      (row.schede.some(isSame(scheda)) || scheda.coDesignRowIds.includes(coDesignRowId)) &&
      !within.some((project) => isTied(project, scheda)),
  );
  if (within.length === 0 || within.length + alone.length < 2) return undefined;
  return {
    kind: 'row-counted-twice',
    coDesignRowId,
    amountEur,
    fundedProjectIds: within.map(({ fundedProjectId }) => fundedProjectId),
    alone: alone.map(placeOfScheda),
  };
}

/** Whether a scheda and a project are linked, from whichever side. */
function isTied({ fundedProjectId, schede }: KeptProject, scheda: CountedScheda): boolean {
  return schede.some(isSame(scheda)) || scheda.fundedProjectIds.includes(fundedProjectId);
}

const placeOfProject = ({ fundedProjectId }: KeptProject): Place => ({
  kind: 'funded-project',
  fundedProjectId,
});
const placeOfRow = ({ coDesignRowId }: KeptRow): Place => ({
  kind: 'co-design-row',
  coDesignRowId,
});
const placeOfScheda = ({ cycleId, schedaId, code }: CountedScheda): Place => ({
  kind: 'scheda',
  cycleId,
  schedaId,
  code,
});
