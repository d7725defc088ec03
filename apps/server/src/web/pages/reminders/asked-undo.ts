/** What a form says of a reminder that is to be taken back. */
export interface AskedUndo {
  readonly reminderId: string;
  /** Sent twice, it is answered once. */
  readonly commandId: string;
}

/** As a form sends it: ids have no spaces. */
export const askedUndo = ({ reminderId, commandId }: AskedUndo): string =>
  [reminderId, commandId].join(' ');

/** What a form asks for; what is no such thing is left out. */
export function askedUndoIn(form: URLSearchParams): readonly AskedUndo[] {
  return form.getAll('sollecito').flatMap((field) => {
    const [reminderId, commandId, ...more] = field.split(' ');
    return reminderId && commandId && more.length === 0 ? [{ reminderId, commandId }] : [];
  });
}
