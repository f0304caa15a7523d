import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenSession } from '../../../src/main/mcp/client-sessions.ts';
import { HttpFixture } from '../http-fixture.ts';
import { type ChangeListener, fixtureSession } from './fixture-session.ts';
import type { Target } from './fronts.ts';

/** The product behind its own door for HTTP. */
export function doorTarget(): Promise<Target> {
  return behindTheDoor(new HttpFixture());
}

/** The door and its adapters over what the scenarios ask for by name. */
export function fixtureDoorTarget(): Promise<Target> {
  const app = new HttpFixture();
  const listeners = new Set<ChangeListener>();
  app.openSession = (): OpenSession => {
    const session = fixtureSession(listeners);
    return {
      session,
      isOpen: true,
      introduce: async () => {},
      onTurnedAway: () => {},
      answer: () => Promise.reject(new Error('nobody asks for this')),
      close: () => session.close(),
    };
  };
  return behindTheDoor(app);
}

/** The suite has no token, so this puts one on each request and passes everything else on as it came. */
async function behindTheDoor(app: HttpFixture): Promise<Target> {
  const { token } = await app.client('Conformance', { role: 'manager' });
  const door = new URL(await app.listen());
  const front = tokenFront(door, token);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  // By this port the suite calls it.
  app.port = (front.address() as AddressInfo).port;
  // The suite calls like a page of the server's own origin.
  app.origins = [`http://127.0.0.1:${app.port}`];
  return {
    url: `http://127.0.0.1:${app.port}/mcp`,
    async close() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await app.close();
    },
  };
}

function tokenFront({ hostname, port }: URL, token: string): Server {
  return createServer((request, response) => {
    const { method, url: path, headers } = request;
    const passed = httpRequest(
      { hostname, port, method, path, headers: { ...headers, authorization: `Bearer ${token}` } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
}
