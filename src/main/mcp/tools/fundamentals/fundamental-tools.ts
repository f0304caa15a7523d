import type { ToolDefinition } from '../../tool.ts';
import { getBrokerHold } from './get-broker-hold.ts';
import { getCapitalDistribution } from './get-capital-distribution.ts';
import { getCapitalFlow } from './get-capital-flow.ts';
import { getCorporateActions } from './get-corporate-actions.ts';
import { getEarnings } from './get-earnings.ts';
import { getFinancialReport } from './get-financial-report.ts';
import { getFinancials } from './get-financials.ts';
import { getIndustry } from './get-industry.ts';
import { getShortable } from './get-shortable.ts';
import { getStockBroker } from './get-stock-broker.ts';

/** In the order in which clients see them. */
export const fundamentalTools: readonly ToolDefinition[] = [
  getFinancials,
  getFinancialReport,
  getCorporateActions,
  getEarnings,
  getIndustry,
  getCapitalFlow,
  getCapitalDistribution,
  getStockBroker,
  getBrokerHold,
  getShortable,
];
