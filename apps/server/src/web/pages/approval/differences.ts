import { differenceOf, type CycleLife } from '#planning';
import { comparedFields, type ComparedField } from '../revisions/field-changes.js';
import { schedeOfDocument, type FrozenScheda } from './document-content.js';
import type { FrozenDocument, Manifest } from './frozen-documents.js';

/** A document with the cycle as it was when it was frozen. */
interface Then {
  readonly document: FrozenDocument;
  readonly then: Readonly<CycleLife>;
}

/** A scheda that stands in both documents and is not the same. */
export interface ChangedScheda {
  readonly before: FrozenScheda;
  readonly after: FrozenScheda;
  /** The fields that say something else. */
  readonly fields: readonly ComparedField[];
}

/** What is different in one document from an earlier one. */
export interface Differences {
  readonly added: readonly FrozenScheda[];
  readonly dropped: readonly FrozenScheda[];
  readonly changed: readonly ChangedScheda[];
  readonly objectives: NamesChanged;
  readonly programmes: NamesChanged;
  /** What the decision on co-programming was and is, where it is another. */
  readonly coProgramming:
    | { readonly before: Manifest['coProgramming']; readonly after: Manifest['coProgramming'] }
    | undefined;
  readonly documents: {
    readonly added: Manifest['documents'];
    readonly dropped: Manifest['documents'];
  };
}

/** Objectives or programmes by their names. */
export interface NamesChanged {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  readonly changed: readonly { readonly before: string; readonly after: string }[];
}

/** What is different in the latter of two documents, down to the words of each field. */
export function differencesOf(former: Then, latter: Then): Differences {
  const [before, after] = [former.document.manifest, latter.document.manifest];
  const { schede, objectives, programmes } = differenceOf(before, after);
  const was = byId(schedeOfDocument(former.then, before));
  const is = byId(schedeOfDocument(latter.then, after));
  const those = (entries: Manifest['schede'], from: ReadonlyMap<string, FrozenScheda>) =>
    entries.flatMap(({ schedaId }) => from.get(schedaId) ?? []);
  const names = (list: readonly { readonly name: string }[]): readonly string[] =>
    list.map(({ name }) => name);
  const ofTree = (changes: typeof objectives | typeof programmes): NamesChanged => ({
    added: names(changes.added),
    dropped: names(changes.dropped),
    changed: changes.changed.map((each) => ({
      before: each.before.name,
      after: each.after.name,
    })),
  });
  const known = (documents: Manifest['documents']): ReadonlySet<string> =>
    new Set(documents.map(({ sha256 }) => sha256));
  const [old, young] = [known(before.documents), known(after.documents)];
  const isSame = JSON.stringify(before.coProgramming) === JSON.stringify(after.coProgramming);
  return {
    added: those(schede.added, is),
    dropped: those(schede.dropped, was),
    changed: schede.changed.flatMap(({ after: { schedaId } }): readonly ChangedScheda[] => {
      const [one, other] = [was.get(schedaId), is.get(schedaId)];
      if (!one || !other) return [];
      const fields = comparedFields(one, other, latter.then).filter(
        ({ changes }) => changes.length > 0,
      );
      return [{ before: one, after: other, fields }];
    }),
    objectives: ofTree(objectives),
    programmes: ofTree(programmes),
    coProgramming: isSame
      ? undefined
      : { before: before.coProgramming, after: after.coProgramming },
    documents: {
      added: after.documents.filter(({ sha256 }) => !old.has(sha256)),
      dropped: before.documents.filter(({ sha256 }) => !young.has(sha256)),
    },
  };
}

function byId(schede: readonly FrozenScheda[]): ReadonlyMap<string, FrozenScheda> {
  return new Map(schede.map((scheda) => [scheda.entry.schedaId, scheda]));
}
