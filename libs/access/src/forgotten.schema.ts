/** Which erasures were carried out on this file: whoever is let in again later is not forgotten again by them. */
export const forgottenTable = `
  CREATE TABLE forgotten (
    erasure_id TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
`;
