/** A requirement of docs/asvs.json, as far as its proofs go. */
interface Proved {
  readonly id: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

/** What Jest tells of the cases of one file, as far as it is looked at. */
interface FileResult {
  /** From the root of the project. */
  readonly path: string;
  readonly testResults: readonly { readonly fullName: string; readonly status: string }[];
}

export function brokenProofs(
  requirements: readonly Proved[],
  testResults: readonly FileResult[],
): readonly string[];
