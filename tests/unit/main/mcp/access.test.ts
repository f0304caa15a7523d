import { describe, expect, it } from 'vitest';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const DECIDING =
  /approve|approval|decide|decision|decline|accept|confirm|card|edit|refresh|acknowledge|seal|grant|access|enable|setting|risk|token|secret|key(?!word)/i;

describe('approving is impossible', () => {
  it('no tool and no argument is for deciding', () => {
    for (const tool of toolCatalog) {
      // The broker's second factor decides nothing here; its tool takes and shows none.
      if (tool.name === 'tiger_refresh_token') {
        expect(Object.keys(tool.input.shape)).toEqual(['account_id']);
        continue;
      }
      expect(tool.name).not.toMatch(DECIDING);
      for (const name of Object.keys(tool.input.shape)) expect(`${tool.name}.${name}`).not.toMatch(DECIDING);
    }
  });

  it('what a handler is given has no call that decides', () => {
    const { access } = new ToolCallerFixture();
    const calls = [access.accounts, access.proposals, access.trading].flatMap((part) => Object.keys(part));
    expect(calls.sort()).toEqual(
      [
        'cancelOrder',
        'get',
        'get',
        'list',
        'list',
        'modifyOrder',
        'moveMoney',
        'pauseWrites',
        'preview',
        'propose',
        'proposeBasket',
        'readable',
        'waitForOutcome',
        'withdraw',
      ].sort(),
    );
  });

  it('no call of any tool moves a waiting proposal on, but to withdrawn', async () => {
    const tools = new ToolCallerFixture();
    const { id } = tools.trading.add({});
    for (const tool of toolCatalog.filter(({ name }) => name !== 'tiger_withdraw_proposal')) {
      await tools.call(tool.name, {
        proposal_id: id,
        account_id: 'demo',
        order_id: '7',
        symbol: 'AAPL',
        wait_seconds: 0,
      });
      await tools.call(tool.name, { proposal_id: id });
      expect(tools.trading.proposals.get(id)!.status).toBe('awaiting_approval');
    }
  });
});

describe('access', () => {
  it('reads without a named account go to an account of the user before the demo account', () => {
    const { access, directory } = new ToolCallerFixture();
    const own = directory.accounts.find(({ isDemo }) => !isDemo)!;
    expect(access.accounts.readable(undefined).account.isDemo).toBe(true);
    directory.patch(own.alias, { clientAccess: 'read', state: 'ready' });
    expect(access.accounts.readable(undefined).account.alias).toBe(own.alias);
    directory.patch(own.alias, { state: 'restarting' });
    expect(access.accounts.readable(undefined).account.isDemo).toBe(true);
  });

  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s needs an open account',
    async (name, tool) => {
      const tools = new ToolCallerFixture();
      // What a manager asks for is about accounts that are not there yet, too.
      const isAlways = name === 'tiger_list_accounts' || tool.access === 'manage';
      expect(tools.access.refusal(tool) === null).toBe(true);
      tools.directory.patch('demo', { clientAccess: 'read' });
      expect(tools.access.refusal(tool) === null).toBe(tool.access !== 'propose');
      if (tool.access === 'propose') {
        expect(await tools.error(name, {})).toMatchObject({ code: 'access_denied' });
      }
      tools.directory.patch('demo', { clientAccess: 'none' });
      tools.directory.patch('growth-live', { clientAccess: 'none' });
      expect(tools.access.refusal(tool) === null).toBe(isAlways);
      if (!isAlways) expect(await tools.error(name, {})).toMatchObject({ code: 'access_denied' });
    },
  );

  it('is asked at every call', async () => {
    const tools = new ToolCallerFixture();
    expect(rowsOf(await tools.answer('tiger_list_accounts'), 'accounts')).toHaveLength(2);
    tools.directory.patch('demo', { clientAccess: 'none' });
    expect(rowsOf(await tools.answer('tiger_list_accounts'), 'accounts')).toHaveLength(1);
  });

  it('finds an account by alias in any case and by id, and by nothing else', async () => {
    const tools = new ToolCallerFixture();
    for (const account_id of ['demo', ' DEMO ', 'acc_demo0000000000ab']) {
      expect(await tools.answer('tiger_get_account_info', { account_id })).toMatchObject({
        account_id: 'demo',
      });
    }
    for (const account_id of ['dem', 'demo,growth-live', '*', '4321', 'Demo, paper, USD 1,000,000']) {
      expect(await tools.error('tiger_get_account_info', { account_id })).toMatchObject({
        code: 'not_found',
      });
    }
  });
});

describe('the audit rows of a call', () => {
  it('name the client, the account, the outcome and a short form of the input', async () => {
    const tools = new ToolCallerFixture();
    await tools.call('tiger_get_quote', { symbol: 'AAPL', data_account_id: 'demo' });
    expect(tools.audit.entries).toMatchObject([
      {
        kind: 'tool.called',
        clientName: 'Test client',
        accountId: 'acc_demo0000000000ab',
        summary: 'tiger_get_quote symbol=AAPL data_account_id=demo',
      },
      {
        kind: 'tool.answered',
        summary: 'tiger_get_quote: ok',
        detail: { tool: 'tiger_get_quote', outcome: 'ok' },
      },
    ]);
  });

  it('of a proposal carry its id and status', async () => {
    const tools = new ToolCallerFixture();
    const { id } = tools.trading.add({ status: 'declined' });
    await tools.call('tiger_get_proposal', { proposal_id: id });
    expect(tools.audit.entries[1]).toMatchObject({ proposalId: id, summary: 'tiger_get_proposal: declined' });
  });
});
