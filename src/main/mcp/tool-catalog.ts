import type { ToolDefinition } from './tool.ts';
import { accountTools } from './tools/accounts/account-tools.ts';
import { contractTools } from './tools/contracts/contract-tools.ts';
import { fundamentalTools } from './tools/fundamentals/fundamental-tools.ts';
import { fundTools } from './tools/funds/fund-tools.ts';
import { futureTools } from './tools/futures/future-tools.ts';
import { optionTools } from './tools/options/option-tools.ts';
import { portfolioTools } from './tools/portfolio/portfolio-tools.ts';
import { quotaTools } from './tools/quotas/quota-tools.ts';
import { quoteTools } from './tools/quotes/quote-tools.ts';
import { scannerTools } from './tools/scanner/scanner-tools.ts';
import { tradingTools } from './tools/trading/trading-tools.ts';
import { transferTools } from './tools/transfers/transfer-tools.ts';
import { warrantTools } from './tools/warrants/warrant-tools.ts';

/** Every tool, in the order in which clients see them. */
export const toolCatalog: readonly ToolDefinition[] = [
  ...accountTools,
  ...portfolioTools,
  ...quoteTools,
  ...contractTools,
  ...fundamentalTools,
  ...scannerTools,
  ...optionTools,
  ...futureTools,
  ...fundTools,
  ...warrantTools,
  ...quotaTools,
  ...tradingTools,
  ...transferTools,
];
