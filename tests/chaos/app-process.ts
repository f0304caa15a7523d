// The app's main process on plain Node: everything of it but windows. What a person does in the approval window comes
// as messages of the process that started it; no AI client can send those.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ChildLink } from '../../src/main/accounts/child-link.ts';
import { startCore } from '../../src/main/core.ts';
import { systemClock } from '../../src/main/platform/clock.ts';
import { openLogger } from '../../src/main/platform/logger.ts';
import { pathsIn } from '../../src/main/platform/paths.ts';
import { memorySettings } from '../../src/main/platform/settings.ts';
import { decimal } from '../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../src/shared/domain/risk-settings.ts';
import { gatewayConfigureSchema, gatewayShutdownSchema } from '../../src/shared/ipc/demo-gateway-messages.ts';
import { fakeChild } from '../support/fake-child.ts';
import { CHEAP_SCRYPT, xorKeychain } from '../support/vault-fixture.ts';
import { linkTo } from './child-process-port.ts';

const READY_TIMEOUT_MS = 60_000;

const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('approve'), proposalId: z.string() }),
  z.strictObject({ type: z.literal('decline'), proposalId: z.string() }),
  z.strictObject({ type: z.literal('verify_audit') }),
  z.strictObject({ type: z.literal('close') }),
]);

const [homeDir = '', propertiesPath = ''] = process.argv.slice(2);
const say = (message: object) => void process.send?.(message, () => {});

const paths = pathsIn(homeDir);
const core = await startCore({
  paths,
  settings: memorySettings({ holdSeconds: 0 }),
  clock: systemClock,
  logger: openLogger({ logDir: paths.logDir, logFile: paths.logFile, isEchoed: false, level: 'info' }),
  appVersion: '0.0.0-chaos',
  secretBox: xorKeychain(),
  scryptCost: CHEAP_SCRYPT,
  forkAccountProcess: () => forkAccount(),
  forkDemoGateway: () => exchangeElsewhere(),
  publish: () => {},
  notify: () => {},
  notifyAlert: () => {},
  controlToken: null,
});
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const command = commandSchema.parse(message);
  answer(command).then(
    (result) => say({ type: 'done', ...result }),
    (error: unknown) => say({ type: 'done', text: String(error) }),
  );
});
const demo = core.accounts.find('demo');
if (demo === null) throw new Error('there is no demo account');
await core.riskSettings.set(demo.id, roomForManyOrders());
const client =
  core.book.list()[0] ??
  (await core.book.create({ name: 'chaos', origin: 'snippet', program: null, ...core.door.trader() }));
await core.book.change(client.id, { toolsets: [...client.toolsets, 'transfers', 'options'] });
core.start();
await core.untilDemoIsReady(READY_TIMEOUT_MS);
say({ type: 'ready', clientId: client.id });

async function answer(command: z.infer<typeof commandSchema>): Promise<object> {
  switch (command.type) {
    case 'approve': {
      const { proposalId } = command;
      const card = await core.trading.card(proposalId);
      const { text } = await core.trading.decide({
        decision: 'approve',
        proposalId,
        seal: card.seal,
        acknowledged: card.acknowledgementsNeeded,
        isStillWanted: true,
      });
      return { text };
    }
    case 'decline': {
      const { proposalId } = command;
      await core.trading.decide({ decision: 'decline', proposalId, note: 'no', isClientBlocked: false });
      return { text: 'declined' };
    }
    case 'verify_audit':
      return await core.audit.verify();
    case 'close':
      await core.close();
      return { text: 'closed' };
  }
}

function forkAccount(): ChildLink {
  const child = fork(join(import.meta.dirname, 'account-process.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  say({ type: 'account_process', pid: child.pid });
  return linkTo(child);
}

/** The app believes to start its demo exchange; it is told where the one that outlives it listens. */
function exchangeElsewhere(): ChildLink {
  const child = fakeChild();
  child.port.onMessage((message) => {
    if (gatewayConfigureSchema.safeParse(message).success) {
      const properties = readFileSync(propertiesPath, 'utf8');
      child.port.post({ type: 'ready', url: 'loopback', properties });
    }
    if (gatewayShutdownSchema.safeParse(message).success) child.exit(0);
  });
  child.port.post({ type: 'hello' });
  return child.link;
}

/** The controls stay on; only those that count orders would end a run of many. */
function roomForManyOrders() {
  return {
    ...DEFAULT_RISK_SETTINGS,
    ordersPerMinuteMax: 60,
    ordersPerDayMax: 1000,
    areOptionsEnabled: true,
    duplicateBlockMs: 0,
    dailyNotionalTimes: decimal(1000),
    unusualDeviations: decimal(1000),
  };
}
