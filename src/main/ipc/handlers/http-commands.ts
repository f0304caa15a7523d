import { AppError } from '../../../shared/app-error.ts';
import type { AppSettings } from '../../../shared/domain/app-settings.ts';
import type { HttpState } from '../../../shared/domain/http-access.ts';
import { EXPOSE_SENTENCE } from '../../../shared/domain/http-settings.ts';
import type { ClientBook } from '../../clients/client-book.ts';
import type { ClientDoor } from '../../clients/client-door.ts';
import type { HttpTokenBook } from '../../clients/http-token-book.ts';
import type { SettingsPatch } from '../../platform/settings.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface HttpCommandsDeps {
  readonly http: {
    readonly tokens: HttpTokenBook;
    state(): Promise<HttpState>;
    retry(): Promise<HttpState>;
  };
  readonly book: ClientBook;
  readonly door: ClientDoor;
  /** Besides what `changeSettings` does, an address that other computers reach. */
  readonly exposeHttp: (patch: SettingsPatch) => Promise<AppSettings>;
}

export function httpCommands({ http, book, door, exposeHttp }: HttpCommandsDeps): CommandArea<'http'> {
  const { tokens } = http;
  return {
    'http.state': () => http.state(),
    'http.tokens': async () => tokens.list(),
    'http.addClient': ({ name }) => book.create({ name, origin: 'http', program: null, ...door.reader() }),
    'http.issue': async (wish) => {
      const { token, issued } = await tokens.issue(wish);
      // The one place where it leaves the process: to the window, whose user asked for it.
      return { token: token.reveal(), issued };
    },
    'http.revoke': async ({ tokenId }) => {
      await tokens.revoke(tokenId);
      return { ok: true };
    },
    'http.revokeAll': async () => {
      await tokens.revokeAll();
      return { ok: true };
    },
    'http.retry': () => http.retry(),
    'http.expose': async ({ address, names, certFile, keyFile, confirmation }) => {
      if (confirmation !== EXPOSE_SENTENCE) throw notConfirmed();
      return exposeHttp({
        httpAddress: address,
        httpNames: names,
        httpTlsCertFile: certFile,
        httpTlsKeyFile: keyFile,
      });
    },
  };
}

function notConfirmed(): AppError {
  return new AppError('invalid_input', 'The sentence is not the one that opens the app to other computers.', {
    nextStep: 'Type the sentence exactly as it is shown.',
  });
}
