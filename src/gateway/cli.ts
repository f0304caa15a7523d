import { runGateway } from './run-gateway.ts';

runGateway(process.argv.slice(2), (line) => console.log(line)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The simulated gateway could not start.');
  console.error('Run with --help to see the options.');
  process.exitCode = 1;
});
