/** What Jest tells of the cases of one file, as far as it is looked at. */
interface FileResult {
  readonly testResults: readonly {
    readonly ancestorTitles: readonly string[];
    readonly status: string;
  }[];
}

export function contractRuns(testResults: readonly FileResult[]): readonly string[];
