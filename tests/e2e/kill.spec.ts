import { expect } from '@playwright/test';
import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import { childrenNamed } from './child-processes.ts';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { approve, brokerOrders, callTool, expectStatus, holdApprove, propose } from './trade-steps.ts';

// Every test kills without warning in the middle of a trade, starts again, and asks the broker what really happened:
// nothing that was acknowledged is lost, nothing is sent twice, nothing is sent without a decision.

const RESTART_TIMEOUT_MS = 90_000;
test.describe.configure({ timeout: RESTART_TIMEOUT_MS });

/** The exchange goes on working after its answer is lost; or it never sees the order at all. */
const LOST_ANSWER: FaultRule = { kind: 'hang_after', method: 'place_order' };
const LOST_ORDER: FaultRule = { kind: 'hang', method: 'place_order' };

async function restarted(app: RunningApp, then: (again: RunningApp) => Promise<void>): Promise<void> {
  const again = await launchApp({ homeDir: app.homeDir });
  try {
    await then(again);
    await expectIntactAudit(again);
  } finally {
    await again.close();
  }
}

async function expectIntactAudit(app: RunningApp): Promise<void> {
  await app.mainWindow.getByRole('button', { name: /^Audit/ }).click();
  await app.mainWindow.getByRole('button', { name: /Verify/ }).click();
  await expect(app.mainWindow.getByText(/The chain is intact/)).toBeVisible();
}

/** Approves, and returns while the order is on the wire without an answer. */
async function approveWithoutAnswer(app: RunningApp, fault: FaultRule): Promise<void> {
  const door = new FaultDoor(app);
  await door.addFault(fault);
  await holdApprove(await app.approvalWindow());
  await expect.poll(() => door.countOf('place_order'), { timeout: 20_000 }).toBe(1);
}

test('main dies while an order waits: it waits on, its client is marked gone, and it can still be approved', async ({
  app,
}) => {
  const { proposal_id: proposalId } = await propose(await app.mcpClient());
  app.kill();
  await restarted(app, async (again) => {
    const client = await again.mcpClient();
    await expectStatus(client, proposalId, 'awaiting_approval');
    await callTool(client, 'tiger_get_account_status', { account_id: 'demo' });
    await again.mainWindow.getByRole('button', { name: /^Approvals/ }).click();
    await again.mainWindow
      .getByRole('button', { name: /Review/ })
      .first()
      .click();
    const window = await again.approvalWindow();
    await expect(window.getByLabel(/I still want this order/)).toBeVisible();
    await approve(window);
    await expectStatus(client, proposalId, 'filled');
    expect(await brokerOrders(client)).toHaveLength(1);
  });
});

test('main dies with the order at the broker and its answer lost: it is found, not sent again', async ({
  app,
}) => {
  const { proposal_id: proposalId } = await propose(await app.mcpClient());
  await approveWithoutAnswer(app, LOST_ANSWER);
  app.kill();
  await restarted(app, async (again) => {
    const client = await again.mcpClient();
    await expectStatus(client, proposalId, 'filled');
    expect(await brokerOrders(client)).toHaveLength(1);
    expect(await new FaultDoor(again).countOf('place_order')).toBe(0);
  });
});

test('main dies with the order on the wire that never arrived: it is said to be not sent', async ({
  app,
}) => {
  const { proposal_id: proposalId } = await propose(await app.mcpClient());
  await approveWithoutAnswer(app, LOST_ORDER);
  app.kill();
  await restarted(app, async (again) => {
    const client = await again.mcpClient();
    await expectStatus(client, proposalId, 'not_sent');
    expect(await brokerOrders(client)).toHaveLength(0);
    expect(await new FaultDoor(again).countOf('place_order')).toBe(0);
  });
});

test('main dies after the fill: the fill is still there', async ({ app }) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  await approve(await app.approvalWindow());
  await expectStatus(client, proposalId, 'filled');
  app.kill();
  await restarted(app, async (again) => {
    const later = await again.mcpClient();
    await expectStatus(later, proposalId, 'filled');
    expect(await brokerOrders(later)).toHaveLength(1);
  });
});

test('the account process dies with the answer lost: unknown, then found, sent once', async ({ app }) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  await approveWithoutAnswer(app, LOST_ANSWER);
  kill(await accountProcesses(app));
  await expectStatus(client, proposalId, 'filled');
  expect(await brokerOrders(client)).toHaveLength(1);
  expect(await new FaultDoor(app).countOf('place_order')).toBe(1);
});

test('the account process dies with the order lost: the symbol is locked until the broker has said no', async ({
  app,
}) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  await approveWithoutAnswer(app, LOST_ORDER);
  kill(await accountProcesses(app));
  await expectStatus(client, proposalId, 'not_sent');
  await new FaultDoor(app).clearFaults();
  expect(await brokerOrders(client)).toHaveLength(0);
});

test('the bridge dies while its call waits: the proposal stays, and a new bridge finds it', async ({
  app,
}) => {
  const first = await app.mcpClient('first');
  const { proposal_id: proposalId } = await propose(first);
  const waiting = callTool(first, 'tiger_get_proposal', { proposal_id: proposalId, wait_seconds: 45 }).catch(
    () => null,
  );
  kill(childrenNamed(process.pid, 'tiger-mcp.cjs'));
  await waiting;
  const second = await app.mcpClient('second');
  await expectStatus(second, proposalId, 'awaiting_approval');
  const window = await app.approvalWindow();
  await expect(window.getByLabel(/I still want this order/)).toBeVisible();
  await approve(window);
  await expectStatus(second, proposalId, 'filled');
  expect(await brokerOrders(second)).toHaveLength(1);
});

/** By the name that main gave them. */
function accountProcesses(app: RunningApp): Promise<number[]> {
  return app.electronApp.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('account-'))
      .map(({ pid }) => pid),
  );
}

function kill(pids: readonly number[]): void {
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}
