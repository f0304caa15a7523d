import type { ToolDefinition } from '../../tool.ts';
import { analyzePortfolio } from './analyze-portfolio.ts';
import { getAccountInfo } from './get-account-info.ts';
import { getAssetHistory } from './get-asset-history.ts';
import { getFundDetails } from './get-fund-details.ts';
import { getPortfolio } from './get-portfolio.ts';
import { getPositions } from './get-positions.ts';
import { getTransactions } from './get-transactions.ts';

/** In the order in which clients see them. */
export const portfolioTools: readonly ToolDefinition[] = [
  getAccountInfo,
  getPositions,
  getPortfolio,
  analyzePortfolio,
  getAssetHistory,
  getTransactions,
  getFundDetails,
];
