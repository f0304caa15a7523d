import type { AccountDirectory } from '../../accounts/account-directory.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Clock } from '../../platform/clock.ts';
import { policyOf, writePolicy } from '../../risk/policy-export.ts';
import { type RiskSettingsStore, refuseUntypedLoosening } from '../../risk/risk-settings-store.ts';
import type { TradeQuestions } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface RiskCommandsDeps {
  readonly accounts: AccountDirectory;
  readonly riskSettings: RiskSettingsStore;
  readonly trading: TradeQuestions;
  readonly audit: AuditLog;
  readonly exportsDir: string;
  readonly clock: Clock;
}

export function riskCommands(deps: RiskCommandsDeps): CommandArea<'risk'> {
  const { accounts, riskSettings, trading } = deps;
  return {
    'risk.get': async ({ accountId }) => {
      accounts.get(accountId);
      return (await riskSettings.get(accountId)).settings;
    },
    'risk.set': async ({ accountId, settings, typedSentence }) => {
      const account = accounts.get(accountId);
      const before = await riskSettings.get(accountId).catch(() => null);
      refuseUntypedLoosening(account, before?.settings ?? null, settings, typedSentence);
      return (await riskSettings.set(accountId, settings)).settings;
    },
    'risk.preview': async ({ accountId, order }) => {
      const judged = await trading.judge(accountId, order);
      return { order: judged.order, controls: [...judged.controls] };
    },
    'risk.export': async ({ accountId }) => {
      const account = accounts.get(accountId);
      const policy = policyOf(account, await riskSettings.get(accountId), deps.clock.nowMs());
      const path = writePolicy(policy, deps.exportsDir);
      await deps.audit.append({
        kind: 'risk.policy_exported',
        actor: 'user',
        clientName: null,
        accountId,
        proposalId: null,
        brokerOrderId: null,
        summary: `Risk policy of ${account.alias} exported`,
        detail: { settingsVersion: policy.settingsVersion },
      });
      return { path };
    },
  };
}
