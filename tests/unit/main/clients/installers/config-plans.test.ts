import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import {
  ConfigTextError,
  type WantedServer,
} from '../../../../../src/main/clients/installers/config-plan.ts';
import { planJson } from '../../../../../src/main/clients/installers/json-config.ts';
import { planToml } from '../../../../../src/main/clients/installers/toml-config.ts';

const WANTED: WantedServer = {
  serversKey: 'mcpServers',
  name: 'tiger',
  entry: { command: '/opt/tiger-mcp', args: [] },
  isAnyClient: false,
  extra: {},
};
const WITH_HOME: WantedServer = {
  ...WANTED,
  entry: { ...WANTED.entry, env: { TIGER_MCP_HOME: '/my data' } },
};

describe('a plan for JSON', () => {
  it.each([
    ['an empty file', ''],
    ['an empty object', '{}'],
    ['no servers', '{\n  "theme": "dark"\n}\n'],
    ['a trailing comma', '{\n  "mcpServers": {\n    "a": {"command": "x"},\n  },\n}\n'],
    [
      'comments',
      '// top\n{\n  "mcpServers": { // servers\n    /* a */ "a": {"command": "x"} // last\n  }\n}\n// end',
    ],
    ['one line', '{"mcpServers":{"a":{"command":"x"}}}'],
    ['tabs and CRLF', '{\r\n\t"a": 1,\r\n\t"mcpServers": {\r\n\t\t"b": {"command": "x"}\r\n\t}\r\n}\r\n'],
  ])('adds our entry to %s and takes it out again', (_name, text) => {
    const plan = planJson(text, WANTED);
    expect(plan.state).toBe('not_connected');
    expect(plan.removed).toBe(text);
    expect(parse(plan.connected, [], { allowTrailingComma: true }).mcpServers.tiger).toEqual(WANTED.entry);
    for (const comment of text.match(/\/\/.*|\/\*.*?\*\//g) ?? []) expect(plan.connected).toContain(comment);
    if (text.includes('\r\n')) expect(plan.connected.replaceAll('\r\n', '')).not.toContain('\n');
    const again = planJson(plan.connected, WANTED);
    expect(again).toMatchObject({ state: 'connected', connected: plan.connected });
    expect(parse(again.removed, [], { allowTrailingComma: true })).toEqual({
      mcpServers: {},
      ...(parse(text, [], { allowTrailingComma: true }) ?? {}),
    });
  });

  const OURS = '"tiger": {\n      "command": "/opt/tiger-mcp",\n      "args": []\n    }';
  it.each([
    [
      'a comment',
      '{\n  "mcpServers": {\n    "b": {"c": 1} // b\n  }\n}',
      `{"c": 1}, // b\n    ${OURS}\n  }\n}`,
    ],
    [
      'a trailing comma',
      '{\n  "mcpServers": {\n    "b": {"c": 1}, /* b */\n  },\n}',
      `{"c": 1}, /* b */\n    ${OURS},\n  },\n}`,
    ],
    ['comments alone', '{\n  "mcpServers": {\n    // none\n  }\n}', `{\n    ${OURS}\n    // none\n  }\n}`],
  ])('writes on lines of its own beside %s', (_name, text, end) => {
    const { connected } = planJson(text, WANTED);
    expect(connected.endsWith(end)).toBe(true);
    expect(connected.startsWith('{\n  "mcpServers": {\n')).toBe(true);
  });

  const OTHERS = `{
  // mine
  "mcpServers": {
    // about a
    "a": { "command": "x" },
    // about tiger
    "tiger": {
      "command": "/old/tiger-mcp", // old
      "args": ["--x"],
      "env": { "KEEP": "1", "TIGER_MCP_HOME": "/old" },
      "autoApprove": ["tiger_get_quote"],
    },
    // about b
    "b": { "command": "y" },
  },
}
`;

  it('repairs what differs and keeps what the user added', () => {
    const { state, connected } = planJson(OTHERS, WITH_HOME);
    expect(state).toBe('outdated');
    expect(connected).toBe(
      OTHERS.replace('/old/tiger-mcp', '/opt/tiger-mcp')
        .replace('["--x"]', '[]')
        .replace('"/old"', '"/my data"'),
    );
    expect(parse(planJson(OTHERS, WANTED).connected).mcpServers.tiger.env).toEqual({ KEEP: '1' });
  });

  it('removes our lines alone, whatever comments stand around them', () => {
    const { removed } = planJson(OTHERS, WANTED);
    const [before = '', rest = ''] = OTHERS.split('    "tiger": {');
    expect(removed).toBe(`${before}${rest.slice(rest.indexOf('    // about b'))}`);
  });

  it.each([
    ['the last of two', '{"mcpServers": {"a": {}, "tiger": {}}}', '{"mcpServers": {"a": {} }}'],
    ['the only one', '{"mcpServers": {"tiger": {}}}', '{"mcpServers": {}}'],
    [
      'one before a comment and a comma',
      '{"mcpServers": {"tiger": {} /* c */, "a": {}}}',
      '{"mcpServers": { /* c */ "a": {}}}',
    ],
    [
      'one behind a comma on its own line',
      '{"mcpServers": {"a": {}\n, // c\n"tiger": {}\n}}',
      '{"mcpServers": {"a": {}\n // c\n}}',
    ],
  ])('removes %s', (_name, text, removed) => {
    expect(planJson(text, WANTED).removed).toBe(removed);
  });

  it('turns an entry for HTTP into one for the launcher', () => {
    const text = '{"mcpServers": {"tiger": {"type": "http", "url": "http://127.0.0.1:1/mcp"}}}';
    const { state, connected } = planJson(text, WANTED);
    expect(state).toBe('outdated');
    expect(parse(connected).mcpServers.tiger).toEqual({ type: 'stdio', command: '/opt/tiger-mcp', args: [] });
  });

  it('finds our launcher under another name', () => {
    const text = '{"mcpServers": {"broker": {"command": "/opt/tiger-mcp"}}}';
    expect(planJson(text, WANTED)).toMatchObject({ state: 'connected', removed: '{"mcpServers": {}}' });
  });

  it.each([
    ['broken JSON', '{\n  "a": 1\n  "b": 2\n}', /line 3/],
    ['a cut file', '{"mcpServers": {', /not valid JSON/],
    ['a list', '[]', /no JSON object/],
    ['servers that are a list', '{"mcpServers": []}', /not an object/],
    [
      'two entries of ours',
      '{"mcpServers": {"tiger": {"command": "a"}, "tiger": {"command": "b"}}}',
      /by hand/,
    ],
  ])('refuses %s and says what to do', (_name, text, reason) => {
    expect(() => planJson(text, WANTED)).toThrow(ConfigTextError);
    expect(() => planJson(text, WANTED)).toThrow(reason);
  });

  it('never changes another value', () => {
    const key = fc.string({ maxLength: 6 }).filter((name) => name !== '__proto__');
    const servers = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    const config = fc.record({
      other: fc.jsonValue({ maxDepth: 2 }),
      servers,
      indent: fc.constantFrom(0, 2, '\t'),
    });
    fc.assert(
      fc.property(config, ({ other, servers: own, indent }) => {
        const { tiger: _tiger, ...others } = own;
        const text = JSON.stringify({ other, mcpServers: own }, null, indent);
        const plan = planJson(text, WITH_HOME);
        const again = planJson(plan.connected, WITH_HOME);
        expect(again.state).toBe('connected');
        expect(JSON.parse(plan.connected)).toMatchObject({ other: JSON.parse(JSON.stringify(other)) });
        expect(JSON.parse(again.removed)).toEqual(JSON.parse(JSON.stringify({ other, mcpServers: others })));
      }),
    );
  });
});

const CODEX: WantedServer = { ...WANTED, serversKey: 'mcp_servers', extra: { tool_timeout_sec: 120 } };
const CODEX_HOME: WantedServer = { ...CODEX, entry: WITH_HOME.entry };
const OTHER_LINES = '# mine\nmodel = "o5" # fast\n\n[mcp_servers.a]\ncommand = "x"\n';

describe('a plan for TOML', () => {
  it.each([
    ['an empty file', ''],
    ['other tables', OTHER_LINES],
    ['no last line break', OTHER_LINES.trimEnd()],
    ['CRLF', OTHER_LINES.replaceAll('\n', '\r\n')],
  ])('adds our table to %s and takes it out again', (_name, text) => {
    for (const wanted of [CODEX, CODEX_HOME]) {
      const plan = planToml(text, wanted);
      expect(plan).toMatchObject({ state: 'not_connected', removed: text });
      expect(plan.connected.startsWith(text)).toBe(true);
      expect(plan.connected).toContain('[mcp_servers.tiger]');
      if (text.includes('\r\n')) expect(plan.connected.replaceAll('\r\n', '')).not.toContain('\n');
      const again = planToml(plan.connected, wanted);
      expect(again).toMatchObject({ state: 'connected', connected: plan.connected });
      expect(again.removed.trim()).toBe(text.trim());
    }
  });

  it.each([
    [
      'a command and its arguments',
      '[mcp_servers.tiger]\n# note\ncommand = "/old" # old\nargs = [\n  "--x",\n]\nenabled_tools = ["a"]\n\n[z]\nq = 1\n',
      CODEX,
      '[mcp_servers.tiger]\n# note\ncommand = "/opt/tiger-mcp" # old\nargs = []\nenabled_tools = ["a"]\n\n[z]\nq = 1\n',
    ],
    [
      'an entry for HTTP',
      '[mcp_servers.tiger]\nurl = "http://x"\nstartup_timeout_sec = 5\n',
      CODEX,
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\nstartup_timeout_sec = 5\n',
    ],
    [
      'an old data folder in a table',
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\n[mcp_servers.tiger.env]\nA = "1"\nTIGER_MCP_HOME = "/old"\n',
      CODEX,
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\n[mcp_servers.tiger.env]\nA = "1"\n',
    ],
    [
      'a missing data folder beside a table',
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\n[mcp_servers.tiger.env]\nA = "1"\n',
      CODEX_HOME,
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\n[mcp_servers.tiger.env]\nTIGER_MCP_HOME = "/my data"\nA = "1"\n',
    ],
    [
      'a missing data folder in an inline table',
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\nenv = { A = "1" }\n',
      CODEX_HOME,
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []\nenv = { "A" = "1", "TIGER_MCP_HOME" = "/my data" }\n',
    ],
    [
      'a missing data folder without a table',
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp"\nargs = []',
      CODEX_HOME,
      '[mcp_servers.tiger]\nenv.TIGER_MCP_HOME = "/my data"\ncommand = "/opt/tiger-mcp"\nargs = []',
    ],
  ])('repairs %s', (_name, text, wanted, repaired) => {
    expect(planToml(text, wanted)).toMatchObject({ state: 'outdated', connected: repaired });
    expect(planToml(repaired, wanted).state).toBe('connected');
  });

  it('removes our tables alone', () => {
    const ours =
      '[mcp_servers.tiger]\ncommand = "/opt/tiger-mcp" # last\n\n[mcp_servers.tiger.env]\nA = "1"\n\n';
    const text = `${OTHER_LINES}\n${ours}# about z\n[z]\nq = 1\n`;
    expect(planToml(text, CODEX).removed).toBe(`${OTHER_LINES}\n# about z\n[z]\nq = 1\n`);
  });

  it.each([
    ['broken TOML', 'a = 1\nb = [}\n', /near line 2/],
    ['a table twice', '[mcp_servers.tiger]\n[mcp_servers.tiger]\n', /not valid TOML/],
    ['our entry inline', 'mcp_servers = { tiger = { command = "x" } }\n', /by hand/],
    ['other servers inline', 'mcp_servers = { a = { command = "x" } }\n', /by hand/],
    ['servers that are a text', 'mcp_servers = "x"\n', /by hand/],
  ])('refuses %s and says what to do', (_name, text, reason) => {
    expect(() => planToml(text, CODEX)).toThrow(ConfigTextError);
    expect(() => planToml(text, CODEX)).toThrow(reason);
  });
});
