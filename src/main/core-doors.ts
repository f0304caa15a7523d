import { type CoreControl, coreControl } from './core-control.ts';
import { type CoreHttp, type CoreHttpDeps, coreHttp } from './core-http.ts';
import { type CoreMcp, type CoreMcpDeps, coreMcp } from './core-mcp.ts';

/** The ways into the app from outside: AI clients' socket, HTTP, the command line's socket. */
export interface CoreDoors {
  readonly mcp: CoreMcp;
  readonly http: CoreHttp;
  readonly control: CoreControl;
}

type Input = Omit<CoreMcpDeps, 'observe'> &
  Omit<CoreHttpDeps, 'mcp'> &
  Omit<Parameters<typeof coreControl>[0], 'mcp' | 'http' | 'clients'>;

/** Opens them one after the other; one that does not open is shown or logged, and keeps nothing else from starting. */
export async function coreDoors(input: Input): Promise<CoreDoors> {
  const mcp = await coreMcp({ ...input, observe: input.metrics.observe });
  const http = await coreHttp({ ...input, mcp });
  const control = await coreControl({ ...input, mcp, http });
  return { mcp, http, control };
}
