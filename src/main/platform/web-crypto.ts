import { webcrypto } from 'node:crypto';

// Libraries for tokens and HTTP expect the Web's own cryptography as a global. Node has it since 19, and the
// development runtime is of Node 18.
if (globalThis.crypto === undefined) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
