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
    process.stderr.write(`${JSON.stringify(line)}\n`);
  }
}
