import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readTigerConfig } from '../../../src/tiger/config.ts';
import { resolveDomains, withDynamicDomains } from '../../../src/tiger/dynamic-domain.ts';
import { fetchText } from '../../../src/tiger/http/fetch-text.ts';
import { readGatewayAddress } from '../../../src/tiger/tiger-address.ts';
import { keyVectors } from './vectors.ts';

const LIST = {
  ret: 0,
  serverTime: 1795444200000,
  items: [
    { 'openapi-sandbox': { COMMON: 'https://sandbox.tigerfintech.com' } },
    {
      openapi: {
        socket_port: 9883,
        port: 9887,
        COMMON: 'https://a.tigerfintech.com',
        TBSG: 'https://a.tigerfintech.com/hkg',
        'TBSG-QUOTE': 'https://a.tigerfintech.com/hkg-quote',
        'TBSG-PAPER': 'https://b.tigerfintech.com/hkg/',
      },
    },
  ],
};
const LIVE = '12345678';
const PAPER = '20200821144442583';

function resolved(list: unknown, license: Parameters<typeof resolveDomains>[1]['license'], account: string) {
  const { tradeUrl, quoteUrl, push } = resolveDomains(JSON.stringify(list), { license, account });
  return [tradeUrl?.href ?? null, quoteUrl?.href ?? null, push];
}

describe('which address is whose', () => {
  const push = { host: 'a.tigerfintech.com', port: 9883 };
  const common = 'https://a.tigerfintech.com/gateway';

  test('by licence and kind of account', () => {
    const quotes = 'https://a.tigerfintech.com/hkg-quote/gateway';
    expect(resolved(LIST, 'TBSG', LIVE)).toEqual(['https://a.tigerfintech.com/hkg/gateway', quotes, push]);
    expect(resolved(LIST, 'TBSG', PAPER)).toEqual(['https://b.tigerfintech.com/hkg/gateway', quotes, push]);
  });

  test('what the list does not name is common', () => {
    expect(resolved(LIST, 'TBNZ', LIVE)).toEqual([common, common, push]);
  });

  test('without a licence only the push address is known', () => {
    expect(resolved(LIST, null, LIVE)).toEqual([null, null, push]);
  });
});

describe('nothing leads elsewhere', () => {
  test.each([
    ['another domain', 'https://evil.example'],
    ['a look-alike', 'https://a.tigerfintech.com.evil.example'],
    ['plain http', 'http://a.tigerfintech.com'],
    ['this machine', 'http://127.0.0.1:8000'],
    ['credentials', 'https://me:pass@a.tigerfintech.com'],
    ['no address', 'gateway'],
  ])('%s', (_name, address) => {
    const [trade, quote] = resolved(
      { items: [{ openapi: { socket_port: 9883, COMMON: address } }] },
      'TBSG',
      LIVE,
    );
    expect([trade, quote]).toEqual([null, null]);
  });

  test('whatever the list holds, an address is one of Tiger or none', () => {
    const address = fc.oneof(fc.webUrl(), fc.string(), fc.constant('https://a.tigerfintech.com/x'));
    const domains = fc.dictionary(
      fc.constantFrom('COMMON', 'TBSG', 'TBSG-QUOTE', 'socket_port'),
      fc.oneof(address, fc.jsonValue()),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          domains.map((openapi) => ({ items: [{ openapi }] })),
        ),
        (list) => {
          const [trade, quote, push] = resolved(list, 'TBSG', LIVE);
          for (const url of [trade, quote])
            if (url !== null) expect(readGatewayAddress(url as string)).not.toBeNull();
          if (push !== null)
            expect((push as { host: string }).host).toMatch(/\.(tigerfintech|tradeup)\.com$/);
        },
      ),
    );
  });

  test.each(['', 'not json', '<html>', '[]', '{"items":null}', '{"items":[null]}'])('no list: %s', (text) => {
    expect(resolveDomains(text, { license: 'TBSG', account: LIVE })).toEqual({
      tradeUrl: null,
      quoteUrl: null,
      push: null,
    });
  });
});

describe('a config with the addresses of the list', () => {
  const BASE = `tiger_id=1\naccount=${LIVE}\nprivate_key=${keyVectors.client1024.private_pkcs8_bare}\n`;

  test('is asked for at the address of the licence', async () => {
    const asked: string[] = [];
    const list = async (url: URL) => {
      asked.push(url.href);
      return JSON.stringify(LIST);
    };
    const config = await withDynamicDomains(readTigerConfig(`${BASE}license=TBSG\n`), list);
    await withDynamicDomains(readTigerConfig(`${BASE}license=TBUS\n`), list);
    expect(config.tradeUrl.href).toBe('https://a.tigerfintech.com/hkg/gateway');
    expect(config.quoteUrl.href).toBe('https://a.tigerfintech.com/hkg-quote/gateway');
    expect(asked).toEqual([
      'https://cg.play-analytics.com/',
      'https://cg.play-analytics.com/?appName=tradeup',
    ]);
  });

  test('stays as it was if nobody answers', async () => {
    const config = readTigerConfig(`${BASE}license=TBSG\n`);
    expect(await withDynamicDomains(config, async () => null)).toBe(config);
  });

  test('stays on this machine without a question', async () => {
    const local = `${BASE}license=TBSG\nserver_url=http://127.0.0.1:1/\ntiger_public_key=${keyVectors.gateway1024.public_spki_bare}\n`;
    const config = readTigerConfig(local);
    const refuse = () => Promise.reject(new Error('asked'));
    expect(await withDynamicDomains(config, refuse)).toBe(config);
  });
});

describe('getting a text', () => {
  let stop: () => Promise<void> = async () => undefined;
  afterEach(() => stop());

  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  test('says nothing of us', async () => {
    let headers: string[] = [];
    const url = await serve((request, response) => {
      headers = Object.keys(request.headers);
      response.end('héllo');
    });
    expect(await fetchText(url)).toBe('héllo');
    expect(headers.toSorted()).toEqual(['connection', 'host']);
  });

  test.each<[string, RequestListener]>([
    ['another status', (_request, response) => response.writeHead(302, { location: '/' }).end('x')],
    ['too much', (_request, response) => response.end('x'.repeat(70_000))],
    ['no text', (_request, response) => response.end(Buffer.from([0xff, 0xfe]))],
    ['a lost connection', (_request, response) => response.destroy()],
    [
      'half an answer',
      (_request, response) =>
        response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()),
    ],
    ['silence', () => undefined],
  ])('%s is nothing', async (_name, listener) => {
    expect(await fetchText(await serve(listener), 100)).toBeNull();
  });

  test.each(['http://example.com/', 'file:///etc/passwd'])('%s is not asked', async (address) => {
    expect(await fetchText(new URL(address))).toBeNull();
  });
});
