// Prints what the measurement prints, and nothing else but errors: its last line is for machines.
import type { Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

export default class Plain implements Reporter {
  printsToStdio(): boolean {
    return true;
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(_: TestCase, result: TestResult): void {
    for (const error of result.errors) this.onError(error);
  }

  onError(error: TestError): void {
    process.stderr.write(`${error.stack ?? error.message ?? ""}\n`);
  }
}
