/** Prints the one closing line that a build reads: `N passed, N failed, N skipped`. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    this.closingLine = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
    process.on('exit', () => console.log(this.closingLine));
  }
}
