import { defectLine } from './defect-line.ts';
import { parentPort } from './parent-port.ts';
import { startWorker } from './worker.ts';

const EXIT_DEFECT = 1;
/** Posted messages leave the process a moment later; the last answers must not be lost. */
const FLUSH_DELAY_MS = 50;

function report(where: string, error: unknown): void {
  process.stderr.write(defectLine(where, error));
}

// A process in an unknown state must not answer for an account; main starts a new one, which reconciles first.
function end(where: string, error: unknown): void {
  report(where, error);
  process.exit(EXIT_DEFECT);
}

process.on('uncaughtException', (error) => end('uncaught exception', error));
process.on('unhandledRejection', (error) => end('unhandled rejection', error));

const port = parentPort();
if (port === null) {
  process.stderr.write('account process: started without a parent port; it runs inside the app only\n');
  process.exit(EXIT_DEFECT);
} else {
  startWorker({
    port,
    exit: (code) => setTimeout(() => process.exit(code), FLUSH_DELAY_MS),
    onDefect: report,
  });
}
