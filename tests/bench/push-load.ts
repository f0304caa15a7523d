import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_SETUP, openAccounts } from '../../src/gateway/demo-accounts.ts';
import { alwaysOpenClock } from '../../src/gateway/gateway-clock.ts';
import { loadIdentity } from '../../src/gateway/identity/gateway-identity.ts';
import { propertiesText } from '../../src/gateway/identity/properties-text.ts';
import { LISTINGS } from '../../src/gateway/market/listings.ts';
import { SimulatedMarket } from '../../src/gateway/market/simulated-market.ts';
import { openPush } from '../../src/gateway/push/open-push.ts';
import { type PushMessage, quoteMessages } from '../../src/gateway/push/quote-messages.ts';
import { LedgerStore } from '../../src/gateway/store/ledger-store.ts';
import { SocketCommon_DataType as DataType } from '../../src/tiger/push/generated/socket_common_pb.ts';

// The gateway's push service in a process of its own, under a steady load: argv is home folder, messages a second and
// seconds. It says `ready` with the configuration file, begins at the message `go` and says `sent` at the end.

const SYMBOLS_MAX = 20;
/** Short enough that messages come in bursts of tens, as a busy exchange sends them. */
const BURST_EVERY_MS = 2;
/** A machine that was busy is caught up with step by step, so that the service itself goes on answering. */
const BURST_MAX = 500;
const SEED = 1;
/** Beyond the times of the market's own messages, which are sent as well and must not count as newer. */
const LOAD_AHEAD_MS = 3_600_000;

const [homeDir = '', rateText = '', secondsText = ''] = process.argv.slice(2);
const rate = Number(rateText);
const total = rate * Number(secondsText);

const clock = alwaysOpenClock();
const store = new LedgerStore({ homeDir });
const market = new SimulatedMarket({ clock, seed: SEED });
openAccounts(store, DEMO_SETUP, clock.nowMs());
const identity = await loadIdentity(homeDir, DEMO_SETUP);
const push = await openPush({ services: { clock, market, store }, identity, faults: null }, 0);
const [developer] = identity.developers;
const account = DEMO_SETUP[0]?.accounts[0]?.account ?? '';
if (developer === undefined) throw new Error('no developer');
const symbols = LISTINGS.filter((listing) => listing.market === 'US')
  .map(({ symbol }) => symbol)
  .slice(0, SYMBOLS_MAX);
const properties = propertiesText(identity, developer, account, 'http://127.0.0.1:9', push);
process.send?.({ type: 'ready', properties, account, symbols });

process.on('message', (message: { readonly type: string }) => {
  if (message.type === 'go') void send();
});

async function send(): Promise<void> {
  const startedNs = process.hrtime.bigint();
  let sent = 0;
  while (sent < total) {
    const elapsedMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
    const due = Math.min(total, sent + BURST_MAX, Math.floor((elapsedMs / 1000) * rate));
    for (; sent < due; sent += 1) sendOne(sent);
    await pause(BURST_EVERY_MS);
  }
  process.send?.({ type: 'sent', sent, seconds: Number(process.hrtime.bigint() - startedNs) / 1e9 });
}

/** Prices and book in turn. The time of sending is in microseconds of the clock that all processes share. */
function sendOne(number: number): void {
  const symbol = symbols[Math.floor(number / 2) % symbols.length] ?? '';
  const instrument = market.instrument(symbol);
  if (instrument === null) return;
  const [basic, bbo] = quoteMessages(instrument, market.quote(instrument), clock.nowMs());
  const message = number % 2 === 0 ? basic : bbo;
  if (message !== undefined) push.tellQuotes(symbol, stamped(message, number));
}

function stamped(message: PushMessage, number: number): PushMessage {
  if (message.body?.case !== 'quoteData') return message;
  const atMs = BigInt(clock.nowMs() + LOAD_AHEAD_MS + number);
  const value = Object.assign(message.body.value, {
    timestamp: atMs,
    latestPriceTimestamp: atMs,
    serverTimestamp: process.hrtime.bigint() / 1_000n,
  });
  return { dataType: DataType.Quote, body: { case: 'quoteData', value } };
}
