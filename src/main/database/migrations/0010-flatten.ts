/**
 * Kill switch, level 3: positions are closed. A proposal that closes one names its run, which is what lets it pass the
 * stop; a run is written before anything of it is sent, and keeps what became of each line.
 */
export const flatten = `
CREATE TABLE trading_stops_three (
  scope TEXT NOT NULL CHECK (scope IN ('app', 'account', 'client')),
  target TEXT NOT NULL CHECK ((scope = 'app') = (target = '')),
  level INTEGER NOT NULL CHECK (level IN (1, 2, 3)),
  tripped_by_client TEXT,
  reason TEXT NOT NULL,
  tripped_at_ms INTEGER NOT NULL,
  PRIMARY KEY (scope, target)
) STRICT;
INSERT INTO trading_stops_three SELECT scope, target, level, tripped_by_client, reason, tripped_at_ms FROM trading_stops;
DROP TABLE trading_stops;
ALTER TABLE trading_stops_three RENAME TO trading_stops;

ALTER TABLE proposals ADD COLUMN flatten_id TEXT;

CREATE TABLE flatten_runs (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'interrupted')),
  lines_json TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX flatten_runs_one ON flatten_runs (account_id) WHERE state = 'running';
`;
