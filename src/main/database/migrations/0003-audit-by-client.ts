/** The timeline of one client's day, and the list of clients, would read the whole log otherwise. */
export const auditByClient = `
CREATE INDEX audit_events_client ON audit_events (client_name, sequence) WHERE client_name IS NOT NULL;
`;
