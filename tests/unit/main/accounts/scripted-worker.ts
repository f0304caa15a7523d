import type { AccountProfile } from '../../../../src/shared/domain/account.ts';
import type { AccountProblemKind } from '../../../../src/shared/domain/account-problem.ts';
import type { BrokerOrder } from '../../../../src/shared/domain/order.ts';
import type { PushIdentity } from '../../../../src/shared/ipc/worker-messages.ts';
import { RPC_PROTOCOL } from '../../../../src/shared/rpc/port.ts';
import { type FakeChild, fakeChild } from '../../../support/fake-child.ts';

export const PAPER: AccountProfile = {
  lastFour: '1234',
  mode: 'paper',
  accountType: 'PAPER',
  capability: 'RegTMargin',
  status: 'Funded',
  isSimulated: true,
};

export interface WorkerScript {
  readonly isSilent?: boolean;
  readonly protocol?: number;
  readonly configured?: { ok: false; kind: AccountProblemKind; message: string; nextStep: string };
  readonly profile?: () => AccountProfile | { code: string };
  readonly answersHealth?: () => boolean;
  readonly ignoresShutdown?: boolean;
  /** What it answers to `orders.get`. */
  readonly order?: BrokerOrder;
  /** Without one, its configuration names no push service. */
  readonly push?: PushIdentity;
}

export interface ScriptedWorker extends FakeChild {
  readonly received: { type: string; [name: string]: unknown }[];
}

/** The process of an account, as its script says. */
export function scriptedWorker(script: WorkerScript = {}): ScriptedWorker {
  const child = fakeChild();
  const received: ScriptedWorker['received'] = [];
  child.port.onMessage((raw) => {
    const message = raw as { type: string; id: number; name: string };
    received.push(message as never);
    if (message.type === 'configure') {
      child.port.post({
        type: 'configured',
        ...(script.configured ?? { ok: true, push: script.push ?? null }),
      });
    }
    if (message.type === 'shutdown' && !script.ignoresShutdown) child.exit(0);
    if (message.type === 'request') answer(child, message, script);
  });
  if (!script.isSilent) child.port.post({ type: 'hello', protocol: script.protocol ?? RPC_PROTOCOL });
  return Object.assign(child, { received });
}

function answer(child: FakeChild, message: { id: number; name: string }, script: WorkerScript): void {
  const reply = (value: unknown) => child.port.post({ type: 'reply', id: message.id, reply: value });
  if (message.name === 'account.profile') {
    const profile = script.profile?.() ?? PAPER;
    if ('code' in profile) {
      const error = {
        code: profile.code,
        message: 'The broker said no.',
        nextStep: 'Look again.',
        retryable: false,
        outcomeUnknown: false,
        brokerCode: null,
      };
      reply({ ok: false, error });
    } else reply({ ok: true, value: profile });
  }
  if (message.name === 'orders.get') reply({ ok: true, value: { order: script.order ?? null } });
  if (message.name.startsWith('push.')) reply({ ok: true, value: {} });
  if (message.name === 'worker.health' && (script.answersHealth?.() ?? true)) {
    const value = {
      residentBytes: 1,
      callsInFlight: 0,
      brokerCallsTotal: 0,
      brokerErrorsTotal: 0,
      lastLatencyMs: null,
      latency: null,
      lastError: null,
      cacheHits: 0,
      joined: 0,
      batched: 0,
    };
    reply({ ok: true, value });
  }
}
