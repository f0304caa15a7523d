import { parseArgs } from 'node:util';
import { startGateway } from './gateway.ts';
import { readSetupFile } from './setup-file.ts';

const GATEWAY_USAGE = `The simulated Tiger gateway: --home DIR [--port P] [--clock real|always_open] [--seed N] [--accounts FILE]

  --home DIR    folder for keys, accounts and tiger_openapi_config.properties (made if absent)
  --port P      TCP port on 127.0.0.1; 0 or absent takes a free one
  --clock KIND  always_open (default): the market is open at any hour; real: it follows the exchanges' calendars
  --seed N      whole number that the simulated market is made from (default 1)
  --accounts F  JSON of the developers and accounts instead of the demo account:
                [{"tigerId":"20990001","accounts":[{"account":"20990101000000001","cash":{"USD":"50000"}}]}]
  --faults      for tests: opens the control door; its token is in DIR/control-token`;

interface CliOptions {
  readonly homeDir: string;
  readonly port: number;
  readonly clock: 'real' | 'always_open';
  readonly seed: number;
  readonly faults: boolean;
  /** Null: the demo account. */
  readonly accounts: string | null;
}

/** @throws Error with a text for the person who typed it */
function readArguments(args: readonly string[]): CliOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      home: { type: 'string' },
      port: { type: 'string', default: '0' },
      clock: { type: 'string', default: 'always_open' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'boolean', default: false },
      accounts: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  if (values.home === undefined || values.home === '') throw new Error('--home DIR is missing');
  if (values.clock !== 'real' && values.clock !== 'always_open') {
    throw new Error('--clock must be real or always_open');
  }
  return {
    homeDir: values.home,
    port: readNumber('--port', values.port, 65_535),
    clock: values.clock,
    seed: readNumber('--seed', values.seed, 0x7fffffff),
    faults: values.faults,
    accounts: values.accounts ?? null,
  };
}

function readNumber(name: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new Error(`${name} must be a whole number from 0 to ${most}`);
  return value;
}

/**
 * Runs until a signal ends the process; the address is the first line that it prints.
 * @throws Error with a text for the person who typed the arguments
 */
export async function runGateway(args: readonly string[], print: (line: string) => void): Promise<void> {
  const options = readArguments(args);
  if (options === null) return print(GATEWAY_USAGE);
  const { accounts, ...rest } = options;
  const gateway = await startGateway({
    ...rest,
    ...(accounts === null ? {} : { tigerIds: readSetupFile(accounts) }),
  });
  let isClosing = false;
  const stop = () => {
    if (isClosing) return;
    isClosing = true;
    void gateway.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  print(JSON.stringify({ url: gateway.url, properties: gateway.propertiesPath }));
}
