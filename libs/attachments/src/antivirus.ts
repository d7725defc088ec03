/** What looks for viruses in a file. */
export interface Antivirus {
  /**
   * @returns what was found, as the antivirus calls it; undefined for nothing
   * @throws AntivirusAway
   */
  virusIn(path: string): Promise<string | undefined>;
}

/** Whatever looks for viruses did not answer, or could not look. */
export class AntivirusAway extends Error {
  override readonly name = 'AntivirusAway';
}
