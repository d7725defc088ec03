import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * What is wrong with the proofs named in docs/asvs.json: tests that are not there, or did not pass. A proof
 * is named by its file and by how the full names of its cases begin. Only files of this run are judged.
 * @param requirements those of docs/asvs.json
 * @param testResults the results of the files, as Jest gives them, their paths from the root of the project
 */
export function brokenProofs(requirements, testResults) {
  const ran = new Map(testResults.map((file) => [file.path, file.testResults]));
  return requirements.flatMap(({ id, tests }) =>
    tests.flatMap(({ file, name }) => {
      const cases = ran.get(file)?.filter(({ fullName }) => fullName.startsWith(name));
      if (cases === undefined) return [];
      if (cases.length === 0) return [`ASVS ${id}: ${file} has no test «${name}»`];
      const failed = cases.filter(({ status }) => status !== 'passed');
      return failed.map(({ fullName, status }) => `ASVS ${id}: ${file}: «${fullName}» ${status}`);
    }),
  );
}

/** Fails the run when a proof named in docs/asvs.json is missing or did not pass. */
export default class AsvsReporter {
  constructor(globalConfig) {
    this.isWhole =
      globalConfig.testNamePattern === undefined || globalConfig.testNamePattern === '';
    this.broken = [];
  }

  onRunComplete(_contexts, { testResults }) {
    if (!this.isWhole) return; // cases that nobody asked for are skipped
    const { requirements } = JSON.parse(readFileSync(join(root, 'docs/asvs.json'), 'utf8'));
    const files = testResults
      .filter(({ testResults: cases }) => cases.length > 0)
      .map((file) => ({ path: relative(root, file.testFilePath), testResults: file.testResults }));
    this.broken = brokenProofs(requirements, files);
    for (const line of this.broken) console.log(line);
  }

  getLastError() {
    return this.broken.length === 0
      ? undefined
      : new Error(`${this.broken.length} proofs named in docs/asvs.json are broken`);
  }
}
