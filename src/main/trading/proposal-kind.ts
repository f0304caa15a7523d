import type { JsonObject } from '../audit/canonical-json.ts';
import type { ProposalRow } from './proposal-record.ts';

/** What differs among the kinds of proposals that a person decides on; the decision itself is the same for all. */
export interface ProposalKind {
  /** New figures and controls, hence a new card and a new seal. @throws AppError conflict, or what the account answers */
  refresh(row: ProposalRow): Promise<void>;
  /** What was approved, for the audit row. */
  sealed(row: ProposalRow): JsonObject;
  /** Sends what was approved, once. Ends when the first outcome of all of it is recorded. */
  send(approved: ProposalRow): Promise<void>;
}
