/**
 * For lists of a full log and a full queue. The rows of one client on one account are found in the index alone, and
 * those of its proposals without reading their cards.
 */
export const crowdedLists = `
DROP INDEX audit_events_account;
CREATE INDEX audit_events_account ON audit_events (account_id, sequence, client_name, proposal_id);
CREATE INDEX proposals_client ON proposals (client_name, id);
`;
