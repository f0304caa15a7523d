import { benchAccounts } from './accounts.ts';
import { benchApp } from './app.ts';
import { benchApprovals } from './approvals.ts';
import { benchAudit } from './audit.ts';
import { benchHttp } from './http.ts';
import { benchLimits } from './limits.ts';
import { benchPush } from './push.ts';

// `npm run bench` prints figures of this machine; nothing here passes or fails. Names of topics choose some of them:
// `npm run bench -- push`. A new topic is a file beside this one and a line here.

const TOPICS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  accounts: benchAccounts,
  app: benchApp,
  approvals: benchApprovals,
  audit: benchAudit,
  http: benchHttp,
  limits: benchLimits,
  push: benchPush,
};

const [names, options] = [
  process.argv.slice(2).filter((arg) => !arg.startsWith('--')),
  process.argv.slice(2).filter((arg) => arg.startsWith('--')),
];
const unknown = names.find((name) => !Object.hasOwn(TOPICS, name));
if (unknown !== undefined) {
  console.error(`There is no topic ${unknown}. Topics: ${Object.keys(TOPICS).join(', ')}`);
  process.exit(1);
}
for (const [name, run] of Object.entries(TOPICS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n${name}`);
  await run(options);
}
