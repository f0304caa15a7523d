import { AppError } from '../../shared/app-error.ts';

export type ProofMethod = 'touch_id' | 'passphrase' | 'unavailable';

/** The fingerprint reader of this computer. */
export interface TouchId {
  isThere(): boolean;
  /** Rejects when the user cancels or is not recognised. */
  prompt(reason: string): Promise<void>;
}

export interface UserProofDeps {
  /** null: this platform has none that can be asked. */
  readonly touchId: TouchId | null;
  readonly isPassphraseSet: () => Promise<boolean>;
  /** @throws AppError access_denied or rate_limited */
  readonly checkPassphrase: (passphrase: string) => Promise<void>;
}

/** Whether who sits here is the user: by the operating system where it can be asked, else by the app's own passphrase. */
export class UserProof {
  readonly #deps: UserProofDeps;

  constructor(deps: UserProofDeps) {
    this.#deps = deps;
  }

  async method(): Promise<ProofMethod> {
    if (this.#deps.touchId?.isThere() === true) return 'touch_id';
    return (await this.#deps.isPassphraseSet()) ? 'passphrase' : 'unavailable';
  }

  /**
   * @returns how it was proven; `unavailable`: there is nothing to ask
   * @throws AppError access_denied, when it was not proven
   */
  async confirm(reason: string, passphrase: string | null): Promise<ProofMethod> {
    const method = await this.method();
    if (method === 'touch_id') await this.#byTouchId(reason);
    if (method === 'passphrase') {
      if (passphrase === null)
        throw notProven('The passphrase was not typed.', 'Type the passphrase of the app.');
      await this.#deps.checkPassphrase(passphrase);
    }
    return method;
  }

  async #byTouchId(reason: string): Promise<void> {
    try {
      await this.#deps.touchId?.prompt(reason);
    } catch {
      throw notProven('Touch ID did not confirm that it is you.', 'Try again.');
    }
  }
}

function notProven(message: string, nextStep: string): AppError {
  return new AppError('access_denied', message, { nextStep });
}
