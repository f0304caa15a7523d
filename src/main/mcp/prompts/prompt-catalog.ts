import { optionsStrategy } from './options-strategy.ts';
import { portfolioReview } from './portfolio-review.ts';
import type { PromptDefinition } from './prompt.ts';
import { riskReport } from './risk-report.ts';
import { tradeTicket } from './trade-ticket.ts';

/** Every prompt, in the order in which clients see them. */
export const promptCatalog: readonly PromptDefinition[] = [
  portfolioReview,
  tradeTicket,
  riskReport,
  optionsStrategy,
];
