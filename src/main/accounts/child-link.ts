import type { Port } from '../../shared/rpc/port.ts';

/** A process of ours, as seen from main. */
export interface ChildLink {
  readonly port: Port;
  /** null before it runs and after its exit. */
  pid(): number | null;
  /** Told once. The code says nothing: on Electron a killed process can end with 0. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once, even one that is stopped or hangs. Harmless after its exit. */
  kill(): void;
}

/** The only way main starts the process of an account. `serviceName` appears in process lists, so it names no person. */
export type ForkAccountProcess = (serviceName: string) => ChildLink;

/** The only way main starts the demo exchange. */
export type ForkDemoGateway = () => ChildLink;
