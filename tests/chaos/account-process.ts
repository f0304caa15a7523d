// One account's process on plain Node.
import { startWorker } from '../../src/worker/worker.ts';
import { parentPort } from './child-process-port.ts';

startWorker({
  port: parentPort(),
  exit: (code) => setTimeout(() => process.exit(code), 50),
  onDefect: (where, error) => {
    process.stderr.write(`account process: ${where}: ${String(error)}\n`);
    process.exit(1);
  },
});
