/** What is wrong with a person or a token somebody wants to write down. */
export type InvalidAccessCode =
  | 'person-id-malformed'
  | 'role-unknown'
  | 'zone-malformed'
  | 'unit-id-malformed'
  | 'expiry-out-of-range'
  | 'note-too-long'
  | 'scope-missing'
  | 'scope-malformed';

/** A person or a token cannot be described like this. Says what to write instead; holds no secret. */
export class InvalidAccess extends Error {
  override readonly name = 'InvalidAccess';
  constructor(
    readonly code: InvalidAccessCode,
    readonly it: string,
    readonly en: string,
  ) {
    super(en);
  }
}
