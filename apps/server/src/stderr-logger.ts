import { ConsoleLogger } from '@nestjs/common';

/** Logs as JSON lines on the error stream: the standard output is for what a person or a script asked. */
export class StderrLogger extends ConsoleLogger {
  constructor() {
    super({ json: true, colors: false, logLevels: ['warn', 'error', 'fatal'] });
  }

  protected override printAsJson(
    message: unknown,
    options: { readonly context: string; readonly logLevel: string; readonly errorStack?: unknown },
  ): void {
    const { context, logLevel, errorStack } = options;
    const line = {
      at: new Date().toISOString(),
      level: logLevel,
      context,
      message,
      ...(errorStack !== undefined && { stack: errorStack }),
    };
    process.stderr.write(`${asLine(line)}\n`);
  }
}

/** What JSON lets stand as it is, and a terminal obeys or a reader of lines takes for the end of one. */
const unprintable = /[\u007f-\u009f\u2028\u2029]/g;

/** One line of JSON, whatever is in it: no control sequence of a terminal, no second line. */
export function asLine(value: object): string {
  return JSON.stringify(value).replace(
    unprintable,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
