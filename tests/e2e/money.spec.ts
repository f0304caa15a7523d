import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { callTool, DEMO, expectStatus, holdApprove, moneyClient, type ToolAnswer } from './trade-steps.ts';

const WHY = { account_id: DEMO, rationale: 'The user asked for it.', wait_seconds: 0 };
const TRANSFER = { from_segment: 'SEC', to_segment: 'FUT', currency: 'USD', amount: '1500.50' };
const EXCHANGE = { source_currency: 'USD', target_currency: 'HKD', source_amount: 2000 };

test('money moves by a card of its own: proposed by an assistant, approved in the window, seen at the broker and in the audit log', async ({
  app,
}) => {
  const door = new FaultDoor(app);
  const client = await moneyClient(app, 'Assistant One');
  const proposal = await callTool(client, 'tiger_transfer_segment_funds', { ...WHY, ...TRANSFER });
  expect(proposal).toMatchObject({ kind: 'transfer', status: 'awaiting_approval' });
  const window = await app.approvalWindow();
  const ticket = window.getByRole('article', { name: /TRANSFER 1500\.5 USD from securities to futures/ });
  await expect(ticket).toContainText('The money stays in this account.');
  await expect(ticket).toContainText('The user asked for it.');
  expect(await door.countOf('transfer_segment_fund')).toBe(0);
  await holdApprove(window, 'TRANSFER');
  await expectStatus(client, proposal['proposal_id'], 'settled');
  expect(await door.countOf('transfer_segment_fund')).toBe(1);
  const funds = await callTool(client, 'tiger_get_segment_funds', { account_id: DEMO, from_segment: 'FUT' });
  expect(funds).toMatchObject({
    available: [{ amount: '1500.5' }],
    transfers: [{ from_segment: 'SEC', to_segment: 'FUT', amount: '1500.5', status: 'SUCC' }],
  });

  const exchange = await callTool(client, 'tiger_place_forex_order', { ...WHY, ...EXCHANGE });
  await window
    .getByRole('navigation')
    .getByRole('button', { name: /EXCHANGE 2000/ })
    .click();
  const exchangeTicket = window.getByRole('article', { name: /EXCHANGE 2000 USD into HKD/ });
  await expect(exchangeTicket).toContainText('An estimate: the broker sets its own rate when it exchanges.');
  await holdApprove(window, 'EXCHANGE');
  await expectStatus(client, exchange['proposal_id'], 'settled');
  expect(await door.countOf('place_forex_order')).toBe(1);
  const { movements } = await callTool(client, 'tiger_get_fund_details', { account_id: DEMO, kind: 'FOREX' });
  expect(movements as ToolAnswer[]).toContainEqual(
    expect.objectContaining({ currency: 'USD', amount: '-2000' }),
  );

  for (const { proposal_id: id } of [proposal, exchange]) {
    const kinds = await app.mainWindow.evaluate(
      `window.app.invoke('audit.list', { filter: { kinds: [], actors: [], accountId: null, clientName: null,
        text: '${String(id)}', fromMs: null, toMs: null }, beforeSequence: null, limit: 50 }).then(({ value }) =>
        value.events.filter((event) => event.proposalId === '${String(id)}').map((event) => event.kind))`,
    );
    for (const kind of ['approval.sealed', 'approval.decided', 'order.intent_recorded', 'order.send_started'])
      expect(kinds).toContain(kind);
  }
  expect(await app.mainWindow.evaluate(`window.app.invoke('audit.verify', {})`)).toMatchObject({
    value: { isIntact: true },
  });
});

test('what became of an exchange that Tiger never lists is the user’s to say, once the app has looked for itself', async ({
  app,
}) => {
  // The exchange has arrived nowhere, and no other one shows that the list of orders has exchanges at all.
  await new FaultDoor(app).addFault({ method: 'place_forex_order', kind: 'reset_before', count: 1 });
  const client = await moneyClient(app);
  const exchange = await callTool(client, 'tiger_place_forex_order', { ...WHY, ...EXCHANGE });
  const window = await app.approvalWindow();
  await holdApprove(window, 'EXCHANGE');
  await expectStatus(client, exchange['proposal_id'], 'unknown');
  const second = await callTool(client, 'tiger_place_forex_order', { ...WHY, ...EXCHANGE });
  expect(second).toMatchObject({ status: 'blocked' });
  const told = await callTool(client, 'tiger_get_proposal', {
    proposal_id: exchange['proposal_id'],
    wait_seconds: 0,
  });
  expect(told['message']).toContain("look in Tiger's own app");

  await app.mainWindow.getByRole('button', { name: 'Approvals' }).click();
  await app.mainWindow
    .getByRole('button', { name: /EXCHANGE 2000/ })
    .last()
    .click();
  const part = app.mainWindow.getByRole('region', { name: 'Say what became of it' });
  await part.getByRole('button', { name: 'It did not arrive' }).click();
  // Within the first two minutes the app looks for itself.
  await expect(part).toContainText('The app is still looking');
  await expectStatus(client, exchange['proposal_id'], 'unknown');
});
