import { present } from '../command/present.js';
import type { Remembers } from '../remember.js';
import { without } from '../zone-register/scheda-reference.js';
import type { FundedProjectsData } from './funded-project.data.js';

export const rememberFundedProjects: Remembers<FundedProjectsData> = {
  FundedProjectAdded: ({ fundedProjects }, project) => {
    fundedProjects[project.fundedProjectId] = {
      ...project,
      schede: [],
      coDesignRowIds: [],
      reportings: {},
    };
  },
  FundedProjectChanged: ({ fundedProjects }, { fundedProjectId, changes }) => {
    const project = fundedProjects[fundedProjectId];
    if (project) fundedProjects[fundedProjectId] = { ...project, ...changes };
  },
  FundedProjectLinked: ({ fundedProjects }, { fundedProjectId, schede, coDesignRowIds }) => {
    const project = fundedProjects[fundedProjectId];
    project?.schede.push(...schede);
    project?.coDesignRowIds.push(...coDesignRowIds);
  },
  FundedProjectUnlinked: ({ fundedProjects }, { fundedProjectId, schede, coDesignRowIds }) => {
    const project = fundedProjects[fundedProjectId];
    if (!project) return;
    project.schede = without(project.schede, schede);
    project.coDesignRowIds = project.coDesignRowIds.filter((id) => !coDesignRowIds.includes(id));
  },
  ReportingDeadlineSet: (
    { fundedProjects },
    { fundedProjectId, reportingId, text, due, before },
    { reason = '' },
  ) => {
    const project = fundedProjects[fundedProjectId];
    if (!project) return;
    const reporting = (project.reportings[reportingId] ??= { reportingId, text, due, history: [] });
    Object.assign(reporting, { text, due });
    if (before !== undefined) reporting.history.push({ from: before, to: due, reason });
  },
  ReportingRecorded: (
    { fundedProjects },
    { fundedProjectId, reportingId, doneOn, protocol, sha256 },
  ) => {
    const reporting = fundedProjects[fundedProjectId]?.reportings[reportingId];
    if (reporting) reporting.done = { on: doneOn, ...present({ protocol, sha256 }) };
  },
};
