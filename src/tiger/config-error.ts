export type ConfigFault =
  | 'not-properties'
  | 'missing'
  | 'missing-token'
  | 'malformed'
  | 'bad-key'
  | 'sandbox'
  | 'unknown-license'
  | 'address-refused'
  | 'not-loopback';

/** What is wrong with the properties text and what to do. It names keys of the file, never their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly fault: ConfigFault;
  /** The key of the file that is wrong; null if it is the file as a whole. */
  readonly property: string | null;
  readonly nextStep: string;

  constructor(fault: ConfigFault, property: string | null, message: string, nextStep: string) {
    super(message);
    this.fault = fault;
    this.property = property;
    this.nextStep = nextStep;
  }
}
