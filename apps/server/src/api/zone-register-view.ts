import { reads, endOf, isPast, needsReview, renewalOf, type ZoneRegisterLife } from '#planning';
import type { Person } from '#people';
import { stateOfPart } from '#workflow';

/**
 * The register of a zone as a person may see it on a day: rows of co-design, funded projects, acts of
 * programming. Every member is named here, so that what the register learns to remember is shown to nobody
 * before somebody has decided to whom.
 */
export function zoneRegisterView(
  life: Readonly<ZoneRegisterLife>,
  person: Person,
  day: string,
): object {
  const { data, workflow, state, revision, parts } = life;
  const { cycleId: registerId, zone, title, lastRecordedAt } = data;
  const mayReadQuestions = reads(person.role, 'questions');
  return {
    ...{ registerId, zone, title, revision, lastRecordedAt, on: day },
    definition: workflow.reference,
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    states: {
      coDesignRow: parts['coDesignRow'] ?? {},
      fundedProject: parts['fundedProject'] ?? {},
      document: parts['document'] ?? {},
      spreadsheetImport: parts['spreadsheetImport'] ?? {},
      ...(mayReadQuestions && { question: parts['question'] ?? {} }),
    },
    coDesignRows: mapOf(data.coDesignRows, (row) => ({
      ...row,
      endsOn: (row.period && endOf(row.period)) ?? null,
      needsReview: needsReview(row, stateOfPart(life, 'coDesignRow', row.coDesignRowId), day),
      renewedBy: renewalOf(data, row.coDesignRowId)?.coDesignRowId ?? null,
      addenda: Object.values(data.coDesignRows)
        .filter(({ addendumTo }) => addendumTo === row.coDesignRowId)
        .map(({ coDesignRowId }) => coDesignRowId),
    })),
    fundedProjects: data.fundedProjects,
    // A document past its period is a warning for whoever reads it, never a block.
    documents: mapOf(data.documents, (document) => ({
      ...document,
      expired: isPast(document.period, day),
    })),
    spreadsheetImports: data.spreadsheetImports,
    ...(mayReadQuestions && { questions: data.questions }),
  };
}

function mapOf<Item>(
  items: Readonly<Record<string, Item>>,
  show: (item: Item) => object,
): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(items).map(([id, item]) => [id, show(item)]));
}
