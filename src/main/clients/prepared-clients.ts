import type { ClientEntry, ClientId } from '../../shared/domain/client-entry.ts';
import type { ClientProgramId } from '../../shared/domain/client-installation.ts';
import type { ClientBook } from './client-book.ts';
import type { ClientDoor } from './client-door.ts';
import { newClientId } from './client-token.ts';

export interface PreparedClientsDeps {
  readonly book: ClientBook;
  readonly door: Pick<ClientDoor, 'trader'>;
}

/** The entries of programs that the user connects in the window: their ids stand in what he is shown beforehand. */
export class PreparedClients {
  readonly #deps: PreparedClientsDeps;
  readonly #planned = new Map<ClientProgramId, ClientId>();

  constructor(deps: PreparedClientsDeps) {
    this.#deps = deps;
  }

  /** The same until the program's entry is removed. */
  idOf(program: ClientProgramId): ClientId {
    const known = this.#deps.book.ofProgram(program)?.id ?? this.#planned.get(program);
    if (known !== undefined) return known;
    const planned = newClientId();
    this.#planned.set(program, planned);
    return planned;
  }

  /** The program's entry; a new one may propose orders on the demo account. */
  async ensure(
    program: ClientProgramId,
    name: string,
    origin: 'connect_button' | 'snippet',
  ): Promise<ClientEntry> {
    const { book, door } = this.#deps;
    const existing = book.ofProgram(program);
    // A lost pairing file and a block are what a person connects a program again for.
    if (existing !== null) return book.renew(existing.id);
    const entry = await book.create({ id: this.idOf(program), name, origin, program, ...door.trader() });
    this.#planned.delete(program);
    return entry;
  }

  /** An entry for a program that this app does not know. */
  unknownProgram(name: string): Promise<ClientEntry> {
    const { book, door } = this.#deps;
    return book.create({ name, origin: 'snippet', program: null, ...door.trader() });
  }

  /** It was taken out of the program's configuration. */
  async forget(program: ClientProgramId): Promise<void> {
    const entry = this.#deps.book.ofProgram(program);
    if (entry !== null) await this.#deps.book.remove(entry.id);
  }
}
